using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Calls over ConversationRelay that the model answers, while it thinks.</summary>
public sealed class RelayModelTests : IAsyncLifetime
{
    private const string Question = "what is the soup of the day";

    private static readonly Phrases English = Phrases.For(Language.English);

    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
    }

    [Fact]
    public async Task The_first_sentence_leaves_before_the_model_has_finished()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Today we have garlic soup. It comes with bread.").HeldAfter(7, gate));
        await using var house = await OpenAsync();
        var (_, _, line) = await CallAsync(house);
        await using var __ = line;

        await line.PromptAsync(Question);
        var first = await line.SentenceAsync();
        var onDisk = house.Sql("SELECT user_text, assistant_text FROM turns");
        gate.Open();
        var rest = await line.AnswerAsync();

        Assert.Equal("Today we have garlic soup.", first);
        Assert.Equal([Question + "|NULL"], onDisk);
        Assert.Equal("It comes with bread.", rest);
        Assert.Equal(["Today we have garlic soup. It comes with bread.|model"], house.Sql("SELECT assistant_text, source FROM turns"));
    }

    [Fact]
    public async Task A_sentence_that_claims_what_is_not_so_is_never_sent()
    {
        openAI.Chat.Always(ChatReply.Text("Good evening to you. I've booked a table for you, see you then. Anything else?"));
        await using var house = await OpenAsync();
        var (_, _, line) = await CallAsync(house);
        await using var __ = line;

        var answer = await line.AskAsync(Question);

        Assert.StartsWith("Good evening to you. ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("booked", answer, StringComparison.Ordinal);
        Assert.True(answer.Length > "Good evening to you. ".Length, answer);
        Assert.Equal([answer + "|rules"], house.Sql("SELECT assistant_text, source FROM turns"));
    }

    [Fact]
    public async Task After_an_interruption_the_model_is_told_only_what_was_heard()
    {
        openAI.Chat.Next(ChatReply.Text("Today we have garlic soup. It comes with bread."), ChatReply.Text("With rye bread."));
        await using var house = await OpenAsync();
        var (call, connect, line) = await CallAsync(house);
        await using var _ = line;

        await line.AskAsync(Question);
        await line.InterruptAsync("Today we have garlic");
        await line.AskAsync("is there a lentil one as well I wonder");
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);

        var told = openAI.Chat.Requests[^1].Json.GetProperty("messages").EnumerateArray()
            .Where(message => message.GetProperty("role").GetString() == "assistant").Select(message => message.GetProperty("content").GetString());
        Assert.Equal(["Today we have garlic"], told);
        Assert.Equal(["Today we have garlic", "With rye bread."], house.Sql("SELECT heard_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task An_interruption_in_mid_answer_stops_the_model_and_what_it_had_not_said_is_not_said()
    {
        openAI.Chat.Next(ChatReply.Text("Today we have garlic soup. It comes with bread.").HeldAfter(7, new Gate()));
        await using var house = await OpenAsync();
        var (call, connect, line) = await CallAsync(house);
        await using var _ = line;

        await line.PromptAsync(Question);
        await line.SentenceAsync();
        await line.InterruptAsync("Today we");
        await line.AnswerAsync();
        openAI.Chat.Answers("Yes.");
        await line.AskAsync("do you have anything with mushrooms tonight perhaps");
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);

        await openAI.Chat.Abandoned;
        Assert.DoesNotContain("bread", string.Concat(line.Socket.Passed.Select(message => message.ToJsonString())), StringComparison.Ordinal);
        Assert.Equal(["Today we have garlic soup.|Today we", "Yes.|Yes."], house.Sql("SELECT assistant_text, heard_text FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Words_that_follow_before_anything_was_answered_belong_to_the_same_turn()
    {
        var gate = new Gate();
        openAI.Chat.Next(ChatReply.Text("never").HeldAtTheStart(gate));
        openAI.Chat.Answers("We have both.");
        await using var house = await OpenAsync();
        var (_, _, line) = await CallAsync(house);
        await using var __ = line;

        await line.PromptAsync(Question);
        await gate.Reached;
        var answer = await line.AskAsync("and which beer goes with it");

        Assert.Equal("We have both.", answer);
        Assert.Equal([$"1|{Question} and which beer goes with it"], house.Sql("SELECT CAST(turn_id AS TEXT), user_text FROM turns"));
    }

    [Fact]
    public async Task Whoever_is_interrupted_by_a_noise_while_on_hold_still_gets_the_answer()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Garlic soup.").HeldAtTheStart(gate));
        await using var house = await OpenAsync(("HOLDING_SECONDS", "0.2"));
        var (call, connect, line) = await CallAsync(house);
        await using var _ = line;

        await line.PromptAsync(Question);
        var holding = await line.SentenceAsync();
        await line.InterruptAsync(holding[..5]);
        gate.Open();
        string answer;
        do answer = await line.SentenceAsync();
        while (answer != "Garlic soup.");
        await line.AnswerAsync();
        await line.DisposeAsync();
        await call.ConnectEndsAsync(connect);

        Assert.Equal(English.Holding(0), holding);
        Assert.Equal([$"{Question}|Garlic soup.|Garlic soup."], house.Sql("SELECT user_text, assistant_text, heard_text FROM turns"));
    }

    [Fact]
    public async Task A_question_that_the_socket_took_with_it_is_answered_by_the_webhook_that_follows()
    {
        await using var house = await OpenAsync();
        var (call, connect, line) = await AskInVainAsync(house);
        await using var _ = line;

        line.Socket.Cut();
        var after = await call.ConnectEndsAsync(connect);

        Assert.Equal("Garlic soup.", after.Text);
        Assert.NotNull(after.Listening);
        Assert.Equal([$"1|{Question}|Garlic soup."], house.Sql("SELECT CAST(turn_id AS TEXT), user_text, assistant_text FROM turns"));
    }

    [Fact]
    public async Task A_question_in_hand_when_the_appliance_stops_is_answered_by_the_next_process()
    {
        await using var house = await OpenAsync();
        var (call, connect, line) = await AskInVainAsync(house);
        await using var _ = line;

        var restarting = house.RestartAsync();
        var closedWith = await line.Socket.WaitForCloseAsync();
        await restarting;
        var after = await call.ConnectEndsAsync(connect);

        Assert.Equal(1001, closedWith);
        Assert.Equal("Garlic soup.", after.Connect!.WelcomeGreeting);
        Assert.Equal([$"1|{Question}|Garlic soup."], house.Sql("SELECT CAST(turn_id AS TEXT), user_text, assistant_text FROM turns"));
    }

    [Fact]
    public async Task A_model_that_fails_is_replaced_by_the_rules()
    {
        openAI.Chat.Always(OpenAIReply.Fails(500));
        await using var house = await OpenAsync();
        var (_, _, line) = await CallAsync(house);
        await using var __ = line;

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", await line.AskAsync("are you open tomorrow"));
    }

    /// <summary>The question is with a model that never answers; whoever asks after it is answered.</summary>
    private async Task<(TwilioCall Call, ConnectHeard Connect, RelayLine Line)> AskInVainAsync(House house)
    {
        var gate = new Gate();
        openAI.Chat.Next(ChatReply.Text("never").HeldAtTheStart(gate));
        openAI.Chat.Answers("Garlic soup.");
        var talk = await CallAsync(house);
        await talk.Line.PromptAsync(Question);
        await gate.Reached;
        return talk;
    }

    private static async Task<(TwilioCall Call, ConnectHeard Connect, RelayLine Line)> CallAsync(House house)
    {
        var call = house.Ring("+14155550123");
        var (connect, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        return (call, connect, line);
    }

    private Task<House> OpenAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["CALL_MODE"] = "relay", ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        };
        foreach (var (name, value) in more) settings[name] = value;
        return House.OpenAsync(settings);
    }
}
