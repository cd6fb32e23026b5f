using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>What the doctor says of models that end, on the day that a test chooses.</summary>
public sealed class DoctorOfOpenAITests : IAsyncLifetime
{
    private readonly WatchedClock clock = new();
    private OpenAIStandIn openAI = null!;

    public async ValueTask InitializeAsync()
    {
        openAI = await OpenAIStandIn.StartAsync();
        foreach (var model in new[] { "gpt-realtime-2.1-mini", "gpt-live-transcribe" }) openAI.Models[model] = null;
    }

    public ValueTask DisposeAsync() => openAI.DisposeAsync();

    [Fact]
    public async Task A_model_that_ends_soon_is_a_warning_with_its_day_and_its_successor()
    {
        var (exitCode, findings) = await ExamineAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("warn  openai      OPENAI_TTS_MODEL=tts-1 ends on 2027-01-06: gpt-realtime-2.1-mini is used from then on", findings);
        Assert.Contains("ok    openai      OPENAI_LIVE_STT_MODEL=gpt-live-transcribe", findings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_model_that_has_ended_is_a_warning_where_its_successor_is_used_on_the_list_or_not(bool isListed)
    {
        clock.SetUtcNow(new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.Zero));
        if (!isListed) openAI.Models.Remove("tts-1");

        var (exitCode, findings) = await ExamineAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("warn  openai      OPENAI_TTS_MODEL=tts-1 ended on 2027-01-06: gpt-realtime-2.1-mini is used in its place", findings);
    }

    [Fact]
    public async Task A_model_that_has_ended_without_a_successor_is_a_failure()
    {
        openAI.Models["gpt-6-luna"] = "2026-11-24";

        var (exitCode, findings) = await ExamineAsync();

        Assert.Equal(78, exitCode);
        Assert.Contains("FAIL  openai      OPENAI_CHAT_MODEL=gpt-6-luna ended on 2026-11-24: choose another", findings);
    }

    [Fact]
    public async Task A_model_that_is_not_listed_is_a_failure_where_calls_need_it_and_a_warning_where_they_do_not()
    {
        openAI.Models.Remove("gpt-realtime-2.1-mini");

        var (exitCode, findings) = await ExamineAsync(("OPENAI_CHAT_MODEL", "gpt-6-lunar"));

        Assert.Equal(78, exitCode);
        Assert.Contains("FAIL  openai      OPENAI_CHAT_MODEL=gpt-6-lunar is not among them: choose one that is", findings);
        Assert.Contains(findings, line => line.StartsWith("warn  openai      OPENAI_REALTIME_MODEL=gpt-realtime-2.1-mini is not among them", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_listed_model_that_nobody_knows_just_passes()
    {
        openAI.Models["our-own"] = null;

        var (exitCode, findings) = await ExamineAsync(("OPENAI_CHAT_MODEL", "our-own"));

        Assert.Equal(0, exitCode);
        Assert.Contains("ok    openai      OPENAI_CHAT_MODEL=our-own", findings);
    }

    [Fact]
    public async Task A_gateway_that_lists_nothing_is_one_warning_and_no_failure()
    {
        openAI.Models.Clear();

        var (exitCode, findings) = await ExamineAsync(("OPENAI_TTS_MODEL", "our-own"));

        Assert.Equal(0, exitCode);
        Assert.Single(findings, line => line.StartsWith("warn", StringComparison.Ordinal));
    }

    private async Task<(int ExitCode, string[] Findings)> ExamineAsync(params (string Name, string Value)[] more)
    {
        var variables = more.ToDictionary(s => s.Name, s => s.Value);
        variables["OPENAI_API_KEY"] = OpenAIStandIn.Key;
        variables["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString();
        var settings = SettingsLoader.Load(new SettingsSource(variables, new Dictionary<string, string>()), null, []).Settings;
        var findings = new List<string>();
        var report = new DoctorReport(line => findings.Add($"{line.Verdict,-4}  {line.Part,-10}  {line.Finding}"));
        await DoctorOfOpenAI.CheckAsync(settings, report, clock, TestContext.Current.CancellationToken);
        return (report.ExitCode, [.. findings]);
    }
}
