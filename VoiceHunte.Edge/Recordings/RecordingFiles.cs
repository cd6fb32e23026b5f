using System.Globalization;
using System.Security.Cryptography;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Recordings;

/// <summary>Names and places of recordings, and what is to be known of a file before it goes anywhere.</summary>
internal static class RecordingFiles
{
    /// <summary><c>recordings/2026/11/26/CA…-RE….wav</c>: by date, so that a bucket's own rules can work on it.</summary>
    public static string KeyOf(StoredRecording recording, string format) => string.Create(
        CultureInfo.InvariantCulture, $"recordings/{recording.CreatedAt.UtcDateTime:yyyy/MM/dd}/{recording.CallId}-{recording.RecordingSid}.{Extension(format)}");

    public static string ContentType(string? format) => format switch
    {
        "opus" => "audio/ogg",
        "flac" => "audio/flac",
        _ => "audio/wav",
    };

    public static async Task<LocalFile> DescribeAsync(string path, string format, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        var hash = await SHA256.HashDataAsync(file, cancel);
        return new LocalFile(path, file.Length, Convert.ToHexStringLower(hash), ContentType(format));
    }

    public static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return DurableFile.CreateFile(path);
    }

    private static string Extension(string format) => format == "opus" ? "ogg" : format;
}
