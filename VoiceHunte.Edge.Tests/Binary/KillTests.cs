using System.Collections.Concurrent;
using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>What a caller was answered is on disk: the binary is killed in mid-write, again and again.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 1000;
    private const int Callers = 6;

    // The kill falls among the answers of the first moments, while other writes are under way.
    private const int MostAnswersBeforeTheKill = 30;

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);

    [Fact]
    public async Task A_thousand_kills_at_random_moments_lose_no_acknowledged_turn()
    {
        EdgeProcess.RequireBinary();
        var seed = Environment.TickCount;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        TwilioWebhook? lastAnswered = null;
        string? lastAnswer = null;

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
            if (lastAnswered is not null) Assert.Equal(lastAnswer, (await twilio.SendAsync(Moved(lastAnswered, edge.Url))).Body);

            var acknowledged = await RingUntilKilledAsync(edge, random.Next(1, MostAnswersBeforeTheKill));

            foreach (var (webhook, answer) in acknowledged)
            {
                (lastAnswered, lastAnswer) = (webhook, answer);
                AssertOnDisk(webhook);
            }
        }

        Assert.Equal(["ok"], Database.Sql(folder.Path, "PRAGMA integrity_check"));
    }

    private async Task<List<(TwilioWebhook Webhook, string Answer)>> RingUntilKilledAsync(EdgeProcess edge, int answersBeforeTheKill)
    {
        var answered = new ConcurrentQueue<(TwilioWebhook, string)>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, Callers).Select(_ => TalkAsync(edge.Url, answered, answersBeforeTheKill, enough)).ToArray();
        await enough.Task;
        await edge.KillAsync();
        await Task.WhenAll(callers);
        return [.. answered];
    }

    // One call of many turns, until the line goes dead.
    private async Task TalkAsync(Uri url, ConcurrentQueue<(TwilioWebhook, string)> answered, int answersBeforeTheKill, TaskCompletionSource enough)
    {
        var fields = new TwilioFields(twilio.AccountSid, "+421900123456", "+421212345678");
        try
        {
            for (var turn = 1; ; turn++)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"/twilio/voice?turn={turn}");
                var webhook = twilio.Webhook(url, new Uri(url, path), fields.Spoken($"veta {turn}", 0.9, "sk-SK"));
                var answer = await twilio.SendAsync(webhook);
                answered.Enqueue((webhook, answer.Body));
                if (answered.Count >= answersBeforeTheKill) enough.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // The kill: what was not answered was not promised.
            enough.TrySetResult();
        }
    }

    private void AssertOnDisk(TwilioWebhook webhook)
    {
        var fields = webhook.Fields.ToDictionary(f => f.Key, f => f.Value);
        Assert.Equal(["1"], Database.Sql(folder.Path,
            $"SELECT CAST(count(*) AS TEXT) FROM turns WHERE call_id = '{fields["CallSid"]}' AND user_text = '{fields["SpeechResult"]}' AND assistant_text IS NOT NULL"));
    }

    // The new process has another port; Twilio's URL would be the same.
    private static TwilioWebhook Moved(TwilioWebhook webhook, Uri url)
    {
        var moved = new Uri(url, webhook.SentTo.PathAndQuery);
        return webhook with
        {
            SentTo = moved,
            SignedUrl = moved.AbsoluteUri,
            Signature = TwilioSigner.Sign(webhook.AuthToken, moved.AbsoluteUri, webhook.Fields),
        };
    }

    public void Dispose()
    {
        twilio.Dispose();
        folder.Dispose();
    }
}
