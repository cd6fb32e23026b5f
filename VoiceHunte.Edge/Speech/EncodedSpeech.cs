using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>OpenAI's PCM through ffmpeg: fed as it comes, and read at the same time. Disposing it kills ffmpeg.</summary>
internal sealed class EncodedSpeech : MadeSpeech
{
    private const int PieceBytes = 4800;

    // Enough for its last words; the rest is read and forgotten, so that it never waits for us.
    private const int LongestComplaint = 300;

    // It encodes a hundred times faster than anybody speaks, and OpenAI's own silences end earlier.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly SpeechAudio pcm;
    private readonly Process ffmpeg;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource leaving = new();
    private readonly Task feeding;
    private readonly Task<string> complaint;
    private bool isDisposed;

    private EncodedSpeech(string model, SpeechAudio pcm, Process ffmpeg, TimeProvider time)
        : base(model, pcm.RequestId)
    {
        (this.pcm, this.ffmpeg, this.time) = (pcm, ffmpeg, time);
        feeding = Task.Run(FeedAsync);
        complaint = Task.Run(() => ReadComplaintAsync(ffmpeg.StandardError.BaseStream));
    }

    /// <param name="pcm">Ours from now on, also when this throws.</param>
    /// <exception cref="OpenAIException">CutShort: ffmpeg cannot be started.</exception>
    public static EncodedSpeech Begin(string model, SpeechAudio pcm, Ffmpeg ffmpeg, string format, TimeProvider time)
    {
        try
        {
            return new EncodedSpeech(model, pcm, ffmpeg.Start(format), time);
        }
        catch (Win32Exception e)
        {
            pcm.Dispose();
            throw new OpenAIException(OpenAIFailure.CutShort, $"ffmpeg cannot be started: {e.Message}", e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // A pipe cannot be left while it is read: whoever leaves ends the program behind it.
        using var silence = new Deadline(LongestSilence, time, cancellationToken);
        await using (silence.Token.UnsafeRegister(_ => Kill(), null))
        {
            var read = await ffmpeg.StandardOutput.BaseStream.ReadAsync(buffer, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            if (silence.IsOver) throw new OpenAIException(OpenAIFailure.TooSlow, $"ffmpeg made nothing for {LongestSilence.TotalSeconds:0} s");
            if (read > 0) return read;
            await feeding;
            await ffmpeg.WaitForExitAsync(cancellationToken);
        }

        if (ffmpeg.ExitCode != 0) throw new OpenAIException(OpenAIFailure.CutShort, $"ffmpeg failed ({ffmpeg.ExitCode}): {await complaint}");
        return 0;
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true)) return;
        leaving.Cancel();
        Kill();
        _ = EndAsync();
    }

    private async Task FeedAsync()
    {
        try
        {
            await using var input = ffmpeg.StandardInput.BaseStream;
            var piece = new byte[PieceBytes];
            while (await pcm.ReadAsync(piece, leaving.Token) is var length and > 0) await input.WriteAsync(piece.AsMemory(0, length), CancellationToken.None);
        }
        catch (IOException)
        {
            // It has closed its ear: its exit code says why.
        }
        catch
        {
            // A clean end of its input would make the half a whole one.
            Kill();
            throw;
        }
    }

    private static async Task<string> ReadComplaintAsync(Stream error)
    {
        var (text, buffer) = (new StringBuilder(), new byte[1024]);
        while (await error.ReadAsync(buffer) is var length and > 0)
            if (text.Length < LongestComplaint) text.Append(Encoding.UTF8.GetString(buffer, 0, Math.Min(length, LongestComplaint)));
        return text.ToString().Trim().ReplaceLineEndings("; ");
    }

    private void Kill()
    {
        try
        {
            ffmpeg.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself in the same moment.
        }
    }

    /// <summary>Whoever left need not wait for the pipes to run dry.</summary>
    private async Task EndAsync()
    {
        await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((Task)complaint).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        pcm.Dispose();
        ffmpeg.Dispose();
        leaving.Dispose();
    }
}
