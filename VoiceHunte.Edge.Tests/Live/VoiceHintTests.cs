using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>What a voice that is known does for its guest, from the first yes to the name in the next call.</summary>
public sealed class VoiceHintTests
{
    private const string Hints = "SELECT coalesce(voice_hint, 'NULL') FROM turns ORDER BY id";
    private const string Wish = "A table for two tomorrow at seven in the evening, please.";

    [Fact]
    public async Task A_voice_grows_over_calls_until_it_is_known_and_its_name_is_offered_for_a_yes()
    {
        await using var story = await VoiceStory.RingAsync();
        await story.BookAsync();
        await story.TalkAsync("Yes.");
        for (var calls = 0; story.Sql("SELECT '' FROM voice_profiles WHERE speech_ms >= 20000").Count == 0; calls++)
        {
            Assert.True(calls < 4, string.Join(' ', story.Sql("SELECT speech_ms || '' FROM voice_profiles")));
            await story.TalkAsync("Thank you, and how is the weather over there?", voice: calls % 2 == 0 ? "m3-1" : "m3-2");
            await GrownAsync(story);
            await story.ReturnAsync();
            // Who it is the number suggests, and the yes is the caller's.
            await story.TalkAsync(Wish);
            await story.TalkAsync("Yes.");
        }

        await story.EndAsync();
        await story.ReturnAsync();
        var readBack = await story.TalkAsync(Wish, voice: "m3-2");
        Assert.StartsWith($"{Phrases.For(Language.English).IsThis(VoiceStory.Name)} ", readBack, StringComparison.Ordinal);
        Assert.Equal("likely", story.Sql(Hints)[^1]);
        Assert.InRange(double.Parse(story.Sql("SELECT voice_score || '' FROM turns ORDER BY id DESC LIMIT 1")[0], System.Globalization.CultureInfo.InvariantCulture), 0.45, 1);
        await story.EndAsync();
    }

    [Fact]
    public async Task A_guest_that_is_known_is_not_asked_for_their_name_nor_for_how_many_they_always_are()
    {
        await using var story = await VoiceStory.RingAsync();
        Database.Write(story.House.House.DataDir, string.Join(';', Enumerable.Range(1, 2).Select(day => $"""
            INSERT INTO reservations (name, starts_at, ends_at, people, phone, status, tables, booking_key, created_at, updated_at)
            VALUES ('Martin', '2026-01-0{day}T18:00:00.000Z', '2026-01-0{day}T20:00:00.000Z', 6, '{StreamStory.Caller}', 'confirmed', '[]', 'k{day}', '2026-01-0{day}T10:00:00.000Z', '2026-01-0{day}T10:00:00.000Z')
            """)));
        await story.KnowAsync("Anna", ["annie-1", "annie-2"]);
        await story.KnowAsync("Martin", ["m3-1", "m3-2"]);

        var readBack = await story.TalkAsync("I would like to book a table tomorrow at seven in the evening.", voice: "m3-2");

        Assert.StartsWith("Is this Martin?", readBack, StringComparison.Ordinal);
        Assert.Contains("six", readBack, StringComparison.Ordinal);
        await story.TalkAsync("Yes.");
        await story.EndAsync();
        Assert.Equal(["6|Martin"], story.Sql("SELECT people || '|' || name FROM reservations WHERE starts_at > '2026-02'"));
    }

    [Fact]
    public async Task A_no_to_the_name_is_a_no_and_another_name_counts()
    {
        await using var story = await VoiceStory.RingAsync();
        await story.KnowAsync("Martin", ["m3-1", "m3-2"]);

        Assert.StartsWith("Is this Martin?", await story.TalkAsync(Wish, voice: "m3-2"), StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", await story.TalkAsync("No, the name is Peter."), StringComparison.Ordinal);
        await story.TalkAsync("Yes.");
        await story.EndAsync();

        Assert.Equal(["Peter"], story.Sql("SELECT name FROM reservations"));
        // What was heard is no part of the voice of somebody whom the caller says they are not.
        Assert.Equal(["24000"], story.Sql("SELECT speech_ms || '' FROM voice_profiles"));
    }

    [Fact]
    public async Task A_stranger_on_the_number_is_asked_their_name_and_told_nothing()
    {
        await using var story = await VoiceStory.RingAsync();
        await story.KnowAsync("Martin", ["m3-1", "m3-2"]);
        Database.Write(story.House.House.DataDir, $"UPDATE customers SET name = 'Martin' WHERE phone = '{StreamStory.Caller}'");

        var answer = await story.TalkAsync(Wish, voice: "f2-1");

        Assert.Equal("unknown", story.Sql(Hints)[^1]);
        Assert.DoesNotContain("Martin", answer, StringComparison.Ordinal);
        Assert.Contains("name", answer, StringComparison.Ordinal);
        await story.EndAsync();
    }

    [Theory]
    [InlineData("another version")]
    [InlineData("too little known")]
    [InlineData("another number")]
    [InlineData("too short")]
    [InlineData("expired")]
    [InlineData("key gone")]
    [InlineData("off")]
    public async Task There_is_no_result_where_there_may_be_none(string why)
    {
        await using var story = await VoiceStory.RingAsync(hint: why == "off" ? "off" : "on");
        await story.House.House.KnowAsync(
            "Martin", ["m3-1", "m3-2"], why == "too little known" ? 19.9 : 24, why == "another number" ? "+421905000111" : StreamStory.Caller, why == "another version" ? "0123" : null);
        if (why == "expired") Database.Write(story.House.House.DataDir, "UPDATE voice_profiles SET expires_at = '2026-01-01T00:00:00.000Z'");
        if (why == "key gone") VoiceStory.Keys(story.House.House).ForEach(File.Delete);
        await story.EndAsync();
        await (why == "off" ? story.RingAgainAsync() : story.ReturnAsync());

        var answer = await story.TalkAsync(Wish, voice: why == "too short" ? null : "m3-2");

        await story.EndAsync();
        Assert.DoesNotContain("Martin", answer, StringComparison.Ordinal);
        Assert.All(story.Sql(Hints), hint => Assert.Equal("NULL", hint));
    }

    [Fact]
    public async Task A_model_that_hears_and_speaks_by_itself_asks_takes_the_yes_and_offers_the_name_in_codes_words()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var talk = await RealtimeTalk.BeginAsync(new() { ["VOICE_HINT"] = "on" }, time: clock);
        talk.Answers(ask => RealtimeReply.Call(
            ask.Number == 1 ? "hold_table" : "book_table", """{"date":null,"time":null,"people":null,"name":null}"""));
        await talk.SayAsync("A table for two tomorrow at seven in the evening, my name is Novak.");
        await HeardAsync(turn: 1, responses: 2);
        await talk.SayAsync("Yes, please.");
        await HeardAsync(turn: 2, responses: 4);

        // No model is asked what a yes to this means.
        await talk.SayAsync("Yes, you may.");
        await HeardAsync(turn: 3, responses: 5);
        await talk.HangUpAsync();
        Assert.Equal([$"Novak|{Phrases.For(Language.English).AskForVoice}"], talk.Sql("SELECT name || '|' || consent_text FROM voice_profiles"));

        var said = talk.Sql("SELECT assistant_text || '|' || source FROM turns ORDER BY turn_id");
        Assert.EndsWith($"{Phrases.For(Language.English).AskForVoice}|model", said[1], StringComparison.Ordinal);
        Assert.Equal($"{Phrases.For(Language.English).VoiceAgreed}|rules", said[2]);
        Assert.Empty(talk.House.OpenAI.Realtime.Rejected);
        Assert.Empty(talk.Session.Errors);

        // All that is said has come before the clock goes on: a model that is silent by it would be given up.
        async Task HeardAsync(int turn, int responses)
        {
            await talk.Session.SentAsync("response.done", times: responses);
            await talk.House.House.UntilAsync($"SELECT count(*) || '' FROM turns WHERE turn_id = {turn} AND assistant_text <> ''", "1");
            while (talk.Sql($"SELECT '' FROM turns WHERE turn_id = {turn} AND heard_text = assistant_text").Count == 0)
            {
                await talk.Line.HearSilenceAsync(1);
                await Moment.PassAsync();
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>The call ends, and what was heard of the guest is on disk.</summary>
    private static async Task GrownAsync(StreamStory story)
    {
        var before = story.Sql("SELECT speech_ms || '' FROM voice_profiles")[0];
        await story.EndAsync();
        await story.House.House.UntilAsync($"SELECT (speech_ms > {before}) || '' FROM voice_profiles", "1");
    }
}
