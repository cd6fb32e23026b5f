namespace VoiceHunte.Edge.OpenAI;

/// <param name="Text">1 to 4096 characters.</param>
/// <param name="Format"><c>mp3</c>, <c>opus</c>, <c>aac</c>, <c>flac</c>, <c>wav</c> or <c>pcm</c> (24 kHz, 16 bit, mono).</param>
/// <param name="Speed">0.25 to 4.</param>
/// <param name="Patience">Until the answer begins; the audio itself may take longer.</param>
internal sealed record SpeechRequest(
    string Model, string Voice, string Text, string Format, double Speed, string? Instructions, TimeSpan Patience);

/// <summary>Audio as it comes. Disposing it before its end stops the upstream's work.</summary>
internal abstract class SpeechAudio : IDisposable
{
    /// <summary>By which OpenAI's support finds the request.</summary>
    public abstract string? RequestId { get; }

    /// <summary>Reads what has come, at least one byte; 0 at the end of the whole.</summary>
    /// <exception cref="OpenAIException">TooSlow after a silence; CutShort when it broke off, or was nothing at all.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    public abstract void Dispose();
}
