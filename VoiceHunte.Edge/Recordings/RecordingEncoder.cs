using System.ComponentModel;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Recordings;

/// <summary>Makes a tenth of a WAV file, where ffmpeg is installed.</summary>
internal sealed class RecordingEncoder(Ffmpeg? ffmpeg)
{
    public bool IsThere => ffmpeg is not null;

    /// <param name="format"><c>opus</c> or <c>flac</c>.</param>
    /// <exception cref="RecordingException">It could not be made.</exception>
    public async Task EncodeAsync(string from, string to, string format, CancellationToken cancel)
    {
        if (ffmpeg is null) throw new RecordingException("ffmpeg is not installed");
        try
        {
            using var process = ffmpeg.StartOnFiles(from, to, format);
            try
            {
                var error = await process.StandardError.ReadToEndAsync(cancel);
                await process.WaitForExitAsync(cancel);
                if (process.ExitCode != 0) throw new RecordingException($"ffmpeg failed: {error.Trim()}");
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception cannotStart)
        {
            throw new RecordingException($"ffmpeg cannot be started: {cannotStart.Message}");
        }
    }
}
