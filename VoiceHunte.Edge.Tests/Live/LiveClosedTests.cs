using System.Xml.Linq;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Who cannot open a call's WebSocket, how many may, and what the log tells of it.</summary>
public sealed class LiveClosedTests : IAsyncLifetime
{
    private readonly WatchedClock clock = new();
    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public ValueTask DisposeAsync() => openAI.DisposeAsync();

    [Theory]
    [InlineData("none")]
    [InlineData("forged")]
    [InlineData("https")]
    [InlineData("ws")]
    [InlineData("other path")]
    public async Task Whoever_cannot_sign_is_refused_before_the_upgrade(string signature)
    {
        await using var house = await RelayAsync();
        var url = (await house.Ring().StartAsync()).Connect!.Url.OriginalString;
        var signed = signature switch
        {
            "none" => "",
            "forged" => Sign(url, "another token"),
            "https" => Sign("https" + url[3..]),
            "ws" => Sign("ws" + url[3..]),
            _ => Sign(url.Replace("relay", "stream", StringComparison.Ordinal)),
        };

        var refused = await Assert.ThrowsAsync<SocketNotOpenedException>(() => LiveSocket.KnockAsync(Real(house, "/twilio/relay"), signed));

        Assert.Equal(403, refused.Status);
        Assert.Single(house.Appliance.Lines.At(LogLevel.Warning), line => line.Contains("/twilio/relay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_signed_but_no_WebSocket_is_told_so()
    {
        await using var house = await RelayAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(house.Appliance.Url, "/twilio/relay"));
        request.Headers.Add("X-Twilio-Signature", Sign($"wss://{house.Appliance.Url.Authority}/twilio/relay"));

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((426, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("websocket", answer.Headers.Upgrade.ToString());
    }

    [Theory]
    [InlineData("/twilio/relay", "/twilio/relay/")]
    [InlineData("/twilio/relay/", "/twilio/relay")]
    [InlineData("/twilio/relay?a=1&b=2", "/twilio/relay?a=1&b=2")]
    public async Task A_slash_at_the_end_and_a_query_do_no_harm(string asSigned, string asked)
    {
        await using var house = await RelayAsync();
        var call = house.Ring("+14155550123");
        var token = (await call.StartAsync()).Connect!.Parameters["token"];

        await using var line = new RelayLine(await LiveSocket.KnockAsync(Real(house, asked), Sign($"wss://{house.Appliance.Url.Authority}{asSigned}")));
        await line.Socket.SendAsync(RelayLine.Setup(call.CallSid, token));

        Assert.NotEmpty(await line.AskAsync("are you open tomorrow"));
    }

    [Fact]
    public async Task Behind_a_proxy_the_public_address_is_what_is_signed()
    {
        await using var house = await RelayAsync(("PUBLIC_URL", "https://phone.example.com/edge/"));
        var call = house.Ring("+14155550123");
        var answer = await house.Twilio.SendAsync(new TwilioWebhook(
            RunningAppliance.AuthToken, "https://phone.example.com/edge/twilio/incoming", new Uri(house.Appliance.Url, "/twilio/incoming"), call.IncomingWebhook().Fields, "1"));
        var connect = TwimlRules.ConnectOf(XElement.Parse(answer.Body).Element("Connect")!);

        await using var line = new RelayLine(await LiveSocket.KnockAsync(Real(house, "/twilio/relay"), Sign(connect.Url.OriginalString)));
        await line.Socket.SendAsync(RelayLine.Setup(call.CallSid, connect.Parameters["token"]));

        Assert.Equal("wss://phone.example.com/edge/twilio/relay", connect.Url.OriginalString);
        Assert.Equal("/edge/twilio/voice?live=1", connect.Action);
        Assert.NotEmpty(await line.AskAsync("are you open tomorrow"));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("none")]
    [InlineData("foreign")]
    [InlineData("used")]
    [InlineData("late")]
    public async Task A_signature_opens_no_call_without_its_own_token(string token)
    {
        await using var house = await RelayAsync();
        var (call, other) = (house.Ring("+14155550123"), house.Ring("+14155550124"));
        var connect = (await call.StartAsync()).Connect!;
        var foreign = (await other.StartAsync()).Connect!.Parameters["token"];
        var own = connect.Parameters["token"];
        if (token == "used") await (await RelayLine.OpenAsync(house.Appliance.Url, call, connect)).AskAsync("are you open tomorrow");
        if (token == "late") clock.Advance(TimeSpan.FromSeconds(61));

        await using var socket = await LiveSocket.OpenAsync(house.Appliance.Url, connect.Url);
        await socket.SendAsync(RelayLine.Setup(call.CallSid, token switch { "unknown" => new string('a', 32), "none" => "", "foreign" => foreign, _ => own }));

        Assert.Equal(1008, await socket.WaitForCloseAsync());
    }

    [Theory]
    [InlineData("relay")]
    [InlineData("stream")]
    public async Task The_call_after_the_last_seat_is_held_by_webhooks_until_one_is_free(string mode)
    {
        await using var house = await OpenAsync(mode, ("MAX_LIVE_CALLS", "1"));
        var call = house.Ring("+14155550123");
        var connect = (await call.StartAsync()).Connect!;
        var token = connect.Parameters["token"];
        await using var socket = await LiveSocket.OpenAsync(house.Appliance.Url, connect.Url);
        await using var line = new StreamLine(socket, call.CallSid);
        if (mode == "relay") await socket.SendAsync(RelayLine.Setup(call.CallSid, token));
        else await line.BeginAsync(token);

        var second = await house.Ring("+14155550124").StartAsync();
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);
        var third = await house.Ring("+14155550125").StartAsync();

        Assert.NotNull(second.Listening);
        Assert.NotNull(third.Connect);
    }

    [Fact]
    public async Task A_token_that_nobody_comes_with_frees_its_seat_after_a_minute()
    {
        await using var house = await OpenAsync("relay", ("MAX_LIVE_CALLS", "1"));
        await house.Ring("+14155550123").StartAsync();

        var second = await house.Ring("+14155550124").StartAsync();
        clock.Advance(TimeSpan.FromSeconds(61));
        var third = await house.Ring("+14155550125").StartAsync();

        Assert.NotNull(second.Listening);
        Assert.NotNull(third.Connect);
    }

    [Fact]
    public async Task Without_a_key_of_OpenAIs_streams_are_held_by_webhooks()
    {
        await using var house = await House.OpenAsync(new() { ["CALL_MODE"] = "stream" });

        var heard = await house.Ring().StartAsync();

        Assert.NotNull(heard.Listening);
        Assert.Equal(["gather"], house.Sql("SELECT mode FROM calls"));
    }

    [Fact]
    public async Task A_stopped_appliance_closes_its_streams_with_1001_and_the_next_process_goes_on()
    {
        await using var house = await StreamAsync();
        var call = house.Ring("+14155550123");
        var connect = (await call.StartAsync()).Connect!;
        await using var line = await StreamLine.OpenAsync(house.Appliance.Url, call, connect);
        await line.HearSilenceAsync(3);

        var restarting = house.RestartAsync();
        var closedWith = await line.Socket.WaitForCloseAsync();
        await restarting;

        Assert.Equal(1001, closedWith);
        var again = (await call.ConnectEndsAsync(connect)).Connect!;
        await using var next = await StreamLine.OpenAsync(house.Appliance.Url, call, again);
        await next.HearSilenceAsync(3);
        Assert.NotEqual(connect.Parameters["token"], again.Parameters["token"]);
        Assert.Null(next.Socket.ClosedWith);
    }

    [Fact]
    public async Task The_log_tells_the_call_but_no_token_no_signature_no_speech_and_no_whole_number()
    {
        await using var house = await RelayAsync();
        var call = house.Ring("+421900123456");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await line.AskAsync("kedy máte otvorené, volá Novák");
        await line.InterruptAsync("tajomstvo");
        await line.Socket.SendAsync("""{"type":"prompt","voicePrompt":"tajomstvo""");
        await line.Socket.WaitForCloseAsync();
        await call.ConnectEndsAsync(connect);
        await Assert.ThrowsAsync<SocketNotOpenedException>(() => LiveSocket.KnockAsync(Real(house, "/twilio/relay"), Sign(connect.Url.OriginalString, "another token")));

        var log = string.Join('\n', house.Appliance.Lines.All);

        Assert.Contains(call.CallSid, log, StringComparison.Ordinal);
        foreach (var secret in (string[])[connect.Parameters["token"], Sign(connect.Url.OriginalString), Sign(connect.Url.OriginalString, "another token"), "Novák", "tajomstvo", "900123456"])
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    private static string Sign(string url, string token = RunningAppliance.AuthToken) => TwilioSigner.Sign(token, url, []);

    private static Uri Real(House house, string path) => new($"ws://{house.Appliance.Url.Authority}{path}");

    private Task<House> RelayAsync(params (string Name, string Value)[] more) => OpenAsync("relay", more);

    private Task<House> StreamAsync() => OpenAsync("stream");

    private Task<House> OpenAsync(string mode, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["CALL_MODE"] = mode, ["STREAM_ENGINE"] = "pipeline" };
        if (mode == "stream") (settings["OPENAI_API_KEY"], settings["OPENAI_BASE_URL"]) = (OpenAIStandIn.Key, openAI.BaseUrl.ToString());
        foreach (var (name, value) in more) settings[name] = value;
        return House.OpenAsync(settings, time: clock);
    }
}
