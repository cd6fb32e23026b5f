using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary><c>voicehunte call</c> against an appliance that answers with ConversationRelay.</summary>
public sealed class RelayCallTests : IAsyncLifetime
{
    private const string Last = """{"type":"text","token":"","last":true}""";
    private const string End = """{"type":"end","handoffData":"{\"next\":\"transfer\"}"}""";

    private readonly StringWriter screen = new(CultureInfo.InvariantCulture);
    private readonly WatchedClock clock = new();
    private ScriptedAppliance appliance = null!;

    public async ValueTask InitializeAsync() => appliance = await ScriptedAppliance.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await appliance.DisposeAsync();
        await screen.DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_held_in_text_and_its_action_told_how_it_ended()
    {
        var heard = new List<string>();
        Connect(async socket =>
        {
            heard.Add(await HeardAsync(socket));
            heard.Add(await HeardAsync(socket));
            await SayAsync(socket, "Máme otvorené ", "do desiatej.");
            await socket.SendAsync("""{"type":"language","ttsLanguage":"uk-UA","transcriptionLanguage":"uk-UA"}""");
            await SayAsync(socket, "Так.");
            heard.Add(await HeardAsync(socket));
            await EndAsync(socket);
        });
        appliance.On("/twilio/voice", "<Hangup/>");

        Assert.Equal(ExitCode.Done, await CallAsync("--mode", "relay", "--say", "Máte otvorené?", "--say", "Так"));

        var call = appliance.Rung.First()["CallSid"];
        var setup = JsonDocument.Parse(heard[0]).RootElement;
        Assert.StartsWith("VX", setup.GetProperty("sessionId").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ("setup", "AC1", call, "+421900123456", "+421212345678", "PSTN", "inbound", """{"token":"t1"}"""),
            (Of(setup, "type"), Of(setup, "accountSid"), Of(setup, "callSid"), Of(setup, "from"), Of(setup, "to"), Of(setup, "callType"),
             Of(setup, "direction"), setup.GetProperty("customParameters").GetRawText()));
        Assert.Equal(("prompt", "Máte otvorené?", "sk-SK", true), Prompt(heard[1]));
        Assert.Equal(("prompt", "Так", "uk-UA", true), Prompt(heard[2]));
        var action = appliance.Rung.ElementAt(2);
        Assert.Equal(("/twilio/voice", true), (action.Path, action.IsSigned));
        Assert.Equal(
            (Of(setup, "sessionId"), "ended", "0", """{"next":"transfer"}"""),
            (action["SessionId"], action["SessionStatus"], action["SessionDuration"], action["HandoffData"]));
        Assert.Contains("Says      Dobrý deň", Screen, StringComparison.Ordinal);
        Assert.Contains("Says      Máme otvorené do desiatej.", Screen, StringComparison.Ordinal);
        Assert.Contains("2 turns in", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_with_an_exclamation_mark_cuts_in_on_what_is_being_said()
    {
        string interrupt = "", prompt = "";
        Connect(async socket =>
        {
            await HeardAsync(socket);
            await HeardAsync(socket);
            await socket.SendAsync("""{"type":"text","token":"one two three four","last":false}""");
            interrupt = await HeardAsync(socket);
            prompt = await HeardAsync(socket);
            await EndAsync(socket);
        });

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "Hours?", "--say", "! stop that"));

        Assert.Equal("""{"type":"interrupt","utteranceUntilInterrupt":"one two","durationUntilInterruptMs":420}""", interrupt);
        Assert.Equal("stop that", Prompt(prompt).Item2);
    }

    [Fact]
    public async Task Keys_are_reported_one_by_one()
    {
        var keys = new List<string>();
        Connect(async socket =>
        {
            await HeardAsync(socket);
            keys.Add(await HeardAsync(socket));
            keys.Add(await HeardAsync(socket));
            await EndAsync(socket);
        });

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "#42"));

        Assert.Equal(["""{"type":"dtmf","digit":"4"}""", """{"type":"dtmf","digit":"2"}"""], keys);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("""{"type":"dance"}""")]
    [InlineData("""{"type":"text","last":true}""")]
    [InlineData("""{"type":"language"}""")]
    public async Task A_message_that_Twilio_does_not_take_is_answered_with_an_error_and_spoils_the_call(string message)
    {
        var error = "";
        Connect(async socket =>
        {
            await HeardAsync(socket);
            await HeardAsync(socket);
            await socket.SendAsync(message);
            error = await HeardAsync(socket);
            await EndAsync(socket);
        });

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync("--say", "Hours?"));

        Assert.StartsWith("""{"type":"error","description":""", error, StringComparison.Ordinal);
        Assert.Contains("(error 64107)", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_appliance_that_does_not_answer_is_an_error()
    {
        // The first such wait is the webhook's.
        var waiting = clock.WaitBetween(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15), times: 2);
        Connect(async socket =>
        {
            await HeardAsync(socket);
            await HeardAsync(socket);
            await waiting;
            clock.Advance(TimeSpan.FromSeconds(15));
            Assert.Null(await socket.NextAsync());
            await socket.CloseAsync();
        });

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync("--say", "Hours?"));

        Assert.Contains("the restaurant says nothing", Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(appliance.Rung, rung => rung.Path == "/twilio/voice");
    }

    [Fact]
    public async Task A_caller_who_has_nothing_left_to_say_lingers_and_hangs_up()
    {
        var lingering = clock.WaitBetween(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8));
        Connect(async socket =>
        {
            await HeardAsync(socket);
            await HeardAsync(socket);
            await SayAsync(socket, "Until ten.");
            await lingering;
            clock.Advance(TimeSpan.FromSeconds(8));
            Assert.Null(await socket.NextAsync());
            await socket.CloseAsync();
        });

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "Hours?", "--linger", "7"));

        Assert.Contains("(hangs up)", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_breaks_goes_on_at_its_action()
    {
        Connect(async socket =>
        {
            await HeardAsync(socket);
            socket.Abort();
        });
        appliance.On("/twilio/voice", "<Say>One moment</Say>");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "Hours?"));

        var action = appliance.Rung.ElementAt(2);
        Assert.Equal(("failed", "64105"), (action["SessionStatus"], action["ErrorCode"]));
        Assert.Contains("One moment", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_does_not_open_goes_on_at_its_action()
    {
        appliance
            .On("/twilio/incoming", $"""<Connect action="/twilio/voice"><ConversationRelay url="{appliance.SocketUrl("/twilio/relay")}"/></Connect>""")
            .On("/twilio/relay", new Scripted(503, "text/plain", ""))
            .On("/twilio/voice", "<Say>One moment</Say>");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "Hours?"));

        var action = appliance.Rung.ElementAt(2);
        Assert.Equal(("failed", "64102"), (action["SessionStatus"], action["ErrorCode"]));
    }

    private static async Task<string> HeardAsync(ScriptedSocket socket) => (await socket.NextAsync())?.GetRawText() ?? "";

    private static async Task SayAsync(ScriptedSocket socket, params string[] tokens)
    {
        foreach (var token in tokens) await socket.SendAsync($$"""{"type":"text","token":"{{token}}","last":false}""");
        await socket.SendAsync(Last);
    }

    private static async Task EndAsync(ScriptedSocket socket)
    {
        await socket.SendAsync(End);
        while (await socket.NextAsync() is not null) { }
    }

    private static string? Of(JsonElement message, string name) => message.GetProperty(name).GetString();

    private static (string?, string?, string?, bool) Prompt(string json)
    {
        var prompt = JsonDocument.Parse(json).RootElement;
        return (Of(prompt, "type"), Of(prompt, "voicePrompt"), Of(prompt, "lang"), prompt.GetProperty("last").GetBoolean());
    }

    private void Connect(Func<ScriptedSocket, Task> hold) => appliance
        .On("/twilio/incoming", $"""<Connect action="/twilio/voice?live=1"><ConversationRelay url="{appliance.SocketUrl("/twilio/relay")}" welcomeGreeting="Dobrý deň" language="sk-SK" dtmfDetection="true"><Parameter name="token" value="t1"/></ConversationRelay></Connect>""")
        .OnSocket("/twilio/relay", hold);

    private string Screen => screen.ToString();

    private Task<int> CallAsync(params string[] arguments)
    {
        var line = new TelephoneLine("AC1", new Secret(ScriptedAppliance.AuthToken), "+421212345678", null);
        var configuration = new InvocationConfiguration { Output = screen, Error = screen };
        return CallCommand.Create(_ => line, clock).Parse(["--url", appliance.Url.AbsoluteUri, .. arguments])
            .InvokeAsync(configuration, TestContext.Current.CancellationToken);
    }
}
