using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class TwimlWriterTests
{
    private const string Start = """<?xml version="1.0" encoding="UTF-8"?><Response>""";

    private static readonly GatherOptions Listening = new() { Action = "/twilio/voice?turn=1&x=2", Language = "sk-SK", SpeechModel = "deepgram_nova-2" };

    [Fact]
    public void A_status_callback_gets_an_empty_response() => Assert.Equal(Start + "</Response>", new TwimlWriter().ToString());

    [Fact]
    public void Every_verb_is_one_that_Twilio_has()
    {
        var document = new TwimlWriter()
            .Say("Dobrý deň", "Polly.Maja", "sk-SK")
            .Play("https://edge.example.com/twilio/audio/1")
            .Pause(1)
            .Gather(Listening with { Hints = "stôl, rezervácia", NumDigits = 1, BargeIn = false }, prompt => prompt.Say("?", "alice").Play("/a").Pause(2))
            .Dial("+421212345679", "/twilio/voice", 20, "+421212345678")
            .Redirect("/twilio/voice?turn=2")
            .Hangup()
            .ToString();

        var response = TwimlRules.Read(new WebhookAnswer(200, "text/xml", document));

        Assert.Equal(
            ["Say", "Play", "Pause", "Gather", "Dial", "Redirect", "Hangup"], response.Elements().Select(verb => verb.Name.LocalName));
    }

    [Fact]
    public void A_gather_listens_for_speech_and_keys_and_reports_silence()
    {
        var document = new TwimlWriter().Gather(Listening, prompt => prompt.Say("Áno?", "Polly.Maja")).ToString();

        Assert.Equal(
            Start + """<Gather input="speech dtmf" action="/twilio/voice?turn=1&amp;x=2" method="POST" timeout="5" speechTimeout="1" """
            + """language="sk-SK" speechModel="deepgram_nova-2" actionOnEmptyResult="true"><Say voice="Polly.Maja">Áno?</Say></Gather></Response>""",
            document);
    }

    [Fact]
    public void Quotes_and_line_ends_survive_in_attributes() => Assert.Equal(
        Start + """<Say voice="&quot;&lt;&#9;&#10;&#13;&amp;">a"b&#13;</Say></Response>""",
        new TwimlWriter().Say("a\"b\r", "\"<\t\n\r&").ToString());

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("\0\u0001\u001f")]
    public void Nothing_to_say_is_not_said(string text) => Assert.Equal(new TwimlWriter().ToString(), new TwimlWriter().Say(text, "alice").ToString());

    [Fact]
    public void A_gather_refuses_what_Twilio_would_refuse_inside_it()
    {
        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(Listening, prompt => prompt.Hangup()));
        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(Listening, prompt => prompt.Redirect("/")));
        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(Listening, prompt => prompt.Dial("+1", "/", 1)));
        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(Listening, prompt => prompt.Gather(Listening, _ => { })));
    }
}
