using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>A call on a Realtime session, told by a test turn by turn.</summary>
internal sealed class RealtimeTalk(LiveHouse house, TwilioCall call, ConnectHeard connect, StreamLine line, RealtimeSessionStandIn session) : IAsyncDisposable
{
    public const string WordForWord = "word for word";

    public LiveHouse House => house;

    public TwilioCall Call => call;

    public StreamLine Line => line;

    public RealtimeSessionStandIn Session => session;

    public static async Task<RealtimeTalk> BeginAsync(
        Dictionary<string, string>? settings = null, string? transferNumber = null, TimeProvider? time = null, Action<RealtimeSessionStandIn>? onSession = null)
    {
        var house = await LiveHouse.OpenAsync(settings, transferNumber, time, onSession);
        var (call, connect, line, session) = await house.RingRealtimeAsync();
        return new RealtimeTalk(house, call, connect, line, session);
    }

    /// <summary>What code wants said word for word is said so; all else by the test's own model.</summary>
    public void Answers(Func<RealtimeAsk, RealtimeReply> model) =>
        session.Always(ask => Exactly(ask.Request) is { } text ? RealtimeReply.Say(text) : model(ask));

    /// <summary>What a request wants said word for word; null where it wants an answer.</summary>
    public static string? Exactly(JsonElement request) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty("instructions", out var told)
            && told.GetString() is { } text && text.Contains(WordForWord, StringComparison.Ordinal)
            ? text[(text.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..]
            : null;

    /// <summary>The caller speaks, and is transcribed to this.</summary>
    public async Task SayAsync(string words)
    {
        session.Transcribes(new RealtimeHeard(words));
        await RealtimeStoryTests.TurnAsync(line, session);
    }

    /// <summary>Twilio plays all that has come, and says so.</summary>
    public async Task HearAllAsync() => await line.PlayedAsync(await line.MarkAsync());

    /// <summary>The caller hangs up; everything is on disk when this returns.</summary>
    public async Task HangUpAsync()
    {
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();
    }

    /// <summary>The appliance has closed the stream: what Twilio does then.</summary>
    public async Task<Heard> GoOnAsync()
    {
        Assert.Equal(1000, await line.Socket.WaitForCloseAsync());
        return await call.ConnectEndsAsync(connect);
    }

    public List<string> Sql(string query) => house.House.Sql(query);

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        await house.DisposeAsync();
    }
}
