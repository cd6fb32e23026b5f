using System.Text;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>What the history holds of a whole conversation, by CALL_HISTORY; and that the log never holds any of it.</summary>
public sealed class HistoryModeTests
{
    private const string Words = "SELECT user_text || '|' || coalesce(assistant_text, '') || '|' || coalesce(heard_text, '') || '|' || coalesce(tool_calls, '') || '|' || coalesce(understood, '') FROM turns";

    private static readonly string[] Booking =
        ["I'd like to book a table for two tomorrow at seven in the evening.", "The name is Zachariasz.", "Yes, please.", "Call me on 0900 123 456 if anything changes, the name is Zachariasz.", "Thank you, goodbye."];

    [Theory]
    [InlineData("full", 1)]
    [InlineData("masked", 0)]
    [InlineData("none", 0)]
    public async Task A_booking_is_made_and_the_history_holds_of_its_words_what_the_setting_says(string mode, int named)
    {
        await using var house = await House.OpenAsync(new() { ["CALL_HISTORY"] = mode });
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        foreach (var said in Booking) await call.SayAsync(said);
        await call.HangUpAsync();

        var history = string.Join('\n', house.Sql(Words));
        Assert.Equal(["confirmed|2|Zachariasz|+447700900123"], house.Sql("SELECT status || '|' || people || '|' || name || '|' || phone FROM reservations"));
        Assert.Equal(named == 1, history.Contains("Zachariasz", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(named == 1, history.Contains("123 456", StringComparison.Ordinal));
        Assert.Equal(mode != "none", history.Contains("table for two", StringComparison.Ordinal));
        Assert.Equal(mode == "masked", history.Contains("[name]", StringComparison.Ordinal) && history.Contains("[number]", StringComparison.Ordinal));
        Assert.Equal([$"{Booking.Length}"], house.Sql("SELECT count(*) || '' FROM turns WHERE intent IS NOT NULL OR latency_ms IS NOT NULL"));
        Assert.Equal([mode == "none" ? "NULL" : "+447700900123"], house.Sql("SELECT from_number FROM calls"));
        if (named == 0) Assert.Equal(["NULL"], house.Sql("SELECT coalesce(draft, awaiting_confirmation) FROM calls"));
        Assert.Equal(named == 1, house.Sql("SELECT call_id FROM replies").Count > 0);
        Assert.Equal(["booked"], house.Sql("SELECT outcome FROM calls"));
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("none")]
    public async Task A_restart_in_the_middle_of_a_booking_goes_on_with_it(string mode)
    {
        await using var house = await House.OpenAsync(new() { ["CALL_HISTORY"] = mode });
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        await call.SayAsync(Booking[0]);
        await call.SayAsync(Booking[1]);

        await house.RestartAsync();
        await call.SayAsync(Booking[2]);

        Assert.Equal(["confirmed|2|Zachariasz"], house.Sql("SELECT status || '|' || people || '|' || name FROM reservations"));
        Assert.Equal(3, house.Sql("SELECT turn_id || '' FROM turns").Count);
    }

    [Fact]
    public async Task Silence_stays_silence_and_a_missed_call_missed()
    {
        await using var house = await House.OpenAsync(new() { ["CALL_HISTORY"] = "none" });
        var call = house.Ring("+447700900123");
        await call.StartAsync();
        await call.StaySilentAsync();
        await call.HangUpAsync();

        Assert.Equal([""], house.Sql("SELECT user_text FROM turns"));
        Assert.Equal(["missed"], house.Sql("SELECT outcome FROM calls"));
    }

    [Theory]
    [InlineData("Novák", "to je Novák, pre Nováka", "to je [name], pre [name]")]
    [InlineData("Novák", "Novákovi v novembri", "[name] v novembri")]
    [InlineData("Иванова", "Запишите Иванову Анну", "Запишите [name] Анну")]
    [InlineData("Jana Kováčová", "Jana Kováčová, áno, pani Kováčovej", "[name], áno, pani [name]")]
    [InlineData("Li", "a list of wines", "a list of wines")]
    [InlineData("Jana", "in January", "in January")]
    public void Names_are_hidden_in_their_cases_and_nothing_else_is(string name, string text, string kept) => Assert.Equal(kept, HiddenNames.In(text, [name]));

    [Theory]
    [InlineData("call +421 900 123 456 or 0900123456", "call [number] or [number]")]
    [InlineData("at 19:30 on 28.11.2026 for 4", "at 19:30 on 28.11.2026 for 4")]
    [InlineData("zero nine zero zero one two three", "[number]")]
    public void Numbers_as_long_as_a_telephones_are_hidden(string text, string kept) => Assert.Equal(kept, HiddenNumbers.LongIn(text));

    [Theory]
    [InlineData("full")]
    [InlineData("none")]
    public async Task No_line_of_the_log_says_what_was_said_or_who_said_it(string mode)
    {
        await using var house = await House.OpenAsync(new() { ["CALL_HISTORY"] = mode, ["ENABLE_RECORDING"] = "true" }, transferNumber: null);
        var call = house.Ring("+447700900123");
        var heard = new StringBuilder((await call.StartAsync()).Text);
        foreach (var said in (string[])[.. Booking[..4], "I'd like to speak to a human", "Please tell the chef that the pudding was wonderful, it's Zachariasz"])
            heard.Append(' ').Append((await call.SayAsync(said)).Text);
        await call.HangUpAsync();

        string[] told = ["Zachariasz", "7700900123", "123 456", "pudding", "seven in the evening", .. heard.ToString().Split(['.', '?', '!', ','], StringSplitOptions.TrimEntries).Where(sentence => sentence.Length > 12)];
        Assert.NotEmpty(house.Appliance.Lines.All);
        Assert.All(told, words => Assert.DoesNotContain(house.Appliance.Lines.All, line => line.Contains(words, StringComparison.OrdinalIgnoreCase)));
    }
}
