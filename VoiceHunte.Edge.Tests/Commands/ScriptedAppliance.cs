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

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        var address = new Uri(publicUrl ?? Url, request.Path + request.QueryString);
        var isSigned = request.Headers["X-Twilio-Signature"] == TwilioSigner.Sign(AuthToken, address.AbsoluteUri, fields);
        var token = request.Headers["I-Twilio-Idempotency-Token"].ToString();
        Rung.Enqueue(new Rung(request.Path.Value!, token, isSigned, fields));

        var answer = AnswerFor(request.Path.Value!);
        await answer.First(context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private Scripted AnswerFor(string path)
    {
        if (!script.TryGetValue(path, out var answers)) return new Scripted(200, "text/xml", "<Response/>");
        if (answers.Count > 1 && answers.TryDequeue(out var next)) return next;
        return answers.TryPeek(out var last) ? last : new Scripted(404, "text/plain", "");
    }
}
