using System.CommandLine;
using System.Globalization;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary><c>voicehunte call</c> against an appliance that answers with a media stream.</summary>
public sealed class StreamCallTests : IAsyncLifetime
{
    private readonly StringWriter screen = new(CultureInfo.InvariantCulture);
    private readonly FakeTimeProvider clock = new();
    private readonly TemporaryFolder folder = new();
    private ScriptedAppliance appliance = null!;

    public async ValueTask InitializeAsync() => appliance = await ScriptedAppliance.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await appliance.DisposeAsync();
        await screen.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_stream_is_held_until_the_appliance_closes_it_and_the_call_goes_on()
    {
        StreamEar? heard = null;
        Connect(appliance, "<Redirect>/twilio/voice</Redirect>", async (socket, ear) =>
        {
            heard = ear;
            await ear.SpeakAsync(200);
            await ear.MarkAsync("1");
            await ear.UntilAsync("mark");
            await socket.CloseAsync();
        });
        appliance.On("/twilio/voice", "<Say>Goodbye</Say>");

        Assert.Equal(ExitCode.Done, await CallAsync("--mode", "stream", "--say", "#5"));

        Assert.Equal(["/twilio/incoming", "/twilio/stream", "/twilio/voice", "/twilio/status"], appliance.Rung.Select(rung => rung.Path));
        Assert.All(appliance.Rung, rung => Assert.True(rung.IsSigned, rung.Path));
        var start = heard!.Start.GetProperty("start");
        Assert.Equal(appliance.Rung.First()["CallSid"], start.GetProperty("callSid").GetString());
        Assert.Equal("""{"token":"t1"}""", start.GetProperty("customParameters").GetRawText());
        Assert.Contains("for 0.2 s", Screen, StringComparison.Ordinal);
        Assert.Contains("heard 0.2 s in 1 piece, 1 mark, 0 clears", Screen, StringComparison.Ordinal);
        Assert.Contains("Goodbye", Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("expected", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_speaks_when_the_restaurant_has_finished_and_hangs_up_after_its_answer()
    {
        var sound = Enumerable.Range(0, 1000).Select(i => (short)(i % 2 == 0 ? 9000 : -9000)).ToArray();
        await File.WriteAllBytesAsync(folder.File("caller.wav"), WavFileTests.Pcm(8000, sound), TestContext.Current.CancellationToken);
        byte[] said = [];
        var frames = (Greeting: 0, Caller: 0, End: 0);
        Connect(appliance, "", async (socket, ear) =>
        {
            await ear.SpeakAsync(500);
            await ear.MarkAsync("greeting");
            await ear.UntilAsync("mark");
            frames.Greeting = ear.Messages.Count;
            await ear.UntilCallerSpeaksAsync();
            frames.Caller = ear.Messages.Count;
            await ear.UntilCallerIsSilentAsync();
            await ear.SpeakAsync(100);
            Assert.Equal("5", (await ear.UntilAsync("dtmf"))!.Value.GetProperty("dtmf").GetProperty("digit").GetString());
            await ear.SpeakAsync(100);
            Assert.NotNull(await ear.UntilAsync("stop"));
            (said, frames.End) = (ear.Said(), ear.Messages.Count);
            await ear.UntilAsync("nothing more");
            await socket.CloseAsync();
        });

        Assert.Equal(ExitCode.Done, await CallAsync("--audio", folder.File("caller.wav"), "--say", "#5", "--linger", "2", "--listen", folder.File("heard.wav")));

        Assert.Equal(sound.Select(MuLaw.Encode), said);
        // A second of quiet is 50 frames.
        Assert.InRange(frames.Caller - frames.Greeting, 50, 60);
        Assert.Contains("caller.wav, 0.1 s", Screen, StringComparison.Ordinal);
        Assert.Contains("(presses 5)", Screen, StringComparison.Ordinal);
        Assert.Contains("2 turns in", Screen, StringComparison.Ordinal);

        var heard = WavFile.ReadMuLaw(await File.ReadAllBytesAsync(folder.File("heard.wav"), TestContext.Current.CancellationToken));
        Assert.Equal(8 * 700, heard.Count(sample => sample == 0x20));
        Assert.InRange(heard.Length, 160 * (frames.End - 10), 160 * frames.End);
    }

    [Fact]
    public async Task A_sentence_that_is_cut_off_is_shown()
    {
        Connect(appliance, "", async (socket, ear) =>
        {
            await ear.SpeakAsync(20);
            await ear.MarkAsync("begun");
            await ear.SpeakAsync(5000);
            await ear.UntilAsync("mark");
            await ear.ClearAsync();
            await ear.MarkAsync("cleared");
            await ear.UntilAsync("mark");
            await socket.CloseAsync();
        });

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "#5"));

        Assert.Contains("cut off with ", Screen, StringComparison.Ordinal);
        Assert.Contains("1 clear", Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ExitCode.CallerHeardAnError)]
    [InlineData("<Say>One moment</Say>", ExitCode.Done)]
    public async Task A_handshake_that_is_refused_is_an_error_unless_a_verb_follows(string next, int exit)
    {
        appliance.On("/twilio/incoming", Stream(appliance) + next).On("/twilio/stream", new Scripted(403, "text/plain", ""));

        Assert.Equal(exit, await CallAsync("--say", "#5"));

        Assert.Contains("the answer is 403 (error 31920)", Screen, StringComparison.Ordinal);
        Assert.Equal(next.Length > 0, Screen.Contains("One moment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Twilio_would_refuse_spoils_the_call_though_it_goes_on()
    {
        Connect(appliance, "<Say>One moment</Say>", async (socket, ear) =>
        {
            await socket.SendAsync("""{"event":"dance"}""");
            await ear.UntilAsync("stop");
        });

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync("--say", "#5"));

        Assert.Contains("an event that Twilio does not take (error 31924)", Screen, StringComparison.Ordinal);
        Assert.Contains("One moment", Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ExitCode.CallerHeardAnError)]
    [InlineData("<Say>One moment</Say>", ExitCode.Done)]
    public async Task A_connection_that_breaks_is_an_error_unless_a_verb_follows(string next, int exit)
    {
        Connect(appliance, next, async (socket, ear) =>
        {
            await ear.UntilAsync("media");
            socket.Abort();
        });

        Assert.Equal(exit, await CallAsync("--say", "#5"));

        Assert.Contains("(error 31921)", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_appliance_that_says_nothing_is_an_error()
    {
        Connect(appliance, "", async (socket, ear) =>
        {
            await ear.UntilAsync("stop");
            await ear.UntilAsync("nothing more");
            await socket.CloseAsync();
        });

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync("--say", "#5"));

        Assert.Contains("the restaurant says nothing", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_action_is_asked_when_the_stream_is_over()
    {
        appliance.On("/twilio/incoming", $"""<Connect action="/twilio/voice?live=1"><Stream url="{appliance.SocketUrl("/twilio/stream")}"/></Connect>""")
            .OnSocket("/twilio/stream", socket => socket.CloseAsync(WebSocketCloseStatus.NormalClosure))
            .On("/twilio/voice", "<Hangup/>");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "#5"));

        var asked = appliance.Rung.ElementAt(2);
        Assert.Equal(("/twilio/voice", true, "in-progress"), (asked.Path, asked.IsSigned, asked["CallStatus"]));
    }

    [Fact]
    public async Task A_socket_is_signed_for_the_public_address_and_opened_at_the_real_one()
    {
        var publicUrl = new Uri("https://edge.example.com");
        await using var behindProxy = await ScriptedAppliance.StartAsync(publicUrl);
        Connect(behindProxy, "", (socket, _) => socket.CloseAsync());

        Assert.Equal(ExitCode.Done, await RunAsync(publicUrl, "--url", behindProxy.Url.AbsoluteUri, "--say", "#5"));

        Assert.All(behindProxy.Rung, rung => Assert.True(rung.IsSigned, rung.Path));
        Assert.Contains(behindProxy.Rung, rung => rung.Path == "/twilio/stream");
    }

    [Fact]
    public async Task Another_mode_than_expected_is_played_and_told()
    {
        Connect(appliance, "", (socket, _) => socket.CloseAsync());

        Assert.Equal(ExitCode.Done, await CallAsync("--mode", "relay", "--say", "#5"));

        Assert.Contains("stream, where relay was expected", Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--say Hello: this telephone has no voice", "--mode stream --say Hello")]
    [InlineData("--audio a.wav: only a stream carries sound", "--mode gather --audio a.wav")]
    [InlineData("--linger -1: ", "--linger -1")]
    public async Task What_does_not_go_together_is_exit_64(string message, string arguments)
    {
        Assert.Equal(ExitCode.Usage, await CallAsync(arguments.Split(' ')));
        Assert.Contains(message, Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_sound_is_named_with_its_option()
    {
        await File.WriteAllTextAsync(folder.File("a.wav"), "hello", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Usage, await CallAsync("--audio", folder.File("a.wav")));
        Assert.Contains($"--audio {folder.File("a.wav")}: not a WAV file.", Screen, StringComparison.Ordinal);
        Assert.Equal(ExitCode.InputOutput, await CallAsync("--audio", folder.File("missing.wav")));
    }

    private static string Stream(ScriptedAppliance appliance) =>
        $"""<Connect><Stream url="{appliance.SocketUrl("/twilio/stream")}"><Parameter name="token" value="t1"/></Stream></Connect>""";

    private void Connect(ScriptedAppliance answering, string next, Func<ScriptedSocket, StreamEar, Task> hold) => answering
        .On("/twilio/incoming", Stream(answering) + next)
        .OnSocket("/twilio/stream", async socket =>
        {
            var ear = new StreamEar(socket, clock);
            await ear.BeginAsync();
            await hold(socket, ear);
        });

    private string Screen => screen.ToString();

    private Task<int> CallAsync(params string[] arguments) => RunAsync(null, ["--url", appliance.Url.AbsoluteUri, .. arguments]);

    private Task<int> RunAsync(Uri? publicUrl, params string[] arguments)
    {
        var line = new TelephoneLine("AC1", new Secret(ScriptedAppliance.AuthToken), "+421212345678", publicUrl);
        var configuration = new InvocationConfiguration { Output = screen, Error = screen };
        return CallCommand.Create(_ => line, clock).Parse(arguments).InvokeAsync(configuration, TestContext.Current.CancellationToken);
    }
}
