using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Speech;

/// <summary>Speech in the format that was asked for, as it comes. Disposing it before its end stops whoever makes it.</summary>
/// <param name="model">The one that really speaks.</param>
internal abstract class MadeSpeech(string model, string? requestId) : IDisposable
{
    public string Model => model;

    /// <summary>OpenAI's, where it gave one.</summary>
    public string? RequestId => requestId;

    /// <summary>Reads what has come, at least one byte; 0 at the end of the whole.</summary>
    /// <exception cref="OpenAIException">It broke off or fell silent.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    public abstract void Dispose();
}

/// <summary>As OpenAI sends it.</summary>
internal sealed class PlainSpeech(string model, SpeechAudio audio) : MadeSpeech(model, audio.RequestId)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => audio.ReadAsync(buffer, cancellationToken);

    public override void Dispose() => audio.Dispose();
}

/// <summary>OpenAI's PCM as a WAV file that has no end yet.</summary>
internal sealed class WavSpeech(string model, SpeechAudio pcm) : MadeSpeech(model, pcm.RequestId)
{
    private ReadOnlyMemory<byte> header = WavHeader.Pcm(AudioFormat.PcmHz, dataBytes: null);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (header.IsEmpty) return pcm.ReadAsync(buffer, cancellationToken);
        var length = Math.Min(buffer.Length, header.Length);
        header[..length].CopyTo(buffer);
        header = header[length..];
        return ValueTask.FromResult(length);
    }

    public override void Dispose() => pcm.Dispose();
}

/// <summary>OpenAI's PCM as a telephone line carries it.</summary>
internal sealed class TelephoneSpeech(string model, SpeechAudio pcm) : MadeSpeech(model, pcm.RequestId)
{
    // 100 ms; the telephone's share of it is a sixth.
    private const int PieceBytes = 4800;

    private readonly TelephoneEncoder encoder = new();
    private readonly byte[] piece = new byte[PieceBytes];
    private readonly byte[] telephone = new byte[TelephoneEncoder.MostBytes(PieceBytes)];
    private ReadOnlyMemory<byte> ready;
    private bool isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // A few bytes of PCM may be no whole sample of the telephone's yet.
        while (ready.IsEmpty && !isOver)
        {
            var length = await pcm.ReadAsync(piece, cancellationToken);
            isOver = length == 0;
            ready = telephone.AsMemory(0, isOver ? encoder.Finish(telephone) : encoder.Encode(piece.AsSpan(0, length), telephone));
        }

        var handedOn = Math.Min(buffer.Length, ready.Length);
        ready[..handedOn].CopyTo(buffer);
        ready = ready[handedOn..];
        return handedOn;
    }

    public override void Dispose() => pcm.Dispose();
}
