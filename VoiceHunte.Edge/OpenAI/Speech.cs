namespace VoiceHunte.Edge.OpenAI;

/// <param name="Text">1 to 4096 characters.</param>
/// <param name="Format"><c>mp3</c>, <c>opus</c>, <c>aac</c>, <c>flac</c>, <c>wav</c> or <c>pcm</c> (24 kHz, 16 bit, mono).</param>
/// <param name="Speed">0.25 to 4.</param>
/// <param name="Patience">Until the answer begins; the audio itself may take longer.</param>
internal sealed record SpeechRequest(string Model, string Voice, string Text, string Format, double Speed, string? Instructions, TimeSpan Patience);

/// <summary>Audio as it comes.</summary>
internal sealed class SpeechAudio(HttpResponseMessage response, Stream body, string? requestId) : IDisposable
{
    public Stream Body => body;

    public string? RequestId => requestId;

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }
}
