using System.Text;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Calls that the model answers, and what callers hear when it does not.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private static readonly Phrases English = Phrases.For(Language.English);

    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
    }

    [Fact]
    public async Task The_model_answers_in_the_callers_language_with_the_restaurants_facts_and_without_the_callers_number()
    {
        openAI.Chat.Answers("Yes, we have **dumplings** today.\nAnything else?");
        await using var house = await OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();

        var heard = await call.SayAsync("máte dnes nejaké knedle");
        await call.SayAsync("a pivo");

        var asked = openAI.Chat.Requests[^1].Body;
        Assert.Equal("Yes, we have dumplings today. Anything else?", heard.Text);
        Assert.Contains("sk-SK", asked, StringComparison.Ordinal);
        Assert.Contains("Pod Lipou", asked, StringComparison.Ordinal);
        Assert.Contains("dumplings today", asked, StringComparison.Ordinal);
        Assert.Contains("\"reasoning_effort\":\"none\"", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("900123456", asked, StringComparison.Ordinal);
        Assert.Equal(["model", "model"], house.Sql("SELECT source FROM turns"));
    }

    [Fact]
    public async Task A_model_that_OpenAI_took_away_overnight_is_succeeded_before_the_caller_notices()
    {
        openAI.Chat.Always(request => request.GetProperty("model").GetString() == "gpt-4o-mini"
            ? OpenAIReply.Fails(404, "invalid_request_error", "model_not_found")
            : ChatReply.Text("The soup is garlic soup."));
        await using var house = await OpenAsync(("OPENAI_CHAT_MODEL", "gpt-4o-mini"), ("OPENAI_REASONING_EFFORT", "off"));

        var heard = await AskAsync(house, "what is the soup of the day");

        Assert.Equal("The soup is garlic soup.", heard.Text);
        Assert.Equal(["model"], house.Sql("SELECT source FROM turns"));
        Assert.Contains(house.Appliance.Lines.At(LogLevel.Warning), line => line.Contains("from now on gpt-6-luna is asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_model_is_bridged_by_a_holding_sentence_and_the_answer_comes_by_redirect()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("The soup is garlic soup.").HeldAtTheStart(gate));
        await using var house = await OpenAsync(("HOLDING_SECONDS", "0.2"));
        var call = house.Twilio.Ring(house.Appliance.Url, "+14155550123", followsRedirects: false);
        await call.StartAsync();

        var held = await call.SayAsync("what is the soup of the day");
        var onDisk = house.Sql("SELECT user_text, assistant_text FROM turns");
        gate.Open();
        var answer = await call.HearAsync(Redirected(house, call, held));

        Assert.Equal(English.Holding(0), held.Text);
        Assert.Equal(["what is the soup of the day|NULL"], onDisk);
        Assert.Equal("The soup is garlic soup.", answer.Text);
        Assert.Equal(["what is the soup of the day|The soup is garlic soup.|model"], house.Sql("SELECT user_text, assistant_text, source FROM turns"));
        Assert.Single(openAI.Chat.Requests);
    }

    [Fact]
    public async Task A_model_that_never_answers_gives_way_to_the_rules_within_the_turns_time()
    {
        openAI.Chat.Always(ChatReply.Text("never").HeldAtTheStart(new Gate()));
        await using var house = await OpenAsync(("HOLDING_SECONDS", "0.2"), ("TURN_SECONDS", "0.5"));
        var call = house.Ring("+14155550123");
        await call.StartAsync();

        var heard = await call.SayAsync("are you open tomorrow");

        Assert.StartsWith(English.Holding(0), heard.Text, StringComparison.Ordinal);
        Assert.EndsWith("Tomorrow we're open from 10 a.m. to 10 p.m.", heard.Text, StringComparison.Ordinal);
        Assert.InRange(heard.Redirects, 1, 3);
    }

    public static TheoryData<string> Failures => ["500", "429", "quota", "401", "refusal", "cut", "garbage", "empty"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_the_model_fails_with_the_rules_answer(string failure)
    {
        openAI.Chat.Always(failure switch
        {
            "500" => OpenAIReply.Fails(500),
            "429" => OpenAIReply.RateLimited("120"),
            "quota" => OpenAIReply.QuotaExhausted(),
            "401" => OpenAIReply.Fails(401, "invalid_request_error", "invalid_api_key"),
            "refusal" => ChatReply.Refusal("I cannot help with that."),
            "cut" => ChatReply.Text("We are open, and also").BreakingOffAfter(1),
            "garbage" => OpenAIReply.Garbage(),
            _ => ChatReply.Text(""),
        });
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        await call.StartAsync();

        var heard = await call.SayAsync("are you open tomorrow");

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", heard.Text);
        Assert.Equal(["rules"], house.Sql("SELECT source FROM turns"));
        Assert.Contains(house.Appliance.Lines.At(LogLevel.Warning), line => line.Contains(call.CallSid, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_upstream_is_left_alone_after_a_few_failures()
    {
        openAI.Chat.Always(OpenAIReply.Fails(500));
        await using var house = await OpenAsync();
        var call = house.Ring("+14155550123");
        await call.StartAsync();

        for (var turn = 0; turn < 6; turn++) await call.SayAsync("are you open tomorrow");

        Assert.InRange(openAI.Chat.Requests.Count, 3, 4);
    }

    [Fact]
    public async Task The_model_may_end_the_call_and_only_code_puts_it_through()
    {
        openAI.Chat.Always(ChatReply.Calls(("transfer_call", "{}")));
        await using var alone = await OpenAsync();
        await using var staffed = await House.OpenAsync(Settings(), transferNumber: "+421905000111");

        var nobody = await AskAsync(alone, "I have a complaint about my soup");
        var transfer = await AskAsync(staffed, "I have a complaint about my soup");
        openAI.Chat.Always(ChatReply.Calls(("end_call", "{}")));
        var end = await AskAsync(alone, "that would be everything from my side I suppose");

        Assert.Equal(English.Message.AskAsNobodyIsThere, nobody.Text);
        Assert.NotNull(nobody.Listening);
        Assert.Equal("+421905000111", transfer.DialledNumber);
        Assert.True(end.HungUp);
        Assert.Equal(English.Goodbye, end.Text);
    }

    [Fact]
    public async Task A_caller_on_hold_over_a_restart_gets_the_answer_from_the_new_process()
    {
        openAI.Chat.Always(ChatReply.Text("never").HeldAtTheStart(new Gate()));
        await using var house = await OpenAsync(("HOLDING_SECONDS", "0.2"));
        var call = house.Twilio.Ring(house.Appliance.Url, "+14155550123", followsRedirects: false);
        await call.StartAsync();
        var held = await call.SayAsync("what is the soup of the day");

        await house.RestartAsync();
        openAI.Chat.Answers("The soup is garlic soup.");
        var answer = await call.HearAsync(Redirected(house, call, held));

        Assert.Equal("The soup is garlic soup.", answer.Text);
        Assert.Equal(["1|what is the soup of the day|The soup is garlic soup."], house.Sql("SELECT CAST(turn_id AS TEXT), user_text, assistant_text FROM turns"));
    }

    [Fact]
    public async Task A_turn_in_hand_when_the_appliance_is_stopped_waits_for_the_new_process()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("never").HeldAtTheStart(gate));
        await using var house = await OpenAsync();
        var call = house.Twilio.Ring(house.Appliance.Url, "+14155550123", followsRedirects: false);
        await call.StartAsync();

        var saying = call.SayAsync("what is the soup of the day");
        await gate.Reached;
        await house.RestartAsync();
        var held = await saying;
        openAI.Chat.Answers("The soup is garlic soup.");
        var answer = await call.HearAsync(Redirected(house, call, held));

        Assert.Equal(English.PleaseWait, held.Text);
        Assert.Contains("<Pause", held.Documents[^1], StringComparison.Ordinal);
        Assert.Equal("The soup is garlic soup.", answer.Text);
    }

    [Fact]
    public async Task OpenAI_speaks_and_the_same_sentence_is_made_once()
    {
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));

        var first = await house.Ring("+14155550123").StartAsync();
        var second = await house.Ring("+14155550124").StartAsync();

        Assert.Empty(first.Says);
        Assert.Equal("audio/mpeg", Assert.Single(first.Plays).ContentType);
        Assert.Equal(first.Plays[0].Audio, Assert.Single(second.Plays).Audio);
        Assert.NotEqual(first.Plays[0].Url, second.Plays[0].Url);
        Assert.Single(openAI.Speech.Requests);
    }

    [Fact]
    public async Task What_OpenAI_spoke_is_in_audio_files()
    {
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));
        var call = house.Ring("+14155550123");
        await call.StartAsync();
        await call.SayAsync("are you open tomorrow");
        await house.RestartAsync();

        var files = house.Sql("SELECT CAST(turn_id AS TEXT), kind, format, path FROM audio_files ORDER BY turn_id");

        Assert.Equal(["0|output|mp3", "1|output|mp3"], files.Select(f => f[..f.LastIndexOf('|')]));
        Assert.All(files, f => Assert.True(File.Exists(Path.Combine(house.DataDir, f[(f.LastIndexOf('|') + 1)..]))));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("quota")]
    public async Task When_speech_fails_Twilio_speaks_instead(string failure)
    {
        openAI.Speech.Always(failure == "500" ? OpenAIReply.Fails(500) : OpenAIReply.QuotaExhausted());
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));

        var heard = await house.Ring("+14155550123").StartAsync();

        Assert.Empty(heard.Plays);
        Assert.Equal("Polly.Joanna", heard.Voice);
        Assert.NotNull(heard.Listening);
    }

    [Fact]
    public async Task A_page_of_a_proxy_is_neither_played_nor_kept_for_the_next_caller()
    {
        openAI.Speech.Next(new OpenAIReply(_ => new OpenAIBody("text/html", ["<html>Log in to the hotel's network"u8.ToArray()])));
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));

        var first = await house.Ring("+14155550123").StartAsync();
        var second = await house.Ring("+14155550124").StartAsync();

        Assert.Equal("Polly.Joanna", first.Voice);
        Assert.Equal(SpeechReply.Of(first.Text), Encoding.UTF8.GetString(Assert.Single(second.Plays).Audio));
    }

    private static async Task<Support.Heard> AskAsync(House house, string text)
    {
        var call = house.Ring("+14155550123");
        await call.StartAsync();
        return await call.SayAsync(text);
    }

    // Twilio comes for the answer.
    private static TwilioWebhook Redirected(House house, TwilioCall call, Support.Heard held) => house.Twilio.Webhook(
        house.Appliance.Url,
        new Uri(house.Appliance.Url, held.RedirectedTo),
        [KeyValuePair.Create("CallSid", call.CallSid), KeyValuePair.Create("From", "+14155550123"), KeyValuePair.Create("CallStatus", "in-progress")]);

    private Task<House> OpenAsync(params (string Name, string Value)[] more) => House.OpenAsync(Settings(more));

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }
}
