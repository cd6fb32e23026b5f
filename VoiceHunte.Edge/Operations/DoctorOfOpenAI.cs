using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>Asks OpenAI for its models, which costs nothing, and looks up those in use and the day they end.</summary>
internal static class DoctorOfOpenAI
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        if (settings.OpenAI.ApiKey is not { } key)
        {
            report.Warn("openai", "no OPENAI_API_KEY: the agent answers by its own rules, Twilio speaks");
            return;
        }

        using var client = new OpenAIClient(new OpenAIOptions(settings.OpenAI.BaseUrl, key), time, NullLogger<OpenAIClient>.Instance);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var models = await client.ListModelsAsync(patience.Token);
            report.Good("openai", $"{settings.OpenAI.BaseUrl} accepts the key, {models.Count} models");
            CheckModels(settings, models, report, time);
        }
        catch (OpenAIException e)
        {
            report.Fail("openai", $"{settings.OpenAI.BaseUrl}: {e.Message}: check OPENAI_API_KEY and OPENAI_BASE_URL", ExitCode.Unavailable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report.Fail("openai", $"{settings.OpenAI.BaseUrl}: no answer in {Patience.TotalSeconds} s: check the network and OPENAI_BASE_URL", ExitCode.Unavailable);
        }
    }

    private static void CheckModels(EdgeSettings settings, IReadOnlyList<ModelInfo> models, DoctorReport report, TimeProvider time)
    {
        var calendar = new ModelCalendar(time);
        calendar.Learn(models);
        if (models.Count == 0) report.Warn("openai", "it lists no models: nobody can say whether it has those that are set");
        foreach (var standing in ModelStanding.Of(settings.OpenAI, calendar, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)))
            CheckModel(standing, models, IsNeeded(standing.Setting, settings), report);
    }

    private static void CheckModel(ModelStanding standing, IReadOnlyList<ModelInfo> models, bool isNeeded, DoctorReport report)
    {
        var isMissing = models.Count > 0 && models.All(model => model.Id != standing.Model);
        if (standing is { HasEnded: true, IsSucceeded: true }) report.Warn("openai", standing.Finding!);
        else if (standing.HasEnded) report.Fail("openai", standing.Finding!, ExitCode.Configuration);
        else if (isMissing && isNeeded) report.Fail("openai", $"{standing.Name} is not among them: choose one that is", ExitCode.Configuration);
        else if (isMissing) report.Warn("openai", $"{standing.Name} is not among them: choose one that is before CALL_MODE=stream");
        else if (standing.EndsSoon) report.Warn("openai", standing.Finding!);
        else report.Good("openai", standing.Name);
    }

    // A gateway that holds calls by text need not have what only live calls would ask for.
    private static bool IsNeeded(string setting, EdgeSettings settings) =>
        settings.Call.Mode == CallMode.Stream || (setting != SettingsTable.OpenAIRealtimeModel.Name && setting != SettingsTable.OpenAILiveSttModel.Name);
}
