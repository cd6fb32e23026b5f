using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>
/// Eight callers who speak without a pause, as long as something is done to the appliance: half of them over connections that
/// stay, half over a new one for each request. Who hears nothing, or anything else than an answer, has failed.
/// </summary>
internal sealed class Hammer : IAsyncDisposable
{
    private const int Callers = 8;
    private const int TurnsOfACall = 10;
    private const int Enough = 100;
    private static readonly TimeSpan TwilioWaits = TimeSpan.FromSeconds(15);

    private readonly InstalledEdge edge;
    private readonly HttpClient lasting = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
    private readonly HttpClient fleeting = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero });
    private readonly CancellationTokenSource over = new();
    private readonly TaskCompletionSource everybodyTalks = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> failures = [];
    private readonly Task talking;
    private int answers;
    private int calls;

    public Hammer(InstalledEdge edge)
    {
        this.edge = edge;
        talking = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => TalkAsync(caller % 2 == 0 ? lasting : fleeting)));
    }

    /// <summary>The first answers are there.</summary>
    public Task UnderWay => everybodyTalks.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    /// <summary>They end; nobody has failed, and all that was answered is in the database.</summary>
    public async Task AssertNobodyFailedAsync()
    {
        await over.CancelAsync();
        await talking;
        Assert.True(failures.IsEmpty, $"{failures.Count} of {answers + failures.Count} failed:\n{string.Join('\n', failures.Take(10))}\n{await edge.JournalAsync()}");
        TestContext.Current.SendDiagnosticMessage($"{answers} answers in {calls} calls");
        await edge.SystemctlAsync("stop", InstalledEdge.Unit);
        var kept = Assert.Single(await edge.SqlAsync("SELECT (SELECT count(*) FROM calls), (SELECT count(*) FROM turns WHERE assistant_text IS NOT NULL)")).Split('|');
        Assert.InRange(int.Parse(kept[0], CultureInfo.InvariantCulture), calls, int.MaxValue);
        Assert.InRange(int.Parse(kept[1], CultureInfo.InvariantCulture), answers - calls, int.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await talking;
        lasting.Dispose();
        fleeting.Dispose();
        over.Dispose();
    }

    private async Task TalkAsync(HttpClient http)
    {
        while (!over.IsCancellationRequested)
        {
            var fields = new TwilioFields(edge.Twilio.AccountSid, "+421900123456", "+421212345678");
            if (!await AskAsync(http, "/twilio/incoming", fields.Ringing())) continue;
            Interlocked.Increment(ref calls);
            for (var turn = 1; turn <= TurnsOfACall && !over.IsCancellationRequested; turn++)
            {
                await AskAsync(http, $"/twilio/voice?turn={turn}", fields.Spoken("máte dnes otvorené", 0.9, "sk-SK"));
            }
        }
    }

    private async Task<bool> AskAsync(HttpClient http, string path, List<KeyValuePair<string, string>> fields)
    {
        var webhook = edge.Twilio.Webhook(edge.Url, new Uri(edge.Url, path), fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.SentTo) { Content = new FormUrlEncodedContent(webhook.Fields) };
        request.Headers.Add("X-Twilio-Signature", webhook.Signature);
        request.Headers.Add("I-Twilio-Idempotency-Token", webhook.IdempotencyToken);
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var patience = new CancellationTokenSource(TwilioWaits);
            using var answer = await http.SendAsync(request, patience.Token);
            var twiml = await answer.Content.ReadAsStringAsync(patience.Token);
            var isAnswer = twiml.Contains("<Gather", StringComparison.Ordinal);
            // On a slow machine they may be asked to hold the line.
            if ((int)answer.StatusCode != 200 || !(isAnswer || twiml.Contains("<Redirect", StringComparison.Ordinal))) failures.Enqueue($"{(int)answer.StatusCode} {twiml}");
            else if (isAnswer && Interlocked.Increment(ref answers) >= Enough) everybodyTalks.TrySetResult();
            return isAnswer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            failures.Enqueue($"{path} after {Stopwatch.GetElapsedTime(began)}: {e.Message} {e.InnerException?.Message}");
            return false;
        }
    }
}
