using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Privacy;

/// <summary>A number as people write it.</summary>
internal static class AskedNumber
{
    private static readonly System.Buffers.SearchValues<char> Decoration = System.Buffers.SearchValues.Create(" \u00a0\u202f-–./()");

    /// <summary><c>00421 900 123-456</c> is +421900123456; null for what is no number with its country's code.</summary>
    public static string? Read(string text)
    {
        var digits = string.Concat(text.Where(letter => !Decoration.Contains(letter)));
        var number = digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits;
        return PhoneNumber.Is(number) && !AnonymousCaller.Is(number) ? number : null;
    }
}
