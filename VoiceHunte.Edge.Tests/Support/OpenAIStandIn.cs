using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>OpenAI on a free port: chat, speech, transcription, models and Realtime sessions, by the script of a test; it refuses what the real one would refuse.</summary>
internal sealed class OpenAIStandIn : IAsyncDisposable
{
    public const string Key = "sk-standin-0123456789";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> rejected = new();
    private int requestNumber;

    private OpenAIStandIn(WebApplication app) => this.app = app;

    public OpenAIScript Chat { get; } = new(ChatReply.Text("We are open until ten."));

    public OpenAIScript Speech { get; } = new(SpeechReply.Spoken());

    public OpenAIScript Transcription { get; } = new(TranscriptionReply.Heard("Kedy máte otvorené?", "sk"));

    /// <summary>Sessions over WebSockets, at <c>/v1/realtime</c>.</summary>
    public RealtimeStandIn Realtime { get; } = new();

    /// <summary>The models on the list, each with the day it ends or null.</summary>
    public Dictionary<string, string?> Models { get; } = new() { ["gpt-6-luna"] = null, ["tts-1"] = "2027-01-06", ["gpt-transcribe"] = null };

    public OpenAIScript ModelList { get; private set; } = null!;

    /// <summary>What was wrong with requests that the real one would answer with 400. A story expects none.</summary>
    public IReadOnlyList<string> Rejected => [.. rejected, .. Realtime.Rejected];

    /// <summary>False in a benchmark: nothing is written down.</summary>
    public bool Remembers { get; set; } = true;

    /// <summary>For OPENAI_BASE_URL.</summary>
    public Uri BaseUrl => new(app.Urls.Single() + "/v1");

    public OpenAIOptions Options => new(BaseUrl, new Secret(Key));

    /// <param name="listen">How to listen, for instance with TLS.</param>
    public static async Task<OpenAIStandIn> StartAsync(Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen ?? (_ => { })));
        builder.Logging.ClearProviders();
        var standIn = new OpenAIStandIn(builder.Build());
        standIn.ModelList = new OpenAIScript(new OpenAIReply(_ => new OpenAIBody("application/json", [standIn.WriteModels()])));
        standIn.app.UseWebSockets();
        standIn.app.Run(standIn.AnswerAsync);
        await standIn.app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    public OpenAIClient NewClient(TimeProvider? time = null, ILogger<OpenAIClient>? logger = null) =>
        new(Options, time ?? TimeProvider.System, logger ?? NullLogger<OpenAIClient>.Instance);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["x-request-id"] = "req_standin" + Interlocked.Increment(ref requestNumber).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["openai-processing-ms"] = "1";
        if (context.Request.Headers.Authorization != "Bearer " + Key)
            await RefuseAsync(context, 401, "Incorrect API key provided.", "invalid_api_key", null);
        else if (context.Request.Path == "/v1/realtime")
            await TalkAsync(context);
        else if (Route(context.Request) is not var (script, rules))
            await RefuseAsync(context, 404, "Unknown request URL.", "unknown_url", null);
        else
            await AnswerAsync(context, script, rules);
    }

    private async Task TalkAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest) await RefuseAsync(context, 400, "Expected a WebSocket.", "invalid_request", null);
        else if (context.Request.Query["model"].ToString() is "") await RefuseAsync(context, 400, "You must provide a model parameter.", "missing_model", "model");
        else if (Realtime.TryRefuse(out var refusal)) await PlayAsync(context, refusal, default);
        else await Realtime.AcceptAsync(context);
    }

    private (OpenAIScript Script, Func<JsonElement, string?> Rules)? Route(HttpRequest request) => (request.Method, request.Path.Value) switch
    {
        ("POST", "/v1/chat/completions") => (Chat, OpenAIRequestRules.ProblemWithChat),
        ("POST", "/v1/audio/speech") => (Speech, OpenAIRequestRules.ProblemWithSpeech),
        ("POST", "/v1/audio/transcriptions") => (Transcription, OpenAIRequestRules.ProblemWithTranscription),
        ("GET", "/v1/models") => (ModelList, _ => null),
        _ => null,
    };

    private async Task AnswerAsync(HttpContext context, OpenAIScript script, Func<JsonElement, string?> rules)
    {
        var isForm = script == Transcription;
        var (body, json) = isForm ? await OpenAIForm.ReadAsync(context.Request) : await ReadJsonAsync(context.Request);
        if (Remembers) script.Note(new OpenAIRequest(body, json, context.Request.Protocol));

        var problem = HttpMethods.IsPost(context.Request.Method) && !isForm && !context.Request.HasJsonContentType() ? "the content type is not JSON" : rules(json);
        if (problem is not null)
        {
            rejected.Enqueue($"{context.Request.Path}: {problem}");
            await RefuseAsync(context, 400, $"Invalid request: {problem}.", null, problem.Split(' ')[0]);
            return;
        }

        try
        {
            await PlayAsync(context, script.Take(json), json);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            script.NoteAbandoned();
        }
    }

    private static async Task<(string Body, JsonElement Json)> ReadJsonAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return (body, body.Length == 0 ? default : JsonElement.Parse(body));
    }

    private static async Task PlayAsync(HttpContext context, OpenAIReply reply, JsonElement request)
    {
        if (reply.BeforeHeaders is { } start) await start.PassAsync(context.RequestAborted);
        var body = reply.Write(request);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = body.ContentType;
        if (reply.RetryAfter is not null) context.Response.Headers.RetryAfter = reply.RetryAfter;
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        for (var i = 0; i <= body.Pieces.Count; i++)
        {
            if (reply.BeforePiece is { } gate && i == reply.HeldPiece) await gate.PassAsync(context.RequestAborted);
            // Kestrel sends what was written, then closes without the end; Abort would take that back too.
            if (i == reply.CutAfter) throw new IOException("the stand-in breaks off, as it was told");
            if (i < body.Pieces.Count) await context.Response.BodyWriter.WriteAsync(body.Pieces[i], context.RequestAborted);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string message, string? code, string? param)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(OpenAIReply.Error(message, "invalid_request_error", code, param), context.RequestAborted).AsTask();
    }

    private byte[] WriteModels() => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. Models.Select(model => new JsonObject
        {
            ["id"] = model.Key,
            ["object"] = "model",
            ["created"] = 1_795_500_000,
            ["owned_by"] = "openai",
            ["shutdown_date"] = model.Value,
        })]),
    }.ToJsonString());
}
