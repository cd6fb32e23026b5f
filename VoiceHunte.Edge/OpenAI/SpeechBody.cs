namespace VoiceHunte.Edge.OpenAI;

/// <summary>The body of <c>/audio/speech</c>, in the format that was asked for.</summary>
internal sealed class SpeechBody(HttpResponseMessage response, Stream body, TimeSpan longestSilence, TimeProvider time) : SpeechAudio
{
    // Speech comes in pieces of a few kilobytes; the first is read ahead into this.
    private const int FirstPieceBytes = 16 * 1024;

    private bool begun;
    private ReadOnlyMemory<byte> firstPiece;

    public override string? RequestId { get; } = OpenAIErrors.RequestId(response);

    /// <summary>
    /// Waits for the first piece, which <see cref="ReadAsync"/> then hands on: headers alone prove nothing of an upstream.
    /// </summary>
    /// <exception cref="OpenAIException">CutShort for what is no audio, else as <see cref="ReadAsync"/>.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        // A proxy's page of HTML with status 200 would be played, and kept for the next time.
        if (response.Content.Headers.ContentType?.MediaType is { } type
            && !type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) && type != "application/octet-stream")
            throw Failed(OpenAIFailure.CutShort, $"OpenAI sent {type} in place of audio", null);
        var buffer = new byte[FirstPieceBytes];
        firstPiece = buffer.AsMemory(0, await ReadAsync(buffer, cancellationToken));
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!firstPiece.IsEmpty)
        {
            var length = Math.Min(buffer.Length, firstPiece.Length);
            firstPiece[..length].CopyTo(buffer);
            firstPiece = firstPiece[length..];
            return length;
        }

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

    public override void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private OpenAIException Failed(OpenAIFailure failure, string message, Exception? e) =>
        new(failure, message, e) { Status = (int)response.StatusCode, RequestId = RequestId };
}
