using System.Globalization;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>A WebSocket that sends what Twilio does not send, or nothing, is closed with the code that says why.</summary>
public sealed class LiveOutOfTurnTests : IAsyncLifetime
{
    private const string Connected = """{"event":"connected","protocol":"Call","version":"1.0.0"}""";

    private readonly WatchedClock clock = new();
    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public ValueTask DisposeAsync() => openAI.DisposeAsync();

    [Theory]
    [InlineData("{oops", 1007)]
    [InlineData("[]", 1007)]
    [InlineData("""{"type":"prompt","voicePrompt":"hello","last":true}""", 1002)]
    [InlineData("""{"type":"setup"}""", 1007)]
    public async Task Relay_begins_with_a_setup(string message, int closedWith)
    {
        await using var house = await RelayAsync();
        var connect = (await house.Ring().StartAsync()).Connect!;
        await using var socket = await LiveSocket.OpenAsync(house.Appliance.Url, connect.Url);

        await socket.SendAsync(message);

        Assert.Equal(closedWith, await socket.WaitForCloseAsync());
    }

    [Theory]
    [InlineData("again", 1002)]
    [InlineData("malformed", 1007)]
    [InlineData("binary", 1003)]
    [InlineData("large", 1009)]
    public async Task A_relay_that_speaks_out_of_turn_is_closed_and_the_call_goes_on(string what, int closedWith)
    {
        await using var house = await RelayAsync();
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await using var _ = line;
        await line.AskAsync("are you open tomorrow");

        await (what switch
        {
            "again" => line.Socket.SendAsync(RelayLine.Setup(call.CallSid, connect.Parameters["token"])),
            "malformed" => line.Socket.SendAsync("""{"type":"prompt","voicePrompt":"""),
            "binary" => line.Socket.SendBinaryAsync(),
            _ => line.PromptAsync(new string('x', 65 * 1024)),
        });

        Assert.Equal(closedWith, await line.Socket.WaitForCloseAsync());
        Assert.NotNull((await call.ConnectEndsAsync(connect)).Listening);
    }

    [Theory]
    [InlineData("media first", 1002)]
    [InlineData("start first", 1002)]
    [InlineData("connected twice", 1002)]
    [InlineData("pcm", 1007)]
    [InlineData("no sid", 1007)]
    [InlineData("malformed", 1007)]
    [InlineData("binary", 1003)]
    public async Task A_stream_begins_with_connected_and_start(string what, int closedWith)
    {
        await using var house = await StreamAsync();
        var call = house.Ring();
        var connect = (await call.StartAsync()).Connect!;
        await using var line = new StreamLine(await LiveSocket.OpenAsync(house.Appliance.Url, connect.Url), call.CallSid);
        var start = line.Start(connect.Parameters["token"]);

        if (what is not ("media first" or "start first" or "malformed" or "binary")) await line.Socket.SendAsync(Connected);
        await (what switch
        {
            "media first" => line.HearSilenceAsync(1),
            "connected twice" => line.Socket.SendAsync(Connected),
            "pcm" => line.Socket.SendAsync(start.Replace("audio/x-mulaw", "audio/l16", StringComparison.Ordinal)),
            "no sid" => line.Socket.SendAsync(start.Replace("callSid", "callsSid", StringComparison.Ordinal)),
            "malformed" => line.Socket.SendAsync("{oops"),
            "binary" => line.Socket.SendBinaryAsync(),
            _ => line.Socket.SendAsync(start),
        });

        Assert.Equal(closedWith, await line.Socket.WaitForCloseAsync());
    }

    [Theory]
    [InlineData("start twice", 1002)]
    [InlineData("other stream", 1002)]
    [InlineData("backwards", 1002)]
    [InlineData("malformed", 1007)]
    [InlineData("binary", 1003)]
    [InlineData("large", 1009)]
    public async Task A_stream_that_speaks_out_of_turn_is_closed_and_the_call_goes_on(string what, int closedWith)
    {
        await using var house = await StreamAsync();
        var call = house.Ring("+14155550123");
        var connect = (await call.StartAsync()).Connect!;
        await using var line = await StreamLine.OpenAsync(house.Appliance.Url, call, connect);
        await line.HearSilenceAsync(3);

        var payload = Convert.ToBase64String(new byte[160]);
        await (what switch
        {
            "start twice" => line.Socket.SendAsync(line.Start(connect.Parameters["token"])),
            "other stream" => line.Socket.SendAsync(Media("MZ00000000000000000000000000000000", 9, payload)),
            "backwards" => line.Socket.SendAsync(Media(line.StreamSid, 4, payload)),
            "malformed" => line.Socket.SendAsync("""{"event":"media","media":{}}"""),
            "binary" => line.Socket.SendBinaryAsync(),
            _ => line.Socket.SendAsync(Media(line.StreamSid, 9, Convert.ToBase64String(new byte[64 * 1024]))),
        });

        Assert.Equal(closedWith, await line.Socket.WaitForCloseAsync());
        Assert.NotNull((await call.ConnectEndsAsync(connect)).Listening);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_stream_without_start_for_10_seconds_is_closed_with_1008(int messages)
    {
        await using var house = await StreamAsync();
        var connect = (await house.Ring().StartAsync()).Connect!;
        await using var socket = await LiveSocket.OpenAsync(house.Appliance.Url, connect.Url);
        if (messages > 0) await socket.SendAsync(Connected);

        var closing = socket.WaitForCloseAsync();
        var after = await clock.PassUntilAsync(closing);

        Assert.Equal(1008, await closing);
        Assert.InRange(after.TotalSeconds, 10, 20);
    }

    [Fact]
    public async Task A_stream_without_frames_for_10_seconds_is_closed_with_1008_and_the_call_goes_on()
    {
        await using var house = await StreamAsync();
        var call = house.Ring("+14155550123");
        var connect = (await call.StartAsync()).Connect!;
        await using var line = await StreamLine.OpenAsync(house.Appliance.Url, call, connect);
        await line.HearSilenceAsync(3);

        var closing = line.Socket.WaitForCloseAsync();
        var after = await clock.PassUntilAsync(closing);

        Assert.Equal(1008, await closing);
        Assert.InRange(after.TotalSeconds, 10, 20);
        Assert.NotNull((await call.ConnectEndsAsync(connect)).Listening);
    }

    private static string Media(string streamSid, int sequence, string payload) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"event":"media","sequenceNumber":"{{{sequence}}}","streamSid":"{{{streamSid}}}","media":{"track":"inbound","chunk":"1","timestamp":"20","payload":"{{{payload}}}"}}""");

    private Task<House> RelayAsync() => House.OpenAsync(new() { ["CALL_MODE"] = "relay" }, time: clock);

    private Task<House> StreamAsync() => House.OpenAsync(
        new()
        {
            ["CALL_MODE"] = "stream", ["STREAM_ENGINE"] = "pipeline", ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        },
        time: clock);
}
