using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Recordings;

/// <summary>
/// Brings every recording to its place, step by step: what remains to be done lies in the database, so that a restart goes on
/// where the process before it was, and a day without network is caught up with.
/// </summary>
internal sealed partial class RecordingKeeper(
    CallStore store, RecordingSteps steps, EdgeSettings settings, EdgeMetrics metrics, TimeProvider time, ILogger<RecordingKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>A command beside the service may have left something to do.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    /// <summary>The disk cannot say what is to be done: asked again then.</summary>
    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim news = new(0);

    /// <summary>There is something new to do.</summary>
    public void Wake() => news.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await steps.FinishWhatWasCutOffAsync(stoppingToken);
            while (true) await WaitAsync(await WorkAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start goes on.
        }
    }

    public override void Dispose()
    {
        news.Dispose();
        base.Dispose();
    }

    /// <summary>Takes every step that is due; returns how long there is nothing to do then.</summary>
    private async Task<TimeSpan> WorkAsync(CancellationToken cancel)
    {
        try
        {
            while (await store.ReadForOfficeAsync(history => history.Recordings.Due(time.GetUtcNow()), cancel) is { } work)
            {
                if (!await TakeAsync(work, cancel)) return DiskPause;
            }

            var next = await store.ReadForOfficeAsync(history => history.Recordings.NextDue(), cancel);
            return next is { } due && due - time.GetUtcNow() is var pause && pause < LookEvery ? pause : LookEvery;
        }
        catch (StoreUnavailableException)
        {
            return DiskPause;
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var waiting = news.WaitAsync(either.Token);
        await Task.WhenAny(waiting, Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, time, either.Token));
        await either.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>False: the disk did not take what came of it, so that the same step would be due again at once.</summary>
    private async Task<bool> TakeAsync(RecordingWork work, CancellationToken cancel)
    {
        var recording = work.Recording;
        try
        {
            var kept = await steps.TakeAsync(work, cancel);
            metrics.RecordingStep(work.Step, "done");
            Log.Done(logger, recording.RecordingSid, recording.CallId, work.Step);
            return kept == Kept.OnDisk;
        }
        catch (Exception trouble) when (IsTrouble(trouble, cancel))
        {
            var pause = Pause(work.Attempts);
            metrics.RecordingStep(work.Step, "failed");
            Log.Failed(logger, recording.RecordingSid, recording.CallId, work.Step, trouble.Message, pause.TotalSeconds);
            return await store.KeepFailedStepAsync(recording.RecordingSid, work.Step, trouble.Message, time.GetUtcNow() + pause) == Kept.OnDisk;
        }
    }

    private TimeSpan Pause(int attempts)
    {
        var pause = settings.Recording.FirstPause * Math.Pow(2, Math.Min(attempts, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static bool IsTrouble(Exception trouble, CancellationToken cancel) =>
        trouble is TwilioException or ArchiveException or IOException or UnauthorizedAccessException or StoreUnavailableException or RecordingException
        || (trouble is OperationCanceledException && !cancel.IsCancellationRequested);

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Information, "Recording {RecordingSid} of call {CallSid}: {Step} is done")]
        public static partial void Done(ILogger logger, string recordingSid, string callSid, string step);

        [LoggerMessage(2201, LogLevel.Warning, "Recording {RecordingSid} of call {CallSid}: {Step} failed and is tried again in {Seconds:0} s: {Problem}")]
        public static partial void Failed(ILogger logger, string recordingSid, string callSid, string step, string problem, double seconds);
    }
}

/// <summary>A step that could not be taken.</summary>
internal sealed class RecordingException(string reason) : Exception(reason);
