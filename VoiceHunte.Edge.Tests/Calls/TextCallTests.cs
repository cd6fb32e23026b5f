using System.Text.Json;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Calls in writing, over <c>/agent/text</c>.</summary>
public sealed class TextCallTests
{
    [Fact]
    public async Task A_caller_in_writing_gets_the_same_answer_as_on_the_telephone_and_the_same_rows()
    {
        await using var house = await House.OpenAsync();
        using var caller = new TextCaller(house);
        var call = house.Ring();
        await call.StartAsync();
        var heard = await call.SayAsync("kedy máte otvorené", confidence: null);

        var answer = await caller.SayAsync("kedy máte otvorené");

        Assert.Equal(heard.Text, answer.Said());
        Assert.Equal(("kedy máte otvorené", "sk", "hours_info"), (answer.GetProperty("transcript").GetString(), answer.Language(), answer.GetProperty("intent").GetString()));
        Assert.Empty(answer.Actions());
        Assert.Matches("^CA[0-9a-f]{32}$", caller.CallId);
        Assert.Equal(["text|in-progress|+421900123456|sk"], house.Sql($"SELECT mode, status, from_number, language FROM calls WHERE call_id = '{caller.CallId}'"));
        Assert.Equal(
            house.Sql($"SELECT CAST(turn_id AS TEXT), user_text, intent, assistant_text, source FROM turns WHERE call_id = '{call.CallSid}'"),
            house.Sql($"SELECT CAST(turn_id AS TEXT), user_text, intent, assistant_text, source FROM turns WHERE call_id = '{caller.CallId}'"));
    }

    [Fact]
    public async Task An_answer_has_every_field_also_where_nothing_is_known()
    {
        await using var house = await House.OpenAsync();
        using var caller = new TextCaller(house);

        var answer = await caller.SayAsync("kedy máte otvorené");

        Assert.Equal(
            ["call_id", "transcript", "language", "intent", "entities", "actions", "answer_text", "reservation_id"],
            answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["date", "time", "people", "name", "reservation_id"], answer.GetProperty("entities").EnumerateObject().Select(field => field.Name));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("reservation_id").ValueKind);
    }

    [Fact]
    public async Task A_call_in_writing_goes_on_after_a_restart_and_ends_with_a_goodbye()
    {
        await using var house = await House.OpenAsync();
        string callId;
        using (var before = new TextCaller(house))
        {
            await before.SayAsync("kedy máte otvorené");
            callId = before.CallId!;
        }

        await house.RestartAsync();
        using var caller = new TextCaller(house) { CallId = callId };
        var end = await caller.SayAsync("ďakujem, dovidenia");

        Assert.Equal(["hang_up"], end.Actions());
        Assert.Equal(Phrases.For(Language.Slovak).Goodbye, end.Said());
        Assert.Equal(["completed|1|1|2"], house.Sql(
            "SELECT status, CAST(ended_at IS NOT NULL AS TEXT), CAST(duration_seconds IS NOT NULL AS TEXT), (SELECT CAST(count(*) AS TEXT) FROM turns) FROM calls"));
        await caller.AskAsync($$"""{"text":"haló","call_id":"{{callId}}"}""", 404);
    }

    [Fact]
    public async Task A_call_that_does_not_exist_or_is_on_the_telephone_is_not_found()
    {
        await using var house = await House.OpenAsync();
        using var caller = new TextCaller(house);
        var call = house.Ring();
        await call.StartAsync();

        await caller.AskAsync("""{"text":"haló","call_id":"CA00000000000000000000000000000000"}""", 404);
        await caller.AskAsync($$"""{"text":"haló","call_id":"{{call.CallSid}}"}""", 404);

        Assert.Equal([call.CallSid], house.Sql("SELECT call_id FROM calls"));
    }

    [Fact]
    public async Task Every_bad_field_is_named()
    {
        await using var house = await House.OpenAsync();
        using var caller = new TextCaller(house);

        var problem = await caller.AskAsync("""{"text":7,"language":"de","call_id":"../etc","from":"0900 123"}""", 400);
        var missing = await caller.AskAsync("{}", 400);
        var list = await caller.AskAsync("[]", 400);
        await caller.AskAsync("{", 400);
        await caller.AskAsync("text=hello", 415, "application/x-www-form-urlencoded");

        Assert.Equal(["call_id", "from", "language", "text"], problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
        Assert.Equal("is required", missing.GetProperty("errors").GetProperty("text")[0].GetString());
        Assert.True(list.GetProperty("errors").TryGetProperty("body", out _));
        Assert.Empty(house.Sql("SELECT call_id FROM calls"));
    }

    [Fact]
    public async Task Nothing_written_is_silence_and_the_fourth_ends_the_call()
    {
        await using var house = await House.OpenAsync();
        using var caller = new TextCaller(house);
        var slovak = Phrases.For(Language.Slovak);

        var answers = new List<JsonElement>();
        for (var i = 0; i < 4; i++) answers.Add(await caller.SayAsync(" "));

        Assert.Equal(
            [slovak.AskAgain(1), slovak.AskAgain(2), slovak.OfferKeys(person: false), slovak.GoodbyeAfterSilence], answers.Select(answer => answer.Said()));
        Assert.Equal(["hang_up"], answers[^1].Actions());
    }

    [Fact]
    public async Task A_hidden_caller_has_the_restaurants_language_unless_another_is_named()
    {
        await using var house = await House.OpenAsync();
        using var unnamed = new TextCaller(house, from: null);
        using var named = new TextCaller(house, from: "anonymous", language: "uk");

        await unnamed.SayAsync("");
        var answer = await named.SayAsync("");

        Assert.Equal("uk", answer.Language());
        Assert.Equal(Phrases.For(Language.Ukrainian).AskAgain(1), answer.Said());
        Assert.Empty(house.Sql("SELECT phone FROM customers"));
    }

    [Fact]
    public async Task Without_the_token_nobody_writes_from_outside()
    {
        await using var house = await House.OpenAsync(new() { ["ADMIN_TOKEN"] = "s3cret" });
        using var caller = new TextCaller(house);

        await caller.AskAsync("""{"text":"haló"}""", 401);
    }

    [Fact]
    public async Task A_slow_model_gives_way_to_the_rules_and_no_holding_sentence_is_written()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Always(ChatReply.Text("never").HeldAtTheStart(new Gate()));
        await using var house = await House.OpenAsync(new()
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(), ["HOLDING_SECONDS"] = "0.1", ["TURN_SECONDS"] = "0.3",
        });
        using var caller = new TextCaller(house, "+14155550123");

        var answer = await caller.SayAsync("are you open tomorrow");

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", answer.Said());
        Assert.Equal(["rules"], house.Sql("SELECT source FROM turns"));
    }

    [Fact]
    public async Task The_models_tools_are_among_the_actions()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Always(ChatReply.Calls(("end_call", "{}")));
        await using var house = await House.OpenAsync(new() { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() });
        using var caller = new TextCaller(house, "+14155550123");

        var answer = await caller.SayAsync("that would be everything from my side I suppose");

        Assert.Equal(["end_call", "hang_up"], answer.Actions());
    }
}
