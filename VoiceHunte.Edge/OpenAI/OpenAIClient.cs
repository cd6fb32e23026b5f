using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>The one client for OpenAI, or for any server that speaks the same.</summary>
internal sealed class OpenAIClient : IDisposable
{
    private static readonly TimeSpan ModelsPatience = TimeSpan.FromSeconds(5);

    private readonly OpenAIOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly OpenAIRoute chat;
    private readonly OpenAIRoute speech;
    private readonly OpenAIRoute transcription;
    private readonly OpenAIRoute models;

    public OpenAIClient(OpenAIOptions options, TimeProvider time, ILogger<OpenAIClient> logger)
        : this(options, OpenAIConnections.NewHandler(), time, logger)
    {
    }

    /// <param name="handler">Ours from now on.</param>
    public OpenAIClient(OpenAIOptions options, SocketsHttpHandler handler, TimeProvider time, ILogger<OpenAIClient> logger)
    {
        (this.options, this.time) = (options, time);
        http = OpenAIConnections.Open(handler);
        chat = Route(HttpMethod.Post, "/chat/completions", options.LongestSilence);
        speech = Route(HttpMethod.Post, "/audio/speech", options.LongestSilence);
        transcription = Route(HttpMethod.Post, "/audio/transcriptions", options.LongestListening);
        models = Route(HttpMethod.Get, "/models", options.LongestSilence);

        OpenAIRoute Route(HttpMethod method, string path, TimeSpan silence) => new(http, options, method, path, silence, time, logger);
    }

    public Uri BaseUrl => options.BaseUrl;

    /// <summary>One answer of the model, read to its end.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong within the request's patience.</exception>
    public Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellationToken) => chat.AskAsync(
        Json(WireChatRequest.Of(request), OpenAIJson.Default.WireChatRequest),
        request.Patience,
        ReadAnswerAsync,
        cancellationToken);

    /// <summary>Speech: returns when the answer has begun; the audio is then read as it comes.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong before the answer began.</exception>
    public Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken) => speech.AskAsync(
        Json(WireSpeechRequest.Of(request), OpenAIJson.Default.WireSpeechRequest),
        request.Patience,
        BeginSpeechAsync,
        cancellationToken);

    /// <summary>The words of a recording.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong within the request's patience.</exception>
    public Task<Transcript> TranscribeAsync(TranscriptionRequest request, CancellationToken cancellationToken) =>
        transcription.AskAsync(request.ToForm, request.Patience, ReadTranscriptAsync, cancellationToken);

    /// <summary>The models that the key may use. Free of charge.</summary>
    /// <exception cref="OpenAIException">The list is not to be had.</exception>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken) =>
        models.AskAsync(newBody: null, ModelsPatience, ReadModelsAsync, cancellationToken);

    public void Dispose() => http.Dispose();

    private static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private async Task<SpeechAudio> BeginSpeechAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var audio = new SpeechAudio(response, await response.Content.ReadAsStreamAsync(cancellationToken), options.LongestSilence, time);
        try
        {
            await audio.BeginAsync(cancellationToken);
            return audio;
        }
        catch
        {
            // Also when the caller has left: the upstream need not go on.
            audio.Dispose();
            throw;
        }
    }

    private static async Task<ChatAnswer> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            await using var events = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await ChatStream.ReadAsync(events, OpenAIErrors.RequestId(response), cancellationToken);
        }
    }

    private static async Task<Transcript> ReadTranscriptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var heard = await response.Content.ReadFromJsonAsync(OpenAIJson.Default.WireTranscription, cancellationToken);
            return heard?.ToTranscript() ?? throw new JsonException("the transcription has no text");
        }
    }

    private static async Task<IReadOnlyList<ModelInfo>> ReadModelsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var list = await response.Content.ReadFromJsonAsync(OpenAIJson.Default.WireModels, cancellationToken);
            return [.. (list?.Data ?? []).Select(model => model.ToInfo())];
        }
    }
}
