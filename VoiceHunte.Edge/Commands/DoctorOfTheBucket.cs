using System.Globalization;
using System.Security.Cryptography;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary>
/// Puts a few bytes into the bucket, reads them, and takes them away. By the command alone, and not by a page that looks at
/// itself every minute: a bucket that keeps versions keeps these too.
/// </summary>
internal static class DoctorOfTheBucket
{
    private const string Part = "bucket";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="patience">For each request; null: ten seconds.</param>
    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, TimeProvider time, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        if (settings.Bucket is not { } bucket)
        {
            report.Good(Part, settings.Recording.IsOn ? "recordings stay in the data directory (RECORDINGS_BUCKET is not set)" : "not used");
            return;
        }

        // The settings have their own line where a key is missing.
        if (bucket.AccessKeyId is null || bucket.SecretAccessKey is null) return;

        using var archive = new BucketArchive(bucket, time, patience ?? Patience);
        var doing = "written to";
        try
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"doctor/{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Environment.ProcessId}.txt");
            var written = await PutAsync(archive, key, settings.DataDir, cancellationToken);
            doing = "read from";
            var read = await ReadAsync(archive, key, cancellationToken);
            doing = "deleted from";
            await archive.DeleteAsync(key, cancellationToken);
            if (read == written) report.Good(Part, $"{archive.StorageKey("")} can be written to, read and deleted from");
            else report.Fail(Part, $"{archive.StorageKey("")} gives something else than was put there: look at the server behind AWS_ENDPOINT_URL_S3", ExitCode.Unavailable);
        }
        catch (ArchiveException e)
        {
            report.Fail(Part, $"{archive.StorageKey("")} cannot be {doing}: {e.Message}", e.IsLasting ? ExitCode.Configuration : ExitCode.Unavailable);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Warn(Part, $"not tried, for nothing can be written here: {e.Message}");
        }
    }

    private static async Task<string> PutAsync(BucketArchive archive, string key, string directory, CancellationToken cancellationToken)
    {
        var content = "written by voicehunte doctor"u8.ToArray();
        var path = Path.Combine(directory, $".doctor-bucket-{Environment.ProcessId}");
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellationToken);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
            await archive.PutAsync(key, new LocalFile(path, content.Length, sha256, "text/plain"), new ForgottenProgress(), cancellationToken);
            return sha256;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The SHA-256 of what is there; empty where nothing is.</summary>
    private static async Task<string> ReadAsync(BucketArchive archive, string key, CancellationToken cancellationToken)
    {
        await using var file = await archive.OpenAsync(key, 0, null, cancellationToken);
        return file is null ? "" : Convert.ToHexStringLower(await SHA256.HashDataAsync(file.Content, cancellationToken));
    }
}
