using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Operations;

/// <param name="Ok">False: the appliance should not be relied on until this is mended.</param>
internal sealed record ReadinessCheck(string Name, bool Ok, string Detail);

/// <summary>What /ready looks at. Nothing in it costs money.</summary>
internal sealed class Readiness(EdgeSettings settings, CallStore store, ModelCalendar calendar, TimeProvider time, OpenAIClient? openAI = null) : IDisposable
{
    // Monitors ask every few seconds; OpenAI is asked once in this time, whoever asks us.
    private static readonly TimeSpan OpenAIAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OpenAIPatience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim asking = new(1, 1);
    private (DateTimeOffset At, ReadinessCheck Check)? known;

    public async Task<IReadOnlyList<ReadinessCheck>> CheckAsync(CancellationToken cancellationToken) =>
    [
        await CheckDatabaseAsync(),
        CheckDisk(),
        await CheckOpenAIAsync(cancellationToken),
        CheckModels(),
        CheckTwilio(),
    ];

    /// <summary>More than MIN_FREE_DISK_MB is free.</summary>
    public bool HasDiskSpace => CheckDisk().Ok;

    public void Dispose() => asking.Dispose();

    private async Task<ReadinessCheck> CheckDatabaseAsync()
    {
        var health = await store.ProbeAsync();
        var lost = health.LostWrites == 0 ? "" : $"; {health.LostWrites} writes were lost since the start";
        return new ReadinessCheck("database", health.Writable,
            (health.Writable ? "writable" : $"{health.Problem} ({health.WaitingWrites} writes wait in memory)") + lost);
    }

    private ReadinessCheck CheckDisk()
    {
        try
        {
            var free = new DriveInfo(settings.DataDir).AvailableFreeSpace;
            return new ReadinessCheck("disk", free >= settings.MinFreeDiskBytes,
                $"{free / 1_000_000} MB free, {settings.MinFreeDiskBytes / 1_000_000} MB wanted");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReadinessCheck("disk", false, $"{settings.DataDir}: {e.Message}");
        }
    }

    // From memory, and a warning at most: calls go on with the successors, or with the rules.
    private ReadinessCheck CheckModels()
    {
        if (openAI is null) return new ReadinessCheck("models", true, "not used: no OPENAI_API_KEY");
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var findings = ModelStanding.Of(settings.OpenAI, calendar, today).Select(standing => standing.Finding).OfType<string>().ToList();
        return new ReadinessCheck("models", true, findings.Count > 0
            ? "warning: " + string.Join("; ", findings)
            : $"none of those configured is known to end within {ModelStanding.SoonDays} days");
    }

    private ReadinessCheck CheckTwilio() => settings.Twilio.AuthToken is null
        ? new ReadinessCheck("twilio", false, "TWILIO_AUTH_TOKEN is not set: every call is refused")
        : new ReadinessCheck("twilio", true, "auth token set");

    private async Task<ReadinessCheck> CheckOpenAIAsync(CancellationToken cancellationToken)
    {
        if (openAI is null) return new ReadinessCheck("openai", true, "not used: no OPENAI_API_KEY");
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (known is { } last && time.GetUtcNow() - last.At < OpenAIAge) return last.Check;
            var check = await AskOpenAIAsync(openAI, cancellationToken);
            known = (time.GetUtcNow(), check);
            return check;
        }
        finally
        {
            asking.Release();
        }
    }

    private static async Task<ReadinessCheck> AskOpenAIAsync(OpenAIClient openAI, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(OpenAIPatience);
        try
        {
            await openAI.ListModelsAsync(patience.Token);
            return new ReadinessCheck("openai", true, "answers");
        }
        catch (OpenAIException e)
        {
            return new ReadinessCheck("openai", false, $"{e.Failure}{(e.Status is { } status ? $", status {status}" : "")}: the rules answer");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReadinessCheck("openai", false, $"no answer within {OpenAIPatience.TotalSeconds} s: the rules answer");
        }
    }
}
