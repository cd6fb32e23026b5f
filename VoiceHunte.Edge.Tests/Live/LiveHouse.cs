using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>A restaurant whose calls are media streams, with OpenAI behind it, for one story.</summary>
internal sealed class LiveHouse : IAsyncDisposable
{
    public const string Greeting = "you've reached the restaurant";

    private LiveHouse(OpenAIStandIn openAI, House house) => (OpenAI, House) = (openAI, house);

    public OpenAIStandIn OpenAI { get; }

    public House House { get; }

    public static async Task<LiveHouse> OpenAsync(
        Dictionary<string, string>? settings = null, string? transferNumber = null, TimeProvider? time = null, Action<RealtimeSessionStandIn>? onSession = null,
        Action<OpenAIStandIn>? prepare = null)
    {
        var openAI = await OpenAIStandIn.StartAsync();
        prepare?.Invoke(openAI);
        openAI.Realtime.OnSession = session =>
        {
            session.ListensByHand = true;
            onSession?.Invoke(session);
        };
        var all = new Dictionary<string, string>(settings ?? [])
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key,
            ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        };
        all.TryAdd("CALL_MODE", "stream");
        return new LiveHouse(openAI, await House.OpenAsync(all, transferNumber, time));
    }

    /// <summary>Rings, and is on the stream.</summary>
    public async Task<(TwilioCall Call, ConnectHeard Connect, StreamLine Line)> RingAsync(string from = "+447700900123")
    {
        var call = House.Ring(from);
        var heard = await call.StartAsync();
        Assert.NotNull(heard.Connect);
        return (call, heard.Connect, await StreamLine.OpenAsync(House.Appliance.Url, call, heard.Connect));
    }

    /// <summary>Rings, and is on the stream with a Realtime session behind it.</summary>
    public async Task<(TwilioCall Call, ConnectHeard Connect, StreamLine Line, RealtimeSessionStandIn Session)> RingRealtimeAsync(string from = "+447700900123")
    {
        var number = OpenAI.Realtime.Connected + 1;
        var (call, connect, line) = await RingAsync(from);
        var session = await OpenAI.Realtime.SessionAsync(number);
        await session.ReceivedAsync("session.update");
        return (call, connect, line, session);
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        await OpenAI.DisposeAsync();
    }
}
