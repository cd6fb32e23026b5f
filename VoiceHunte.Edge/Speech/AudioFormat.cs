namespace VoiceHunte.Edge.Speech;

/// <summary>The formats of speech; a name is also the extension of a file.</summary>
internal static class AudioFormat
{
    public const string Mp3 = "mp3";
    public const string Opus = "opus";
    public const string Aac = "aac";
    public const string Flac = "flac";
    public const string Wav = "wav";

    /// <summary>16 bit, little endian, mono, <see cref="PcmHz"/>, no header.</summary>
    public const string Pcm = "pcm";

    public const int PcmHz = 24_000;

    /// <summary>What a telephone line carries (<see cref="Speech.MuLaw"/>). For live calls alone: nobody may ask for it from outside.</summary>
    public const string MuLaw = "ulaw";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [Mp3] = "audio/mpeg",
        [Opus] = "audio/opus",
        [Aac] = "audio/aac",
        [Flac] = "audio/flac",
        [Wav] = "audio/wav",
        [Pcm] = "audio/pcm",
    };

    /// <summary>Those that may be asked for.</summary>
    public static IEnumerable<string> All => ContentTypes.Keys;

    public static bool IsKnown(string format) => ContentTypes.ContainsKey(format);

    /// <summary>Whether a file of the cache may have this extension.</summary>
    public static bool IsKept(string format) => format == MuLaw || IsKnown(format);

    public static string ContentType(string format) => ContentTypes[format];
}
