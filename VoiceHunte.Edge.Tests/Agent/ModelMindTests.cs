using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class ModelMindTests : IDisposable
{
    private readonly OpenAIClient neverAsked = new(
        new OpenAIOptions(new Uri("http://127.0.0.1:0/v1"), new Secret("none")), TimeProvider.System, NullLogger<OpenAIClient>.Instance);

    public void Dispose() => neverAsked.Dispose();

    [Fact]
    public void The_model_is_told_the_restaurants_facts()
    {
        var house = House.With(file =>
        {
            file["address"] = "Mlynská 3, Trnava";
            file["exceptions"] = new JsonObject { ["2026-12-05"] = new JsonObject { ["hours"] = new JsonArray(), ["note"] = "A wedding." } };
        });
        var prompt = Prompt(house, Turns.Said("hello", Language.English));

        string[] facts =
        [
            "Name: Pri mlyne\n", "Address: Mlynská 3, Trnava\n", "Now: Tuesday 2026-11-24 12:00, open\n",
            "- Friday 2026-11-27: 11:30-14:30 and 18:00-02:00\n", "- Sunday 2026-11-29: 10:00-24:00\n", "- Monday 2026-11-30: closed\n",
            "- Saturday 2026-12-05: closed (A wedding.)\n", "- Bean soup: 5.00 EUR; allergens: not stated; vegetarian\n",
            "- Clear beef broth: 4.20 EUR; allergens: eggs, celery\n", "Languages spoken here: sk, en\n", "Language: en (en-US)\n",
        ];
        Assert.All(facts, fact => Assert.Contains(fact, prompt, StringComparison.Ordinal));
    }

    [Fact]
    public void Neither_the_callers_number_nor_the_persons_nor_the_call_goes_to_the_model()
    {
        var turn = Turns.Said("put me through", Language.English);
        var request = Mind(Staffed()).Request(turn);
        Assert.All(request.Messages, message => Assert.DoesNotContain("+421", message.Content, StringComparison.Ordinal));
        Assert.All(request.Messages, message => Assert.DoesNotContain(turn.CallId, message.Content, StringComparison.Ordinal));
    }

    [Fact]
    public void The_latest_exchanges_go_along_and_no_more()
    {
        var history = Enumerable.Range(1, 30).Select(i => new Exchange($"heard {i}", $"said {i}")).ToArray();
        var messages = Mind(House.With()).Request(Turns.Said("and now", Language.English, history: history)).Messages;

        Assert.Equal(1 + 2 * 12 + 1, messages.Count);
        Assert.Equal(("system", "user", "assistant"), (messages[0].Role, messages[1].Role, messages[2].Role));
        Assert.Equal(("heard 19", "said 30", "and now"), (messages[1].Content, messages[^2].Content, messages[^1].Content));
    }

    [Fact]
    public void A_transfer_is_only_offered_where_there_is_someone_to_transfer_to()
    {
        var turn = Turns.Said("hello", Language.English);
        Assert.Equal(["end_call"], Mind(House.With()).Request(turn).Tools.Select(tool => tool.Name));
        Assert.Equal(["transfer_call", "end_call"], Mind(Staffed()).Request(turn).Tools.Select(tool => tool.Name));
    }

    [Fact]
    public void A_transfer_is_announced_in_our_own_words()
    {
        var turn = Turns.Said("I want the boss", Language.English);
        Assert.Equal((Phrases.For(Language.English).Transfer, Then.Transfer), Decided(turn, Called("transfer_call", "Connecting you now!")));
    }

    [Fact]
    public void The_model_may_end_the_call_with_words_of_its_own_or_ours()
    {
        var turn = Turns.Said("that was all I wanted", Language.English);
        Assert.Equal(("Have a lovely evening!", Then.HangUp), Decided(turn, Called("end_call", "Have a lovely evening!")));
        Assert.Equal((Phrases.For(Language.English).Goodbye, Then.HangUp), Decided(turn, Called("end_call", "")));
    }

    [Fact]
    public void A_tool_that_does_not_exist_does_nothing_and_is_kept()
    {
        var thought = ModelMind.Decide(Turns.Said("hello", Language.English), Called("delete_everything", "Done."));
        Assert.Equal(("Done.", Then.Listen, "generic", "model"), (thought.Text, thought.Then, thought.Intent, thought.Source));
        Assert.Equal("""[{"name":"delete_everything","arguments":"{}"}]""", thought.ToolCalls);
    }

    [Fact]
    public void An_answer_that_ran_out_of_tokens_ends_with_its_last_whole_sentence()
    {
        var answer = new ChatAnswer("We have goulash. It costs twelve euros and", [], "length", Usage: null, RequestId: null);
        Assert.Equal("We have goulash.", ModelMind.Decide(Turns.Said("hello", Language.English), answer).Text);
    }

    private static RestaurantProfile Staffed() => House.With(file => file["transfer_number"] = "+421212345678");

    private ModelMind Mind(RestaurantProfile house) => new(neverAsked, "gpt-6-luna", "none", TimeSpan.FromSeconds(8), house);

    private string Prompt(RestaurantProfile house, TurnContext turn) => Mind(house).Request(turn).Messages[0].Content!;

    private static ChatAnswer Called(string tool, string text) =>
        new(text, [new ChatToolCall("call_1", tool, "{}")], "tool_calls", Usage: null, RequestId: null);

    private static (string Text, Then Then) Decided(TurnContext turn, ChatAnswer answer)
    {
        var thought = ModelMind.Decide(turn, answer);
        return (thought.Text, thought.Then);
    }
}
