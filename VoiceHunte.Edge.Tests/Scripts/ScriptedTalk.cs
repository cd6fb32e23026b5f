using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>One turn: what the caller said, what they heard, and how the book stood then.</summary>
/// <param name="Asked">What the agent takes itself to have asked; null when nothing.</param>
/// <param name="HasConfirmed">The caller had said yes by then.</param>
internal sealed record TalkedTurn(string Said, AgentHeard Heard, string? Asked, IReadOnlyList<FoundReservation> Book, bool HasConfirmed);

/// <summary>How a scripted call went.</summary>
internal sealed record Talk(ScriptedCall Script, IReadOnlyList<FoundReservation> Before, IReadOnlyList<TalkedTurn> Turns, int Messages)
{
    public bool HasEnded => Turns[^1].Heard.HungUp;
}

/// <summary>Holds a scripted call with an appliance of its own, to its end or past the turns it may take.</summary>
internal static class ScriptedTalk
{
    private const int TurnsTooMany = 2;

    private static readonly TimeSpan BetweenTurns = TimeSpan.FromSeconds(5);

    public static async Task<Talk> HoldAsync(ScriptedCall script, Wire wire, Dictionary<string, string>? settings = null)
    {
        var clock = new FakeTimeProvider(BookOfReservations.Instant(script.Today, script.Time));
        await using var house = await House.OpenAsync(settings, time: clock);
        var book = new BookOfReservations(house);
        book.Prepare(script);
        var before = book.Read();

        using ILine line = Line(wire, house, script.From);
        await line.BeginAsync();
        var caller = new ScriptedCaller(script);
        var turns = new List<TalkedTurn>();
        for (var says = script.Opens; ; says = caller.Answer(turns[^1].Asked))
        {
            clock.Advance(BetweenTurns);
            var heard = await line.SayAsync(says);
            turns.Add(new TalkedTurn(says, heard, Asked(house.DataDir, line.CallId), book.Read(), caller.HasConfirmed));
            if (heard.HungUp || heard.Transferred || turns.Count == script.Expect.TurnsAtMost + TurnsTooMany) break;
        }

        return new Talk(script, before, turns, book.CountMessages());
    }

    /// <summary>What the agent takes itself to have asked last in a call; null when nothing.</summary>
    public static string? Asked(string dataDir, string callId) =>
        Draft.FromJson(Database.Sql(dataDir, $"SELECT coalesce(draft, '{{}}') FROM calls WHERE call_id = '{callId}'").Single()).Asked;

    private static ILine Line(Wire wire, House house, string from) =>
        wire == Wire.Text ? new TextLine(house.Appliance.Url, from) : new TelephoneLine(house.Twilio, house.Appliance.Url, from);
}
