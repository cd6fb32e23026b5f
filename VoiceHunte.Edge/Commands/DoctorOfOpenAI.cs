using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary>Asks OpenAI for its models, which costs nothing, and looks up those in use and the day they end.</summary>
internal static class DoctorOfOpenAI
{
    // A model that ends sooner is worth a warning now.
    private const int SoonDays = 90;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.OpenAI.ApiKey is not { } key)
        {
            report.Warn("openai", "no OPENAI_API_KEY: the agent answers by its own rules, Twilio speaks");
            return;
        }

        using var client = new OpenAIClient(new OpenAIOptions(settings.OpenAI.BaseUrl, key), TimeProvider.System, NullLogger<OpenAIClient>.Instance);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var models = await client.ListModelsAsync(patience.Token);
            report.Good("openai", $"{settings.OpenAI.BaseUrl} accepts the key, {models.Count} models");
            CheckModel("OPENAI_CHAT_MODEL", settings.OpenAI.ChatModel, models, report);
            CheckModel("OPENAI_TTS_MODEL", settings.OpenAI.TtsModel, models, report);
            CheckModel("OPENAI_STT_MODEL", settings.OpenAI.SttModel, models, report);
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

    private static void CheckModel(string setting, string model, IReadOnlyList<ModelInfo> models, DoctorReport report)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        switch (models.FirstOrDefault(m => m.Id == model))
        {
            case null:
                report.Fail("openai", $"{setting}={model} is not among them: choose one that is", ExitCode.Configuration);
                break;
            case { ShutdownDate: { } end } when end <= today:
                report.Fail("openai", $"{setting}={model} ended on {end:yyyy-MM-dd}: choose another", ExitCode.Configuration);
                break;
            case { ShutdownDate: { } end } when end <= today.AddDays(SoonDays):
                report.Warn("openai", $"{setting}={model} ends on {end:yyyy-MM-dd}: choose another before");
                break;
            default:
                report.Good("openai", $"{setting}={model}");
                break;
        }
    }
}
