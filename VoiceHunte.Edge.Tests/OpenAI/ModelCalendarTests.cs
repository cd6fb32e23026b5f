using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class ModelCalendarTests
{
    private readonly WatchedClock clock = new();
    private readonly ModelCalendar calendar;

    public ModelCalendarTests() => calendar = new ModelCalendar(clock);

    [Theory]
    [InlineData("tts-1", "2027-01-06", "gpt-realtime-2.1-mini")]
    [InlineData("gpt-4o-mini-tts-2025-12-15", "2027-01-06", "gpt-realtime-2.1-mini")]
    [InlineData("gpt-4o-mini", "2027-01-14", "gpt-6-luna")]
    [InlineData("gpt-4o-2024-08-06", "2027-01-14", "gpt-6-luna")]
    [InlineData("gpt-realtime", "2027-01-20", "gpt-realtime-2.1")]
    [InlineData("gpt-realtime-mini-2025-12-15", "2027-01-20", "gpt-realtime-2.1-mini")]
    [InlineData("whisper-1", "2027-02-26", "gpt-transcribe")]
    [InlineData("gpt-4o-mini-transcribe-2025-12-15", "2027-02-26", "gpt-transcribe")]
    [InlineData("gpt-5-mini", "2026-12-11", "gpt-6.1-terra")]
    public void A_model_is_used_until_the_day_of_its_end_and_its_successor_from_then_on(string model, string ends, string successor)
    {
        var day = DateOnly.Parse(ends, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new ModelEnd(model, day, successor), calendar.EndOf(model));

        clock.SetUtcNow(new DateTimeOffset(day.AddDays(-1), new TimeOnly(23, 59, 59), TimeSpan.Zero));
        Assert.Equal((model, false), (calendar.InUse(model), calendar.HasEnded(model)));

        clock.SetUtcNow(new DateTimeOffset(day, default, TimeSpan.Zero));
        Assert.Equal((successor, true), (calendar.InUse(model), calendar.HasEnded(model)));
    }

    [Theory]
    [InlineData("gpt-6-luna")]
    [InlineData("gpt-realtime-1.5")]
    [InlineData("gpt-4o-audio-of-our-own")]
    [InlineData("-2025-12-15")]
    [InlineData("")]
    public void A_model_that_nobody_knows_just_passes(string model)
    {
        clock.Advance(TimeSpan.FromDays(3650));

        Assert.Null(calendar.EndOf(model));
        Assert.Equal(model, calendar.InUse(model));
    }

    [Fact]
    public void The_day_that_the_list_names_wins_over_the_table()
    {
        calendar.Learn([new ModelInfo("tts-1", new DateOnly(2026, 11, 25)), new ModelInfo("gpt-4o", new DateOnly(2028, 1, 1)), new ModelInfo("whisper-1", null)]);

        clock.SetUtcNow(new DateTimeOffset(2027, 1, 14, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal("gpt-realtime-2.1-mini", calendar.InUse("tts-1"));
        Assert.Equal(new ModelEnd("gpt-4o", new DateOnly(2028, 1, 1), "gpt-6-luna"), calendar.EndOf("gpt-4o"));
        Assert.Equal("gpt-4o", calendar.InUse("gpt-4o"));
        Assert.Equal(new DateOnly(2027, 2, 26), calendar.EndOf("whisper-1")?.Ends);
    }

    [Fact]
    public void A_day_that_the_list_takes_back_is_the_table_s_again()
    {
        calendar.Learn([new ModelInfo("tts-1", new DateOnly(2026, 11, 1))]);
        calendar.Learn([new ModelInfo("tts-1", null)]);

        Assert.Equal("tts-1", calendar.InUse("tts-1"));
    }

    [Fact]
    public void A_model_that_ends_without_a_known_successor_stays_itself()
    {
        calendar.Learn([new ModelInfo("gpt-6-luna", new DateOnly(2026, 11, 1))]);

        Assert.True(calendar.HasEnded("gpt-6-luna"));
        Assert.Equal(new ModelEnd("gpt-6-luna", new DateOnly(2026, 11, 1), null), calendar.EndOf("gpt-6-luna"));
        Assert.Equal("gpt-6-luna", calendar.InUse("gpt-6-luna"));
    }

    [Fact]
    public void What_an_endpoint_calls_gone_is_gone_before_its_day_and_whatever_the_list_says_later()
    {
        Assert.True(calendar.Gone("tts-1"));
        Assert.False(calendar.Gone("tts-1"));
        calendar.Learn([new ModelInfo("tts-1", new DateOnly(2030, 1, 1))]);

        Assert.Equal("gpt-realtime-2.1-mini", calendar.InUse("tts-1"));
        Assert.Equal(new DateOnly(2026, 11, 24), calendar.EndOf("tts-1")?.Ends);
        Assert.Equal("tts-1-hd", calendar.InUse("tts-1-hd"));
    }

    [Fact]
    public void A_gone_model_that_nobody_knows_has_ended_and_stays_itself()
    {
        calendar.Gone("our-own");

        Assert.True(calendar.HasEnded("our-own"));
        Assert.Equal("our-own", calendar.InUse("our-own"));
    }

    [Fact]
    public void A_transcriber_in_a_live_session_is_succeeded_by_the_live_one()
    {
        clock.SetUtcNow(new DateTimeOffset(2027, 2, 26, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal("gpt-live-transcribe", calendar.InUseLive("whisper-1"));
        Assert.Equal("gpt-live-transcribe", calendar.InUseLive("gpt-live-transcribe"));
        Assert.Equal("gpt-transcribe", calendar.InUseLive("gpt-transcribe"));
    }

    [Fact]
    public void Every_successor_in_the_table_outlives_whom_it_succeeds()
    {
        clock.Advance(TimeSpan.FromDays(3650));

        Assert.All(ModelTable.All, end => Assert.False(calendar.HasEnded(calendar.InUse(end.Model))));
    }

    [Fact]
    public void The_list_may_be_learned_while_models_are_asked_for()
    {
        Parallel.For(0, 2000, i =>
        {
            calendar.Learn([new ModelInfo("gpt-6-luna", new DateOnly(2026, 11, 1).AddDays(i % 60))]);
            if (i % 100 == 0) calendar.Gone($"model-{i}");
            Assert.Equal("gpt-6-luna", calendar.InUse("gpt-6-luna"));
            Assert.Equal("tts-1", calendar.InUse("tts-1"));
        });
    }
}
