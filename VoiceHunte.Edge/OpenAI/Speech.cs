namespace VoiceHunte.Edge.OpenAI;

/// <param name="Text">1 to 4096 characters.</param>
/// <param name="Format"><c>mp3</c>, <c>opus</c>, <c>aac</c>, <c>flac</c>, <c>wav</c> or <c>pcm</c> (24 kHz, 16 bit, mono).</param>
/// <param name="Speed">0.25 to 4.</param>
/// <param name="Patience">Until the answer begins; the audio itself may take longer.</param>
internal sealed record SpeechRequest(
    string Model, string Voice, string Text, string Format, double Speed, string? Instructions, TimeSpan Patience);

/// <summary>Audio as it comes. Disposing it before its end stops the upstream's work.</summary>
internal sealed class SpeechAudio(HttpResponseMessage response, Stream body, TimeSpan longestSilence, TimeProvider time) : IDisposable
{
    private bool begun;

    public string? RequestId { get; } = OpenAIErrors.RequestId(response);

    /// <summary>Reads what has come, at least one byte; 0 at the end of the whole.</summary>
    /// <exception cref="OpenAIException">TooSlow after a silence; CutShort when it broke off, or was nothing at all.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var silence = new Deadline(longestSilence, time, cancellationToken);
        try
        {
            var read = await body.ReadAsync(buffer, silence.Token);
            if (read == 0 && !begun) throw Failed(OpenAIFailure.CutShort, "OpenAI sent no audio", null);
            begun = true;
            return read;
        }
        catch (OperationCanceledException e) when (silence.IsOver)
        {
            throw Failed(OpenAIFailure.TooSlow, $"OpenAI fell silent for {longestSilence.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Failed(OpenAIFailure.CutShort, "OpenAI's audio broke off", e);
        }
    }

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private OpenAIException Failed(OpenAIFailure failure, string message, Exception? e) =>
        new(failure, message, e) { Status = (int)response.StatusCode, RequestId = RequestId };
}
