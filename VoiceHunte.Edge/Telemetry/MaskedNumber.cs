namespace VoiceHunte.Edge.Telemetry;

/// <summary>A caller's number as logs and tables may show it: enough to tell calls apart, too little to ring back.</summary>
internal static class MaskedNumber
{
    private const int ShownInFront = 6;
    private const int ShownAtEnd = 3;
    private const int LeastHidden = 3;

    /// <summary>
    /// <c>+421900123456</c> becomes <c>+42190•••456</c>, a hidden number <c>anonymous</c>, and what is too short to hide
    /// anything in, or no number at all (a SIP address holds a name), <c>•••</c>.
    /// </summary>
    public static string Of(string? number)
    {
        if (number is null || AnonymousCaller.Is(number)) return "anonymous";
        if (number.Length < ShownInFront + LeastHidden + ShownAtEnd || !IsNumber(number)) return "•••";

        return string.Concat(number.AsSpan(0, ShownInFront), "•••", number.AsSpan(number.Length - ShownAtEnd));
    }

    /// <summary>The same for a page; null where the number is hidden.</summary>
    public static string? OnScreen(string? number) => number is null || AnonymousCaller.Is(number) ? null : Of(number);

    private static bool IsNumber(string text) =>
        !text.AsSpan(text[0] == '+' ? 1 : 0).ContainsAnyExceptInRange('0', '9');
}
