using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.CircuitBreaker;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.OpenAI;

internal sealed record OpenAIOptions(Uri BaseUrl, Secret ApiKey);

/// <summary>The one client for OpenAI, or for any server that speaks the same.</summary>
internal sealed partial class OpenAIClient : IDisposable
{
    private static readonly TimeSpan ModelsPatience = TimeSpan.FromSeconds(5);

    private readonly string baseUrl;
    private readonly AuthenticationHeaderValue bearer;
    private readonly HttpClient http;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<HttpResponseMessage> patience;

    public OpenAIClient(OpenAIOptions options, TimeProvider time, ILogger<OpenAIClient> logger)
    {
        (this.time, this.logger) = (time, logger);
        baseUrl = options.BaseUrl.ToString().TrimEnd('/');
        bearer = new AuthenticationHeaderValue("Bearer", options.ApiKey.Reveal());
        patience = OpenAIPatience.Build(time);
        // Connections are renewed now and then, so that a change of address in DNS is seen.
        http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(3),
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    /// <summary>One answer of the model, read to its end.</summary>
    /// <exception cref="OpenAIException">Whatever went wrong within the request's patience.</exception>
    public async Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var body = Body(ToWire(request), OpenAIJson.Default.WireChatRequest);
        using var deadline = new Deadline(request.Patience, time, cancellationToken);
        try
        {
            using var response = await SendAsync(() => Post("/chat/completions", body), deadline);
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            return await ChatStream.ReadAsync(stream, OpenAIErrors.RequestId(response), deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(request.Patience);
        }
    }

    /// <summary>Speech: returns when the answer has begun; the audio is then read as it comes.</summary>
    /// <param name="cancellationToken">Cancels the upstream's work too, until the audio is disposed.</param>
    /// <exception cref="OpenAIException">Whatever went wrong before the answer began.</exception>
    public async Task<SpeechAudio> SpeakAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        var wire = new WireSpeechRequest(request.Model, request.Text, request.Voice, request.Instructions, request.Format, request.Speed);
        var body = Body(wire, OpenAIJson.Default.WireSpeechRequest);
        using var deadline = new Deadline(request.Patience, time, cancellationToken);
        try
        {
            var response = await SendAsync(() => Post("/audio/speech", body), deadline);
            return new SpeechAudio(response, await response.Content.ReadAsStreamAsync(deadline.Token), OpenAIErrors.RequestId(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(request.Patience);
        }
    }

    /// <summary>The models that the key may use. Free of charge.</summary>
    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(ModelsPatience, time, cancellationToken);
        try
        {
            using var response = await SendAsync(() => Request(HttpMethod.Get, "/models"), deadline);
            var models = await response.Content.ReadFromJsonAsync(OpenAIJson.Default.WireModels, deadline.Token);
            return models?.Data ?? [];
        }
        catch (JsonException e)
        {
            throw new OpenAIException(OpenAIFailure.CutShort, "the list of models is not what OpenAI documents", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooSlow(ModelsPatience);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> newRequest, Deadline deadline)
    {
        var context = ResilienceContextPool.Shared.Get(deadline.Token);
        context.Properties.Set(OpenAIPatience.Deadline, deadline.At);
        try
        {
            return await patience.ExecuteAsync(async c => await SendOnceAsync(newRequest, deadline, c.CancellationToken), context);
        }
        catch (BrokenCircuitException e)
        {
            throw new OpenAIException(OpenAIFailure.Resting, "OpenAI failed too often a moment ago and is left alone for now", e) { RetryAfter = e.RetryAfter };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> newRequest, Deadline deadline, CancellationToken cancellationToken)
    {
        using var request = newRequest();
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw await OpenAIErrors.ReadAsync(response, time, cancellationToken);
        }
        catch (OpenAIException e)
        {
            Log.Failed(logger, request.RequestUri!.AbsolutePath, e.Failure, e.Status ?? 0, e.RequestId ?? "none");
            throw;
        }
        catch (HttpRequestException e)
        {
            Log.Failed(logger, request.RequestUri!.AbsolutePath, OpenAIFailure.Unreachable, 0, "none");
            throw new OpenAIException(OpenAIFailure.Unreachable, $"OpenAI cannot be reached: {e.Message}", e);
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            // Here and not further out, so that the circuit breaker hears of it.
            Log.Failed(logger, request.RequestUri!.AbsolutePath, OpenAIFailure.TooSlow, 0, "none");
            throw TooSlow(deadline.Patience);
        }
    }

    private static WireChatRequest ToWire(ChatRequest request) => new(
        request.Model,
        request.Messages,
        request.Tools.Count == 0 ? null : [.. request.Tools.Select(t => new WireTool("function", new WireFunction(t.Name, t.Description, JsonElement.Parse(t.ParametersJson))))],
        request.ReasoningEffort,
        request.MaxTokens,
        Stream: true,
        new WireStreamOptions(IncludeUsage: true, IncludeObfuscation: false));

    private static byte[] Body<T>(T wire, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(wire, type);

    private HttpRequestMessage Post(string path, byte[] json)
    {
        var request = Request(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return request;
    }

    private HttpRequestMessage Request(HttpMethod method, string path) => new(method, new Uri(baseUrl + path))
    {
        Version = http.DefaultRequestVersion,
        VersionPolicy = http.DefaultVersionPolicy,
        Headers = { Authorization = bearer },
    };

    private static OpenAIException TooSlow(TimeSpan patience) =>
        new(OpenAIFailure.TooSlow, $"OpenAI did not answer within {patience.TotalSeconds:0.#} s");

    private static partial class Log
    {
        [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "OpenAI {Path}: {Failure}, status {Status}, request {RequestId}")]
        public static partial void Failed(ILogger logger, string path, OpenAIFailure failure, int status, string requestId);
    }
}
