using VoiceHunte.Edge.Tests.Commands;
using Xunit.Sdk;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The stand-in itself: it must be stricter than any appliance, and move as Twilio does.</summary>
public sealed class TwilioStandInTests : IAsyncLifetime
{
    private const string Listen = """<Gather input="speech dtmf" action="/twilio/voice" language="sk-SK" actionOnEmptyResult="true"/>""";

    private readonly TwilioStandIn twilio = new(ScriptedAppliance.AuthToken);
    private ScriptedAppliance appliance = null!;

    public async ValueTask InitializeAsync() => appliance = await ScriptedAppliance.StartAsync();

    public async ValueTask DisposeAsync()
    {
        twilio.Dispose();
        await appliance.DisposeAsync();
    }

    [Fact]
    public async Task A_caller_talks_presses_waits_and_is_transferred()
    {
        appliance
            .On("/twilio/incoming", $"""<Say voice="Polly.Maja" language="sk-SK">Dobrý deň</Say>{Listen}""")
            .On("/twilio/voice", $"<Redirect>/twilio/held</Redirect>")
            .On("/twilio/voice", $"<Say>Stlačili ste</Say>{Listen}")
            .On("/twilio/voice", $"<Say>Ste tam?</Say>{Listen}")
            .On("/twilio/voice", """<Dial action="/twilio/voice">+421212345679</Dial>""")
            .On("/twilio/voice", "<Say>Dovidenia</Say><Hangup/>")
            .On("/twilio/held", $"<Say>Máme otvorené</Say>{Listen}");
        var call = twilio.Ring(appliance.Url);

        var heard = await call.StartAsync();
        Assert.Equal(("Dobrý deň", "Polly.Maja", "sk-SK"), (heard.Text, heard.Voice, heard.Language));
        heard = await call.SayAsync("Máte otvorené?");
        Assert.Equal(("Máme otvorené", 1), (heard.Text, heard.Redirects));
        Assert.Equal("Stlačili ste", (await call.PressAsync("1")).Text);
        Assert.Equal("Ste tam?", (await call.StaySilentAsync()).Text);
        Assert.Equal("+421212345679", (await call.SayAsync("Človeka")).DialledNumber);
        Assert.True((await call.DialEndsAsync("no-answer")).HungUp);
        await call.HangUpAsync();

        Assert.All(appliance.Rung, rung => Assert.True(rung.IsSigned, rung.Path));
        Assert.Equal(8, appliance.Rung.Select(rung => rung.Token).Distinct().Count());
    }

    [Fact]
    public async Task A_retry_carries_the_same_token_and_a_broken_signature_shows()
    {
        appliance.On("/twilio/incoming", Listen);
        var call = twilio.Ring(appliance.Url, from: "anonymous");
        await call.StartAsync();
        await call.RetryAsync();
        await twilio.SendTwiceAtOnceAsync(call.SpeechWebhook("Haló").With("Digits", "1"));
        await twilio.SendAsync(call.LastWebhook!.Forged());
        await twilio.SendAsync(call.LastWebhook!.Tampered("From", "+421900000000"));

        var rung = appliance.Rung.ToArray();
        Assert.Equal(rung[0].Token, rung[1].Token);
        Assert.Equal(rung[2].Token, rung[3].Token);
        Assert.Equal([true, true, true, true, false, false], rung.Select(each => each.IsSigned));
    }

    [Theory]
    [InlineData("<Sing/>")]
    [InlineData("<Say tone='warm'>x</Say>")]
    [InlineData("<Say/>")]
    [InlineData("<Say language='slovak'>x</Say>")]
    [InlineData("<Gather input='voice'/>")]
    [InlineData("<Gather><Hangup/></Gather>")]
    [InlineData("<Gather language='sk-SK' speechModel='phone_call'/>")]
    [InlineData("<Gather speechModel='deepgram_nova-2' speechTimeout='auto'/>")]
    [InlineData("<Gather speechModel='whisper'/>")]
    [InlineData("<Gather timeout='5s'/>")]
    [InlineData("<Pause length='-1'/>")]
    [InlineData("Hello")]
    [InlineData("<Say>x</Sy>")]
    [InlineData("<Redirect>/twilio/incoming</Redirect>")]
    public async Task What_Twilio_would_refuse_fails_the_test(string verbs)
    {
        appliance.On("/twilio/incoming", verbs);

        await Assert.ThrowsAnyAsync<XunitException>(twilio.Ring(appliance.Url).StartAsync);
    }

    [Fact]
    public async Task A_redirect_can_be_left_to_the_test()
    {
        appliance.On("/twilio/incoming", "<Say>One moment</Say><Redirect>/twilio/held</Redirect>");

        var heard = await twilio.Ring(appliance.Url, followsRedirects: false).StartAsync();

        Assert.Equal(("One moment", "/twilio/held"), (heard.Text, heard.RedirectedTo));
    }
}
