using System.Collections.Concurrent;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>What one request to a <see cref="ScriptedAppliance"/> held.</summary>
internal sealed record Rung(string Path, string Token, bool IsSigned, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string field] => Fields.GetValueOrDefault(field, "");
}

internal sealed record Scripted(int Status, string ContentType, string Body)
{
    /// <summary>What happens before it is answered; the token ends when the caller goes away.</summary>
    public Func<CancellationToken, Task> First { get; init; } = _ => Task.CompletedTask;
}

/// <summary>A web server on a free port that answers each path from a script, and keeps what it was asked.</summary>
internal sealed class ScriptedAppliance : IAsyncDisposable
{
    public const string AuthToken = "12345";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Scripted>> script = new();
    private readonly ConcurrentDictionary<string, Func<ScriptedSocket, Task>> sockets = new();
    private readonly Uri? publicUrl;

    private ScriptedAppliance(WebApplication app, Uri? publicUrl)
    {
        this.app = app;
        this.publicUrl = publicUrl;
    }

    public Uri Url => new(app.Urls.Single());

    public ConcurrentQueue<Rung> Rung { get; } = new();

    public static async Task<ScriptedAppliance> StartAsync(Uri? publicUrl = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var appliance = new ScriptedAppliance(builder.Build(), publicUrl);
        appliance.app.UseWebSockets();
        appliance.app.Run(appliance.AnswerAsync);
        await appliance.app.StartAsync(TestContext.Current.CancellationToken);
        return appliance;
    }

    /// <summary>Answers a path with these verbs; said twice, the second is for the second request, and the last stays.</summary>
    public ScriptedAppliance On(string path, string verbs) => On(path, new Scripted(200, "text/xml", $"<Response>{verbs}</Response>"));

    public ScriptedAppliance On(string path, Scripted answer)
    {
        script.GetOrAdd(path, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>Takes sockets at a path, and holds each of them as told.</summary>
    public ScriptedAppliance OnSocket(string path, Func<ScriptedSocket, Task> hold)
    {
        sockets[path] = hold;
        return this;
    }

    /// <summary>The address of a socket, as TwiML has it.</summary>
    public string SocketUrl(string path) => AsSocket(new Uri(publicUrl ?? Url, path));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var address = new Uri(publicUrl ?? Url, request.Path + request.QueryString);
        var isSocket = context.WebSockets.IsWebSocketRequest;
        var signedUrl = isSocket ? AsSocket(address) : address.AbsoluteUri;
        var isSigned = request.Headers["X-Twilio-Signature"] == TwilioSigner.Sign(AuthToken, signedUrl, fields);
        var token = request.Headers["I-Twilio-Idempotency-Token"].ToString();
        Rung.Enqueue(new Rung(request.Path.Value!, token, isSigned, fields));

        if (isSocket && sockets.TryGetValue(request.Path.Value!, out var hold))
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await hold(new ScriptedSocket(socket));
            return;
        }

        var answer = AnswerFor(request.Path.Value!);
        await answer.First(context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static string AsSocket(Uri address) => "wss" + address.AbsoluteUri[address.Scheme.Length..];

    private Scripted AnswerFor(string path)
    {
        if (!script.TryGetValue(path, out var answers)) return new Scripted(200, "text/xml", "<Response/>");
        if (answers.Count > 1 && answers.TryDequeue(out var next)) return next;
        return answers.TryPeek(out var last) ? last : new Scripted(404, "text/plain", "");
    }
}
