using System.Net.Http.Headers;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>What calls use is in the database, once, with its price.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(openAI.Rejected);
        await openAI.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_of_the_model_is_a_row_of_its_call_and_turn_with_cached_tokens_apart()
    {
        await using var house = await OpenAsync();
        var call = await house.GreetedAsync();

        await call.SayAsync(MoneyHouse.Hours);
        await call.SayAsync(MoneyHouse.Soup);

        // 54 at 0.10, 256 at 0.01 and 12 at 0.50 dollars a million.
        var row = """chat|gpt-6-luna|{"prompt_tokens":54,"cached_tokens":256,"completion_tokens":12}|14""";
        Assert.Equal(openAI.Chat.Requests.Count, house.Used(call.CallSid).Count);
        Assert.All(house.Used(call.CallSid), used => Assert.Equal(row, used));
        Assert.Contains("2", house.Sql("SELECT CAST(turn_id AS TEXT) FROM usage"));
    }

    [Fact]
    public async Task A_successor_is_paid_by_its_own_name()
    {
        openAI.Chat.Always(request => request.GetProperty("model").GetString() == "gpt-4o-mini"
            ? OpenAIReply.Fails(404, "invalid_request_error", "model_not_found")
            : ChatReply.Text("Garlic soup."));
        await using var house = await OpenAsync(("OPENAI_CHAT_MODEL", "gpt-4o-mini"), ("OPENAI_REASONING_EFFORT", "off"));
        var call = await house.GreetedAsync();

        await call.SayAsync(MoneyHouse.Soup);

        Assert.StartsWith("chat|gpt-6-luna|", Assert.Single(house.Used(call.CallSid)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_in_no_list_is_unpriced_and_never_free()
    {
        await using var house = await OpenAsync(("OPENAI_CHAT_MODEL", "our-own-model"), ("OPENAI_REASONING_EFFORT", "off"), ("DAILY_BUDGET_USD", "0.01"));
        var call = await house.GreetedAsync();

        await call.SayAsync(MoneyHouse.Soup);

        Assert.EndsWith("|unpriced", Assert.Single(house.Used(call.CallSid)), StringComparison.Ordinal);
        Assert.Equal(["our-own-model"], house.Sql("SELECT model FROM usage WHERE cost_micro_usd IS NULL"));
    }

    [Fact]
    public async Task Speech_is_paid_by_the_character_and_the_same_sentence_once()
    {
        await using var house = await OpenAsync(("CALL_VOICE", "openai"));

        var first = await house.GreetedAsync();
        var second = await house.GreetedAsync("+14155550124");

        var length = Assert.Single(openAI.Speech.Requests).Json.GetProperty("input").GetString()!.Length;
        Assert.Equal([$$"""speech|tts-1|{"characters":{{length}}}|{{length * 15}}"""], house.Used(first.CallSid));
        Assert.Empty(house.Used(second.CallSid));
    }

    [Fact]
    public async Task What_is_spoken_after_the_caller_was_on_hold_is_of_the_turn_that_it_answers()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("The soup is garlic soup.").HeldAtTheStart(gate));
        await using var house = await OpenAsync(("CALL_VOICE", "openai"), ("HOLDING_SECONDS", "0.2"));
        var call = await house.GreetedAsync();

        var saying = call.SayAsync(MoneyHouse.Soup);
        // The holding sentence is spoken, and written down.
        await house.UntilAsync(() => house.Sql("SELECT kind FROM usage").Count == 2);
        gate.Open();
        await saying;

        Assert.Equal(
            ["NULL|speech", "1|speech", "1|chat", "1|speech"],
            house.Sql("SELECT CAST(turn_id AS TEXT), kind FROM usage ORDER BY id"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recording_is_paid_by_its_length_and_is_its_calls_be_it_the_first_of_it(bool isFirst)
    {
        await using var house = await OpenAsync();
        using var caller = new TextCaller(house);
        if (!isFirst) await caller.SayAsync(MoneyHouse.Hours);

        await SendRecordingAsync(house, caller.CallId);

        // 3 s at 0.0045 dollars a minute.
        var call = Assert.Single(house.Sql("SELECT call_id FROM calls"));
        Assert.Equal(["""transcription|gpt-transcribe|{"milliseconds":3000}|225"""], house.Used(call, "kind = 'transcription'"));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public async Task Twilio_bills_each_begun_minute_once_although_the_end_is_told_twice(int seconds, int? minutes)
    {
        await using var house = await House.OpenAsync();
        var call = await house.GreetedAsync();

        await Task.WhenAll(call.HangUpAsync(seconds), call.HangUpAsync(seconds));
        await call.HangUpAsync(seconds);

        List<string> rows = minutes is { } whole ? [$$"""telephony|twilio-voice|{"milliseconds":{{whole * 60_000}}}|{{whole * 8_500}}"""] : [];
        Assert.Equal(rows, house.Used(call.CallSid));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Minutes_of_ConversationRelay_are_billed_beside_the_line_also_over_a_restart(bool restarts)
    {
        await using var house = await House.OpenAsync(new() { ["CALL_MODE"] = "relay" });
        var call = house.Ring();
        var (_, line) = await RelayLine.StartAsync(house.Appliance.Url, call);
        await line.DisposeAsync();

        if (restarts) await house.RestartAsync();
        await call.HangUpAsync(100);
        await call.HangUpAsync(100);

        Assert.Equal(
            ["""telephony|twilio-voice|{"milliseconds":120000}|17000""", """telephony|twilio-relay|{"milliseconds":120000}|140000"""],
            house.Used(call.CallSid));
    }

    [Fact]
    public async Task Two_calls_at_once_pay_each_for_its_own()
    {
        var gate = new Gate();
        openAI.Chat.Always(ChatReply.Text("Garlic soup.").HeldAtTheStart(gate));
        await using var house = await OpenAsync();
        var (first, second) = (await house.GreetedAsync(), await house.GreetedAsync("+14155550124"));

        Task[] saying = [first.SayAsync(MoneyHouse.Soup), second.SayAsync(MoneyHouse.Soup)];
        await house.UntilAsync(() => openAI.Chat.Requests.Count == 2);
        gate.Open();
        await Task.WhenAll(saying);

        Assert.Equal(["1", "1"], house.Sql("SELECT CAST(turn_id AS TEXT) FROM usage"));
        Assert.Single(house.Used(first.CallSid));
        Assert.Single(house.Used(second.CallSid));
    }

    private static async Task SendRecordingAsync(House house, string? callId)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent("RIFF····WAVEfmt "u8.ToArray()) { Headers = { ContentType = MediaTypeHeaderValue.Parse("audio/wav") } }, "file", "speech.wav");
        if (callId is not null) form.Add(new StringContent(callId), "call_id");
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(house.Appliance.Url, "/agent/audio"), form, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private Task<House> OpenAsync(params (string Name, string Value)[] more) => House.OpenAsync(MoneyHouse.Settings(openAI, more));
}
