using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Restaurant;

namespace VoiceHunte.Edge.Tests.Agent;

public sealed class ModelMindTests
{
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
    public void The_model_is_told_what_the_rules_understood()
    {
        var turn = Turns.Said("yes please", Language.English, Turns.Noon, new Exchange("…", "Is that right?")) with
        {
            Draft = new Draft { Goal = Intents.CreateReservation, Date = new DateOnly(2026, 11, 27), Time = new TimeOnly(19, 30), People = 4, Name = "Lee", Asked = Questions.Confirm },
        };
        var prompt = new ModelMessages(House.With()).For(turn, turn.Draft)[0].Content!;
        Assert.Contains("Wish: create_reservation; asked last: confirm\nDate: 2026-11-27; time: 19:30; people: 4; name: Lee\n", prompt, StringComparison.Ordinal);
        Assert.Contains("answer yes\n", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_callers_number_nor_the_persons_nor_the_call_goes_to_the_model()
    {
        var turn = Turns.Said("put me through", Language.English) with { From = "+421900123456" };
        var messages = new ModelMessages(House.With(file => file["transfer_number"] = "+421212345678")).For(turn, turn.Draft);
        Assert.All(messages, message => Assert.DoesNotContain("+421", message.Content, StringComparison.Ordinal));
        Assert.All(messages, message => Assert.DoesNotContain(turn.CallId, message.Content, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "understanding", 25)]
    [InlineData("ru", "понимание", 25)]
    public void The_latest_exchanges_go_along_as_many_as_the_budget_of_tokens_holds(string language, string word, int fewest)
    {
        var sentence = string.Join(' ', Enumerable.Repeat(word, 20));
        var history = Enumerable.Range(1, 60).Select(i => new Exchange($"{sentence} {i}", $"said {i}")).ToArray();
        var messages = new ModelMessages(House.With()).For(Turns.Said("and now", Language.Find(language)!, history: history), Draft.Empty);

        Assert.InRange(messages.Count, 1 + 2 * fewest, 2 * 60);
        Assert.Equal(("system", "user", "assistant"), (messages[0].Role, messages[1].Role, messages[2].Role));
        Assert.Equal(("said 60", "and now"), (messages[^2].Content, messages[^1].Content));
    }

    [Fact]
    public void A_menu_too_long_for_the_prompt_is_left_to_the_menu_tool()
    {
        var dishes = new JsonArray([.. Enumerable.Range(1, 100).Select(i => new JsonObject { ["name"] = $"Dish {i}", ["price"] = 5 })]);
        var house = House.With(file => file["menu"]!["sections"] = new JsonArray(new JsonObject { ["name"] = "All", ["dishes"] = dishes }));
        var prompt = Prompt(house, Turns.Said("hello", Language.English));
        Assert.DoesNotContain("Dish 7", prompt, StringComparison.Ordinal);
        Assert.Contains("look it up with answer_menu", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_tool_is_strict_and_asks_for_all_of_its_properties() => Assert.All(ModelToolbox.All, tool =>
    {
        var schema = JsonElement.Parse(tool.ParametersJson);
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(
            schema.GetProperty("properties").EnumerateObject().Select(property => property.Name),
            schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    });

    private static string Prompt(RestaurantProfile house, TurnContext turn) => new ModelMessages(house).For(turn, turn.Draft)[0].Content!;
}
