namespace VoiceHunte.Edge.Telemetry;

/// <summary>Telephone numbers in the international form, <c>+421900123456</c> (E.164).</summary>
internal static class PhoneNumber
{
    /// <summary>A SIP address or a client's name is none.</summary>
    public static bool Is(string? text) =>
        text is ['+', >= '1' and <= '9', ..] && text.Length is >= 8 and <= 16 && !text.AsSpan(1).ContainsAnyExceptInRange('0', '9');
}
