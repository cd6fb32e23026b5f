using System.Text;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class RelayEventTests
{
    public const string Setup = """{"type":"setup","sessionId":"VX1","accountSid":"AC1","parentCallSid":"","callSid":"CA1","from":"+421900123456","to":"+421212345678","forwardedFrom":"","callType":"PSTN","callerName":"","direction":"inbound","callStatus":"RINGING","customParameters":{"token":"t1"}}""";
    public const string Prompt = """{"type":"prompt","voicePrompt":"Máte otvoren\u00e9?","lang":"sk-SK","last":true}""";
    public const string Dtmf = """{"type":"dtmf","digit":"5"}""";
    public const string Interrupt = """{"type":"interrupt","utteranceUntilInterrupt":"We are open","durationUntilInterruptMs":1250}""";
    public const string Error = """{"type":"error","description":"Invalid message"}""";
    public const string Info = """{"type":"info","name":"agentSpeaking","value":"on","ts":1764093600000}""";

    [Fact]
    public void The_setup_says_whose_call_it_is()
    {
        var setup = Read(Setup)!;

        Assert.Equal((RelayEventKind.Setup, "VX1", "AC1", "CA1"), (setup.Kind, setup.SessionId, setup.AccountSid, setup.CallSid));
        Assert.Equal(("+421900123456", "+421212345678", "PSTN", "inbound", "RINGING"), (setup.From, setup.To, setup.CallType, setup.Direction, setup.CallStatus));
        Assert.Equal("t1", setup.CustomParameters!["token"]);
    }

    [Fact]
    public void What_the_caller_does_is_read()
    {
        var prompt = Read(Prompt)!;
        var info = Read(Info)!;

        Assert.Equal((RelayEventKind.Prompt, "Máte otvorené?", "sk-SK", true), (prompt.Kind, prompt.VoicePrompt, prompt.Lang, prompt.Last));
        Assert.Equal((RelayEventKind.Dtmf, "5"), (Read(Dtmf)!.Kind, Read(Dtmf)!.Digit));
        Assert.Equal((RelayEventKind.Error, "Invalid message"), (Read(Error)!.Kind, Read(Error)!.Description));
        Assert.Equal((RelayEventKind.Info, "agentSpeaking", "on"), (info.Kind, info.Name, info.Value));
    }

    [Theory]
    [InlineData("1250")]
    [InlineData("\"1250\"")]
    public void How_long_an_answer_was_heard_is_a_number_or_a_string(string written)
    {
        var interrupt = Read(Interrupt.Replace("1250", written, StringComparison.Ordinal))!;

        Assert.Equal((RelayEventKind.Interrupt, "We are open", 1250), (interrupt.Kind, interrupt.UtteranceUntilInterrupt, interrupt.DurationUntilInterruptMs));
    }

    [Fact]
    public void What_Twilio_may_add_is_unknown_and_no_fault() =>
        Assert.Equal(RelayEventKind.Unknown, Read("""{"type":"weather","voicePrompt":"rain","more":[{}]}""")!.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"setup","sessionId":"VX1"}""")]
    [InlineData("""{"type":"setup","callSid":"CA1","sessionId":"VX1","customParameters":{"token":1}}""")]
    [InlineData("""{"type":"prompt","lang":"sk-SK"}""")]
    [InlineData("""{"type":"prompt","voicePrompt":"\ud83c"}""")]
    [InlineData("""{"type":"dtmf","digit":"12"}""")]
    [InlineData("""{"type":"interrupt"}""")]
    [InlineData("""{"type":"interrupt","utteranceUntilInterrupt":"","durationUntilInterruptMs":"long"}""")]
    [InlineData("""{"type":"prompt","voicePrompt":"x"} {}""")]
    public void What_is_no_such_message_is_null(string json) => Assert.Null(Read(json));

    [Fact]
    public void Each_message_is_as_Twilio_takes_it()
    {
        Assert.Equal("""{"type":"text","token":"We are","last":false}""", Text(RelayMessages.Text("We are", last: false)));
        Assert.Equal("""{"type":"text","token":"","last":true,"lang":"sk-SK","interruptible":false,"preemptible":true}""", Text(RelayMessages.Text("", true, "sk-SK", false, true)));
        Assert.Equal("""{"type":"play","source":"https://e.example/1.mp3"}""", Text(RelayMessages.Play("https://e.example/1.mp3")));
        Assert.Equal("""{"type":"play","source":"s","loop":2,"preemptible":true,"interruptible":false}""", Text(RelayMessages.Play("s", 2, true, false)));
        Assert.Equal("""{"type":"sendDigits","digits":"9w1"}""", Text(RelayMessages.SendDigits("9w1")));
        Assert.Equal("""{"type":"language","ttsLanguage":"uk-UA","transcriptionLanguage":"uk-UA"}""", Text(RelayMessages.Language("uk-UA", "uk-UA")));
        Assert.Equal("""{"type":"end","handoffData":"{\u0022next\u0022:\u0022transfer\u0022}"}""", Text(RelayMessages.End("""{"next":"transfer"}""")));
        Assert.Equal("""{"type":"end"}""", Text(RelayMessages.End()));
    }

    [Theory]
    [InlineData("Dobrý deň \"vám\" \\ 🍽")]
    [InlineData("half a \ud83c")]
    public void Any_words_are_written_as_JSON(string words)
    {
        using var json = System.Text.Json.JsonDocument.Parse(RelayMessages.Text(words, last: true));

        Assert.Equal(words.Replace('\ud83c', words.Contains("half", StringComparison.Ordinal) ? '\ufffd' : '\ud83c'), json.RootElement.GetProperty("token").GetString());
    }

    private static RelayEvent? Read(string json) => RelayEvent.Read(Encoding.UTF8.GetBytes(json));

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
