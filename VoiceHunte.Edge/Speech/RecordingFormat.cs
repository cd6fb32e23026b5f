namespace VoiceHunte.Edge.Speech;

/// <summary>The formats of recordings that OpenAI transcribes; it knows them by the end of the file's name.</summary>
internal static class RecordingFormat
{
    public static readonly IReadOnlyList<string> All = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "ogg", "wav", "webm"];

    /// <summary>By the content type; by the name where that says nothing. Null for what is no recording.</summary>
    public static string? Of(string? contentType, string fileName) => contentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "audio/flac" or "audio/x-flac" => "flac",
        "audio/m4a" or "audio/x-m4a" => "m4a",
        "audio/mpeg" or "audio/mp3" or "audio/mpga" => "mp3",
        "audio/mp4" or "video/mp4" => "mp4",
        "audio/ogg" or "audio/opus" or "application/ogg" => "ogg",
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => "wav",
        "audio/webm" or "video/webm" => "webm",
        null or "" or "application/octet-stream" => ByName(fileName),
        _ => null,
    };

    /// <summary>As it is sent on.</summary>
    public static string ContentType(string format) => format switch
    {
        "mp3" or "mpeg" or "mpga" => "audio/mpeg",
        "m4a" => "audio/mp4",
        _ => $"audio/{format}",
    };

    private static string? ByName(string fileName) =>
        Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant() is var ending && All.Contains(ending) ? ending : null;
}
