using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class TelephoneTests : IAsyncLifetime
{
    private const string Listen = """<Gather input="speech dtmf" action="/twilio/voice" language="sk-SK" actionOnEmptyResult="true"/>""";

    private readonly StringWriter screen = new(CultureInfo.InvariantCulture);
    private readonly FakeTimeProvider clock = new();
    private ScriptedAppliance appliance = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => appliance = await ScriptedAppliance.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await appliance.DisposeAsync();
        await screen.DisposeAsync();
    }

    [Fact]
    public async Task A_whole_call_is_signed_held_and_reported()
    {
        appliance
            .On("/twilio/incoming", $"""<Say voice="Polly.Maja" language="sk-SK">Dobrý deň</Say>{Listen}""")
            .On("/twilio/voice", "<Say>Do desiatej</Say><Hangup/>");

        var exit = await CallAsync("--say", "Máte otvorené?");

        Assert.Equal(ExitCode.Done, exit);
        Assert.Equal(["/twilio/incoming", "/twilio/voice", "/twilio/status"], appliance.Rung.Select(rung => rung.Path));
        Assert.All(appliance.Rung, rung => Assert.True(rung.IsSigned, rung.Path));
        Assert.Equal(3, appliance.Rung.Select(rung => rung.Token).Distinct().Count());
        Assert.Single(appliance.Rung.Select(rung => rung["CallSid"]).Distinct());
        Assert.Equal(["ringing", "in-progress", "completed"], appliance.Rung.Select(rung => rung["CallStatus"]));
        var heard = appliance.Rung.ElementAt(1);
        Assert.Equal(("Máte otvorené?", "0.92", "sk-SK"), (heard["SpeechResult"], heard["Confidence"], heard["Language"]));
        Assert.Contains("Dobrý deň  [Polly.Maja, sk-SK]", Screen, StringComparison.Ordinal);
        Assert.Contains("Máte otvorené?", Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_said_to_begin_and_the_call_goes_on()
    {
        appliance
            .On("/twilio/incoming", $"""<Start><Recording channels="dual" recordingStatusCallback="https://edge.example.com/twilio/recording-status" recordingStatusCallbackEvent="completed"/></Start>{Listen}""")
            .On("/twilio/voice", "<Hangup/>");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "Haló"));

        Assert.Contains("Start     recording", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_silence_reach_the_action_as_Twilio_sends_them()
    {
        appliance.On("/twilio/incoming", Listen).On("/twilio/voice", Listen);

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "#42#", "--say", ""));

        var (keys, silence) = (appliance.Rung.ElementAt(1), appliance.Rung.ElementAt(2));
        Assert.Equal(("42", "#"), (keys["Digits"], keys["FinishedOnKey"]));
        Assert.False(keys.Fields.ContainsKey("SpeechResult"));
        Assert.Equal(("", false), (silence.Fields["SpeechResult"], silence.Fields.ContainsKey("Confidence")));
    }

    [Theory]
    [InlineData("dtmf", "Hello", "SpeechResult", "")]
    [InlineData("speech", "#1", "SpeechResult", "")]
    [InlineData("speech", "Hello", "SpeechResult", "Hello")]
    [InlineData("dtmf", "#42", "Digits", "4")]
    public async Task A_gather_hears_only_what_it_listens_for(string input, string line, string field, string value)
    {
        appliance.On(
            "/twilio/incoming", $"<Gather input='{input}' numDigits='1' action='/twilio/voice' actionOnEmptyResult='true'/>");

        await CallAsync("--say", line);

        Assert.Equal(value, appliance.Rung.ElementAt(1).Fields[field]);
    }

    [Fact]
    public async Task Silence_that_is_not_asked_for_goes_on_with_the_next_verb()
    {
        appliance.On("/twilio/incoming", """<Gather action="/twilio/voice"/><Say>Nobody there?</Say>""");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", ""));

        Assert.Contains("Nobody there?", Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(appliance.Rung, rung => rung.Path == "/twilio/voice");
    }

    [Fact]
    public async Task A_redirect_is_followed_from_where_its_document_was()
    {
        appliance.On("/twilio/incoming", "<Redirect method=\"GET\">held?turn=1</Redirect>").On("/twilio/held", "<Say>Here it is</Say>");

        Assert.Equal(ExitCode.Done, await CallAsync("--say", "unused"));

        Assert.Contains("Here it is", Screen, StringComparison.Ordinal);
        Assert.All(appliance.Rung, rung => Assert.True(rung.IsSigned, rung.Path));
    }

    [Theory]
    [InlineData("completed", "30")]
    [InlineData("no-answer", "")]
    public async Task A_transfer_reports_how_it_ended(string outcome, string duration)
    {
        appliance
            .On("/twilio/incoming", """<Dial action="/twilio/voice" timeout="20"><Number>+421212345679</Number></Dial>""")
            .On("/twilio/voice", "<Hangup/>");

        Assert.Equal(ExitCode.Done, await CallAsync("--transfer", outcome));

        var dialled = appliance.Rung.ElementAt(1);
        Assert.Equal((outcome, duration), (dialled["DialCallStatus"], dialled["DialCallDuration"]));
    }

    [Fact]
    public async Task A_rejected_call_is_reported_as_busy()
    {
        appliance.On("/twilio/incoming", """<Reject reason="busy"/>""");

        Assert.Equal(ExitCode.Done, await CallAsync());

        Assert.Equal("busy", appliance.Rung.Last()["CallStatus"]);
    }

    [Fact]
    public async Task A_played_file_is_fetched_and_measured()
    {
        appliance.On("/twilio/incoming", "<Play>/twilio/audio/1</Play>").On("/twilio/audio/1", new Scripted(200, "audio/mpeg", "abcd"));

        Assert.Equal(ExitCode.Done, await CallAsync());

        Assert.Contains("audio/mpeg, 4 bytes", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_played_spoils_the_call()
    {
        appliance.On("/twilio/incoming", "<Play>/twilio/audio/1</Play>").On("/twilio/audio/1", new Scripted(404, "text/plain", ""));

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync());

        Assert.Contains("the caller hears nothing", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_5xx_is_tried_once_more_with_the_same_token()
    {
        appliance
            .On("/twilio/incoming", new Scripted(503, "text/plain", ""))
            .On("/twilio/incoming", "<Say>Back again</Say>");

        Assert.Equal(ExitCode.Done, await CallAsync());

        Assert.Equal(appliance.Rung.ElementAt(0).Token, appliance.Rung.ElementAt(1).Token);
    }

    [Theory]
    [InlineData(500, "text/xml", "<Response/>", "answered 500")]
    [InlineData(403, "text/xml", "<Response/>", "answered 403")]
    [InlineData(200, "text/html", "<Response/>", "not text/xml")]
    [InlineData(200, "text/xml", "<Response>", "malformed XML")]
    [InlineData(200, "text/xml", "<!DOCTYPE x [<!ENTITY y 'z'>]><Response/>", "malformed XML")]
    [InlineData(200, "text/xml", "<Reply/>", "not <Response>")]
    [InlineData(200, "text/xml", "<Response><Sing/></Response>", "cannot hold <Sing>")]
    [InlineData(200, "text/xml", "<Response><Say tone=\"warm\">x</Say></Response>", "no attribute tone")]
    [InlineData(200, "text/xml", "<Response><Gather><Hangup/></Gather></Response>", "cannot hold <Hangup>")]
    [InlineData(200, "text/xml", "<Response>Hello</Response>", "text outside its verbs")]
    [InlineData(200, "text/xml", "<Response><Redirect/></Response>", "50 redirects in a row")]
    public async Task An_answer_that_Twilio_cannot_play_ends_with_exit_1(int status, string type, string body, string reason)
    {
        appliance.On("/twilio/incoming", new Scripted(status, type, body));

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync());

        Assert.Contains("An application error has occurred", Screen, StringComparison.Ordinal);
        Assert.Contains(reason, Screen, StringComparison.Ordinal);
        Assert.Equal("/twilio/status", appliance.Rung.Last().Path);
    }

    [Fact]
    public async Task An_answer_later_than_15_seconds_is_given_up()
    {
        appliance.On("/twilio/incoming", new Scripted(200, "text/xml", "<Response/>")
        {
            First = gone =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                var hungUp = new TaskCompletionSource();
                gone.Register(hungUp.SetResult);
                return hungUp.Task;
            },
        });

        Assert.Equal(ExitCode.CallerHeardAnError, await CallAsync());

        Assert.Contains("did not answer within 15 s", Screen, StringComparison.Ordinal);
        Assert.Equal("15", appliance.Rung.Last()["CallDuration"]);
    }

    [Fact]
    public async Task Nobody_listening_is_exit_69()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var exit = await RunAsync(null, "--url", $"http://{socket.LocalEndPoint}");

        Assert.Equal(ExitCode.Unavailable, exit);
        Assert.Contains("is `voicehunte serve` running?", Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "morse")]
    [InlineData("--url", "localhost")]
    [InlineData("--language", "fr")]
    [InlineData("--transfer", "maybe")]
    public async Task What_the_telephone_cannot_do_is_exit_64(string option, string value)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(null, option, value));
        Assert.Contains($"{option} {value}: ", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_are_signed_for_the_public_address_and_sent_to_the_real_one()
    {
        var publicUrl = new Uri("https://edge.example.com");
        await using var behindProxy = await ScriptedAppliance.StartAsync(publicUrl);
        behindProxy
            .On("/twilio/incoming", "<Play>https://edge.example.com/twilio/audio/1</Play><Redirect>/twilio/voice?turn=1</Redirect>")
            .On("/twilio/audio/1", new Scripted(200, "audio/wav", "abcd"));

        Assert.Equal(ExitCode.Done, await RunAsync(publicUrl, "--url", behindProxy.Url.AbsoluteUri));

        Assert.Equal(
            ["/twilio/incoming", "/twilio/audio/1", "/twilio/voice", "/twilio/status"], behindProxy.Rung.Select(rung => rung.Path));
        Assert.All(behindProxy.Rung.Where(rung => rung.Path != "/twilio/audio/1"), rung => Assert.True(rung.IsSigned, rung.Path));
    }

    private string Screen => screen.ToString();

    private Task<int> CallAsync(params string[] arguments) => RunAsync(null, ["--url", appliance.Url.AbsoluteUri, .. arguments]);

    private Task<int> RunAsync(Uri? publicUrl, params string[] arguments)
    {
        var line = new TelephoneLine("AC1", new Secret(ScriptedAppliance.AuthToken), "+421212345678", publicUrl);
        var configuration = new InvocationConfiguration { Output = screen, Error = screen };
        return CallCommand.Create(_ => line, clock).Parse(arguments).InvokeAsync(configuration, Cancellation);
    }
}
