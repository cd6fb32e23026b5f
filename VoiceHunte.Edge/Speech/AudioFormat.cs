namespace VoiceHunte.Edge.Speech;

/// <summary>The formats that OpenAI speaks in; a name is also the extension of a file.</summary>
internal static class AudioFormat
{
    public const string Mp3 = "mp3";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [Mp3] = "audio/mpeg",
        ["opus"] = "audio/opus",
        ["aac"] = "audio/aac",
        ["flac"] = "audio/flac",
        ["wav"] = "audio/wav",
        ["pcm"] = "audio/pcm",
    };

    public static IEnumerable<string> All => ContentTypes.Keys;

    public static bool IsKnown(string format) => ContentTypes.ContainsKey(format);

    public static string ContentType(string format) => ContentTypes[format];
}
