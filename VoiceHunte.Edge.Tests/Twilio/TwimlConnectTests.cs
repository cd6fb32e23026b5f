using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class TwimlConnectTests
{
    private const string Start = """<?xml version="1.0" encoding="UTF-8"?><Response>""";
    private const string Url = "wss://edge.example.com/twilio/stream";

    private static readonly RelayOptions Relay = new() { Url = Url };
    private static readonly KeyValuePair<string, string>[] Token = [new("token", "a\"b")];

    [Fact]
    public void A_stream_is_connected_and_the_next_verb_follows()
    {
        var document = new TwimlWriter().ConnectStream(Url, null, Token).Redirect("/twilio/voice").ToString();

        Assert.Equal(
            Start + $"""<Connect><Stream url="{Url}"><Parameter name="token" value="a&quot;b"/></Stream></Connect><Redirect method="POST">/twilio/voice</Redirect></Response>""",
            document);
        AssertTwilioPlays(document);
    }

    [Fact]
    public void A_stream_may_have_an_action()
    {
        var document = new TwimlWriter().ConnectStream(Url, "/twilio/voice?live=1&x=2", []).ToString();

        Assert.Equal(
            Start + $"""<Connect action="/twilio/voice?live=1&amp;x=2" method="POST"><Stream url="{Url}"></Stream></Connect></Response>""", document);
        AssertTwilioPlays(document);
    }

    [Fact]
    public void A_relay_says_no_more_than_it_is_told()
    {
        var document = new TwimlWriter().ConnectRelay(Relay with { DtmfDetection = false }).ToString();

        Assert.Equal(Start + $"""<Connect><ConversationRelay url="{Url}" dtmfDetection="false"></ConversationRelay></Connect></Response>""", document);
        AssertTwilioPlays(document);
    }

    [Fact]
    public void A_relay_has_every_attribute_in_Twilios_letters()
    {
        var document = new TwimlWriter().ConnectRelay(Relay with
        {
            Action = "/twilio/voice?live=1",
            WelcomeGreeting = "Dobrý deň",
            Language = "sk-SK",
            TtsLanguage = "sk-SK",
            TranscriptionLanguage = "sk-SK",
            TtsProvider = "Google",
            Voice = "sk-SK-Wavenet-A",
            TranscriptionProvider = "Deepgram",
            SpeechModel = "nova-3-general",
            Interruptible = "speech",
            Hints = "stôl, rezervácia",
            ReportInputDuringAgentSpeech = "dtmf",
            IgnoreBackchannel = true,
            Events = "speaker-events tokens-played",
            Languages = [new("uk-UA", "Google", "uk-UA-Wavenet-A", "Deepgram", "nova-2-general"), new("en-US")],
            Parameters = Token,
        }).ToString();

        Assert.Equal(
            Start + $"""<Connect action="/twilio/voice?live=1" method="POST"><ConversationRelay url="{Url}" welcomeGreeting="Dobrý deň" language="sk-SK" """
            + """ttsLanguage="sk-SK" transcriptionLanguage="sk-SK" ttsProvider="Google" voice="sk-SK-Wavenet-A" transcriptionProvider="Deepgram" """
            + """speechModel="nova-3-general" interruptible="speech" dtmfDetection="true" hints="stôl, rezervácia" reportInputDuringAgentSpeech="dtmf" """
            + """ignoreBackchannel="true" events="speaker-events tokens-played">"""
            + """<Language code="uk-UA" ttsProvider="Google" voice="uk-UA-Wavenet-A" transcriptionProvider="Deepgram" speechModel="nova-2-general"/>"""
            + """<Language code="en-US"/><Parameter name="token" value="a&quot;b"/></ConversationRelay></Connect></Response>""",
            document);
        AssertTwilioPlays(document);
    }

    [Theory]
    [InlineData("ws://edge.example.com/twilio/stream")]
    [InlineData("https://edge.example.com/twilio/stream")]
    [InlineData("/twilio/stream")]
    [InlineData("wss://edge.example.com/twilio/stream?token=1")]
    [InlineData("wss://edge.example.com/twilio/stream#rt=1")]
    public void An_address_that_Twilio_does_not_open_is_refused(string url)
    {
        Assert.Throws<ArgumentException>(() => new TwimlWriter().ConnectStream(url, null, []));
        Assert.Throws<ArgumentException>(() => new TwimlWriter().ConnectRelay(Relay with { Url = url }));
    }

    [Fact]
    public void Parameters_keep_Twilios_limits()
    {
        new TwimlWriter().ConnectStream(Url, null, [new("name", new string('x', 495))]);
        Assert.Throws<ArgumentException>(() => new TwimlWriter().ConnectStream(Url, null, [new("name", new string('x', 496))]));
        Assert.Throws<ArgumentException>(() => new TwimlWriter().ConnectStream(Url, null, [new("", "x")]));
        Assert.Throws<ArgumentException>(() => new TwimlWriter().ConnectRelay(Relay with { Parameters = [.. Enumerable.Repeat(Token[0], 100)] }));
    }

    [Fact]
    public void Neither_stands_inside_a_gather()
    {
        var gather = new GatherOptions { Action = "/a", Language = "sk-SK", SpeechModel = "deepgram_nova-2" };

        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(gather, prompt => prompt.ConnectStream(Url, null, [])));
        Assert.Throws<InvalidOperationException>(() => new TwimlWriter().Gather(gather, prompt => prompt.ConnectRelay(Relay)));
    }

    private static void AssertTwilioPlays(string document) => TwimlRules.Read(new WebhookAnswer(200, "text/xml", document));
}
