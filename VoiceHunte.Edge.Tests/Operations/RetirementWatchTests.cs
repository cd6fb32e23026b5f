using System.Text.Json;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>What the operator sees of models that end: in the log, at /ready and at /metrics. The day is 24 November 2026.</summary>
public sealed class RetirementWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private readonly WatchedClock clock = new();
    private OpenAIStandIn openAI = null!;
    private RunningAppliance edge = null!;

    public async ValueTask InitializeAsync() => openAI = await OpenAIStandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (edge is not null) await edge.DisposeAsync();
        await openAI.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_model_that_ends_within_90_days_is_warned_of_once_a_day()
    {
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook);

        var warning = Assert.Single(edge.Lines.At(LogLevel.Warning));
        Assert.Equal("OPENAI_TTS_MODEL=tts-1 ends on 2027-01-06, in 43 days: gpt-realtime-2.1-mini is used from then on", warning);

        await LookAsync(Day);

        Assert.Equal(2, edge.Lines.At(LogLevel.Warning).Count());
        Assert.Contains("in 42 days", edge.Lines.At(LogLevel.Warning).Last(), StringComparison.Ordinal);
        Assert.Equal(2, openAI.ModelList.Requests.Count);
    }

    [Fact]
    public async Task A_model_with_more_time_than_that_is_not_spoken_of()
    {
        openAI.Models["tts-1"] = "2027-02-23";
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook);
        Assert.Empty(edge.Lines.At(LogLevel.Warning));

        await LookAsync(Day);

        Assert.Contains("in 90 days", Assert.Single(edge.Lines.At(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_its_day_the_log_says_who_succeeded_and_no_longer_warns()
    {
        openAI.Models["tts-1"] = "2026-11-25";
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook);
        await LookAsync(Day);

        Assert.Single(edge.Lines.At(LogLevel.Warning));
        Assert.Contains("OPENAI_TTS_MODEL=tts-1 ended on 2026-11-25: gpt-realtime-2.1-mini is used in its place", edge.Lines.At(LogLevel.Information));
        Assert.Empty(edge.Lines.At(LogLevel.Error));
    }

    [Fact]
    public async Task Past_its_day_without_a_successor_is_an_error_that_says_what_to_do()
    {
        openAI.Models["gpt-6-luna"] = "2026-11-24";
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook);

        Assert.Equal("OPENAI_CHAT_MODEL=gpt-6-luna ended on 2026-11-24 and no successor is known: choose another", Assert.Single(edge.Lines.At(LogLevel.Error)));
    }

    [Fact]
    public async Task While_the_list_is_not_to_be_had_the_table_is_told_and_the_list_asked_for_again_in_an_hour()
    {
        openAI.ModelList.Next(OpenAIReply.Fails(401, "invalid_request_error", "invalid_api_key"));
        openAI.Models["gpt-6-luna"] = "2026-12-01";
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook, then: Hour);

        Assert.Single(edge.Lines.At(LogLevel.Warning), line => line.StartsWith("OPENAI_TTS_MODEL=tts-1 ends", StringComparison.Ordinal));
        Assert.DoesNotContain(edge.Lines.At(LogLevel.Warning), line => line.Contains("gpt-6-luna", StringComparison.Ordinal));

        await LookAsync(Hour);

        Assert.Single(edge.Lines.At(LogLevel.Warning), line => line.StartsWith("OPENAI_CHAT_MODEL=gpt-6-luna ends on 2026-12-01, in 7 days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_such_a_list_is_asked_no_oftener_than_once_a_day()
    {
        openAI.ModelList.Always(OpenAIReply.Fails(404, "invalid_request_error", "unknown_url"));
        await StartAsync();
        await LookAsync(RetirementWatch.FirstLook);
        await LookAsync(Day);

        Assert.Equal(2, openAI.ModelList.Requests.Count);
        Assert.Equal(2, edge.Lines.At(LogLevel.Warning).Count(line => line.StartsWith("OPENAI_TTS_MODEL=tts-1 ends", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Readiness_warns_and_stays_ready_without_asking_anybody()
    {
        await StartAsync(("OPENAI_LIVE_STT_MODEL", "whisper-1"));
        clock.SetUtcNow(new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.Zero));

        using var answer = await http.GetAsync(new Uri(edge.Url, "/ready"), TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
        var report = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var check = report.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "models");
        Assert.True(check.GetProperty("ok").GetBoolean());
        Assert.Equal(
            "warning: OPENAI_TTS_MODEL=tts-1 ended on 2027-01-06: gpt-realtime-2.1-mini is used in its place; "
            + "OPENAI_LIVE_STT_MODEL=whisper-1 ends on 2027-02-26: gpt-live-transcribe is used from then on",
            check.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_days_that_a_model_has_left_are_a_metric()
    {
        openAI.Models["gpt-6-luna"] = "2026-11-22";
        await StartAsync(("OPENAI_STT_MODEL", "our-own"));
        await LookAsync(RetirementWatch.FirstLook);

        var read = await MetricsRead.OfAsync(edge.Url, http);

        Assert.Equal(43 * 86_400, read["""voicehunte_model_time_left_seconds{model="tts-1",setting="OPENAI_TTS_MODEL"}"""]);
        Assert.Equal(-2 * 86_400, read["""voicehunte_model_time_left_seconds{model="gpt-6-luna",setting="OPENAI_CHAT_MODEL"}"""]);
        Assert.Equal(2, read.Under("voicehunte_model_time_left_seconds").Count());
    }

    [Fact]
    public async Task Without_a_key_nobody_watches()
    {
        edge = await RunningAppliance.StartAsync(folder.Path, time: clock);
        clock.Advance(Day);

        var read = await MetricsRead.OfAsync(edge.Url, http);

        Assert.Empty(read.Under("voicehunte_model_time_left_seconds"));
        Assert.Empty(edge.Lines.At(LogLevel.Warning));
        Assert.Empty(openAI.ModelList.Requests);
    }

    private async Task StartAsync(params (string Name, string Value)[] more)
    {
        var settings = more.ToDictionary(s => s.Name, s => s.Value);
        settings["OPENAI_API_KEY"] = OpenAIStandIn.Key;
        settings["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString();
        var waiting = clock.WaitBetween(RetirementWatch.FirstLook, RetirementWatch.FirstLook);
        edge = await RunningAppliance.StartAsync(folder.Path, settings, time: clock);
        await waiting;
    }

    /// <summary>The clock goes on to the watch's next look, and the look is over.</summary>
    /// <param name="then">How long it waits after that; a day unless told otherwise.</param>
    private async Task LookAsync(TimeSpan after, TimeSpan? then = null)
    {
        var waiting = clock.WaitBetween(then ?? Day, then ?? Day);
        clock.Advance(after);
        await waiting;
    }
}
