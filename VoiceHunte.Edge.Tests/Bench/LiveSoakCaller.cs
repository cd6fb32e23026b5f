using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>What happens in a Realtime session of the soak: somebody speaks every few seconds, and now and then the session breaks.</summary>
internal static class LiveSoakCaller
{
    public const string Question = "When are you open on Sunday?";
    public const string Answer = "On Sunday we are open from ten in the morning to ten in the evening.";

    private static readonly string[] Sentences =
    [
        Question, "Have you got something without gluten?", "A table for two tomorrow at seven in the evening, my name is Novak.", "Yes, please.", "Mhm.", "",
    ];

    /// <summary>For each session as it opens.</summary>
    public static Action<RealtimeSessionStandIn> Begin(int seed) => session =>
    {
        var random = new Random(seed + session.Number);
        session.Always(ask => Reply(ask, random));
        _ = SpeakAsync(session, random);
    };

    private static RealtimeReply Reply(RealtimeAsk ask, Random random)
    {
        var told = ask.Request.GetProperty("instructions").GetString()!;
        if (told.Contains("word for word", StringComparison.Ordinal)) return RealtimeReply.Say(told[(told.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        lock (random)
        {
            return random.Next(4) switch
            {
                0 => RealtimeReply.Call("hold_table", """{"date":null,"time":null,"people":null,"name":null}"""),
                1 => RealtimeReply.Say(Answer, pace: 2),
                _ => RealtimeReply.Say(Answer),
            };
        }
    }

    private static async Task SpeakAsync(RealtimeSessionStandIn session, Random random)
    {
        while (!session.IsEnded)
        {
            // Shorter than most answers: more often than not it is an interruption.
            await Task.Delay(Next(random, 800, 4000));
            session.SpeechStarted();
            await Task.Delay(Next(random, 200, 900));
            session.Transcribes(new RealtimeHeard(Sentences[Next(random, 0, Sentences.Length)]));
            session.SpeechStopped();
            if (Next(random, 0, 40) > 0) continue;
            session.Do(Next(random, 0, 2) == 0 ? RealtimeFault.Abort : RealtimeFault.Close);
            return;
        }
    }

    private static int Next(Random random, int from, int to)
    {
        lock (random) return random.Next(from, to);
    }
}
