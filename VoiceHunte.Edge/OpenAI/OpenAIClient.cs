using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Telemetry;

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
    private readonly OpenAIRoute realtime;
    private readonly OpenAIRoute reading;
    private readonly Succession succession;
    private readonly ILogger<OpenAIClient> logger;

    public OpenAIClient(OpenAIOptions options, TimeProvider time, ILogger<OpenAIClient> logger)
        : this(options, new ModelCalendar(time), time, logger)
    {
    }

    /// <param name="calendar">Says which model answers in place of one that has ended, and hears of those that are gone.</param>
    public OpenAIClient(OpenAIOptions options, ModelCalendar calendar, TimeProvider time, ILogger<OpenAIClient> logger, EdgeMetrics? metrics = null)
        : this(options, OpenAIConnections.NewHandler(), calendar, time, logger, metrics)
    {
    }

    /// <param name="handler">Ours from now on.</param>
    public OpenAIClient(OpenAIOptions options, SocketsHttpHandler handler, ModelCalendar calendar, TimeProvider time, ILogger<OpenAIClient> logger,
        EdgeMetrics? metrics = null)
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        succession = new Succession(calendar, time, logger);
        http = OpenAIConnections.Open(handler);
        chat = Route(HttpMethod.Post, "/chat/completions", "chat", options.LongestSilence);
        speech = Route(HttpMethod.Post, "/audio/speech", "speech", options.LongestSilence);
        transcription = Route(HttpMethod.Post, "/audio/transcriptions", "transcription", options.LongestListening);
        models = Route(HttpMethod.Get, "/models", "models", options.LongestSilence);
        realtime = Route(HttpMethod.Get, "/realtime", "realtime", options.LongestSilence);
        // Apart from the calls: a model that does not keep to its text may still hold a conversation.
        reading = Route(HttpMethod.Get, "/realtime", "reading", options.LongestSilence);

        OpenAIRoute Route(HttpMethod method, string path, string kind, TimeSpan silence) =>
            new(http, options, method, path, kind, silence, metrics, time, logger);
    }

    public Uri BaseUrl => options.BaseUrl;

    /// <summary>Hears of everything that will be billed, on the flow of whoever asked for it. Must not wait, nor throw.</summary>
    public Action<Used>? OnUsed { get; set; }

    /// <summary>One answer of the model, or of its successor, read to its end.</summary>
    /// <param name="hear">Hears each piece of the text as it comes; null: nobody does.</param>
    /// <exception cref="OpenAIException">Whatever went wrong within the request's patience.</exception>
    public Task<ChatAnswer> AskAsync(
        ChatRequest request, Func<string, CancellationToken, ValueTask>? hear, CancellationToken cancellationToken) => succession.AskAsync(
        request.Model,
        request.Patience,
        async (model, patience) =>
        {
            var answer = await chat.AskAsync(
                Json(WireChatRequest.Of(request.To(model, patience)), OpenAIJson.Default.WireChatRequest),
                patience,
                (response, cancelled) => ReadAnswerAsync(response, hear, cancelled),
                cancellationToken);
            if (answer.Usage is { } usage) OnUsed?.Invoke(Used.Chat(model, usage));
            return answer;
        });

    /// <inheritdoc cref="AskAsync(ChatRequest, Func{string, CancellationToken, ValueTask}?, CancellationToken)"/>
    public Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellationToken) => AskAsync(request, null, cancellationToken);

    /// <summary>Speech: returns when the answer has begun; the audio is then read as it comes.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong before the answer began.</exception>
    public async Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        var audio = await speech.AskAsync(
            Json(WireSpeechRequest.Of(request), OpenAIJson.Default.WireSpeechRequest), request.Patience, BeginSpeechAsync, cancellationToken);
        OnUsed?.Invoke(Used.Speech(request));
        return audio;
    }

    /// <summary>The words of a recording, from the model or its successor.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong within the request's patience.</exception>
    public Task<Transcript> TranscribeAsync(TranscriptionRequest request, CancellationToken cancellationToken) => succession.AskAsync(
        request.Model,
        request.Patience,
        async (model, patience) =>
        {
            var heard = await transcription.AskAsync((request with { Model = model }).ToForm, patience, ReadTranscriptAsync, cancellationToken);
            if (heard.Usage is { } usage) OnUsed?.Invoke(Used.Transcription(model, usage));
            return heard;
        });

    /// <summary>The models that the key may use. Free of charge.</summary>
    /// <exception cref="OpenAIException">The list is not to be had.</exception>
    public Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken) =>
        models.AskAsync(newBody: null, ModelsPatience, ReadModelsAsync, cancellationToken);

    /// <summary>Opens a session of the Realtime API; it is of the default kind until its first <c>session.update</c>.</summary>
    /// <param name="model">Such as <c>gpt-realtime-2.1</c>.</param>
    /// <param name="patience">Until the socket is open, a retry included.</param>
    /// <exception cref="OpenAIException">Whatever went wrong before the socket was open.</exception>
    public Task<RealtimeConnection> ConnectRealtimeAsync(string model, TimeSpan patience, CancellationToken cancellationToken)
    {
        var upgrade = new RealtimeUpgrade(model);
        return realtime.AskAsync(
            upgrade.Ask,
            patience,
            async (response, cancel) => new RealtimeConnection(await upgrade.OpenAsync(response, cancel), OpenAIErrors.RequestId(response), logger),
            cancellationToken);
    }

    /// <summary>
    /// The text read aloud by a Realtime session, for models that speak nowhere else: returns when the first words are known
    /// to be those of the text. Raw audio, 24 kHz, 16 bit, mono, little-endian, whatever format the request names.
    /// </summary>
    /// <exception cref="OpenAIException">As <see cref="SpeakAsync"/>; CutShort with the code <c>reworded</c> when it said something else, twice.</exception>
    public Task<SpeechAudio> ReadAloudAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        var upgrade = new RealtimeUpgrade(request.Model);
        return reading.AskAsync(
            upgrade.Ask,
            request.Patience,
            async (response, cancel) =>
            {
                var connection = new RealtimeConnection(await upgrade.OpenAsync(response, cancel), OpenAIErrors.RequestId(response), logger);
                return await RealtimeReading.BeginAsync(
                    connection, request, usage => OnUsed?.Invoke(Used.Realtime(request.Model, usage)), options.LongestSilence, time, logger, cancel);
            },
            cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static Func<HttpContent> Json<T>(T body, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private async Task<SpeechAudio> BeginSpeechAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var audio = new SpeechBody(response, await response.Content.ReadAsStreamAsync(cancellationToken), options.LongestSilence, time);
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

    private static async Task<ChatAnswer> ReadAnswerAsync(
        HttpResponseMessage response, Func<string, CancellationToken, ValueTask>? hear, CancellationToken cancellationToken)
    {
        using (response)
        {
            await using var events = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await ChatStream.ReadAsync(events, OpenAIErrors.RequestId(response), hear, cancellationToken);
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
