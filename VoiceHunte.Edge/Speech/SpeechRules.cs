using System.Globalization;

namespace VoiceHunte.Edge.Speech;

/// <summary>What can be asked of a voice. Each rule says what is wrong, as the end of "text …", or null.</summary>
internal static class SpeechRules
{
    /// <summary>In Unicode characters (code points): OpenAI's limit.</summary>
    public const int LongestText = 4096;

    public const double SlowestSpeed = 0.25;
    public const double FastestSpeed = 4;

    // Names are short words: OpenAI's longest today is 26 characters.
    private const int LongestName = 128;

    public static string? OfText(string text) =>
        string.IsNullOrWhiteSpace(text) ? "must not be empty" : OfLength(text);

    public static string? OfInstructions(string instructions) => OfLength(instructions);

    public static string? OfName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > LongestName ? $"must be a name of 1 to {LongestName} characters" : null;

    public static string? OfFormat(string format) =>
        AudioFormat.IsKnown(format) ? null : $"must be one of {string.Join(", ", AudioFormat.All)}";

    public static string? OfSpeed(double speed) => speed is >= SlowestSpeed and <= FastestSpeed
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"must be from {SlowestSpeed} to {FastestSpeed}");

    private static string? OfLength(string text) =>
        text.EnumerateRunes().Count() is var characters && characters > LongestText
            ? $"must be at most {LongestText} characters, not {characters}"
            : null;
}
