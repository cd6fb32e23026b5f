using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Recordings;

/// <summary>
/// Twilio tells of a recording once it is whole, and does not try for long: while the appliance was away it told nobody. So
/// calls that were recorded, and of which nothing was told, are asked after.
/// </summary>
internal sealed partial class UntoldRecordings(
    CallStore store, RecordingSteps steps, RecordingKeeper keeper, EdgeSettings settings, TimeProvider time, ILogger<UntoldRecordings> logger, TwilioClient? twilio = null) : BackgroundService
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(20);

    /// <summary>A recording takes Twilio a moment to finish.</summary>
    private static readonly TimeSpan ToldWithin = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AskedFor = TimeSpan.FromDays(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (twilio is null || settings.Recording is not { IsOn: true, Source: RecordingSource.Twilio }) return;
        try
        {
            for (var pause = FirstLook; ; pause = LookEvery)
            {
                await Task.Delay(pause, time, stoppingToken);
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start looks again.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var now = time.GetUtcNow();
            foreach (var callId in await store.ReadForOfficeAsync(history => history.Recordings.CallsWithoutRecording(now - AskedFor, now - ToldWithin), cancel))
                await AskAsync(callId, cancel);
        }
        catch (Exception trouble) when (trouble is TwilioException or StoreUnavailableException || (trouble is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Log.NotAsked(logger, trouble.Message);
        }
    }

    private async Task AskAsync(string callId, CancellationToken cancel)
    {
        foreach (var found in (await steps.AskAfterAsync(callId, cancel)).Where(RecordingSteps.IsOver))
        {
            keeper.Wake();
            Log.Found(logger, callId, found.Sid);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2220, LogLevel.Information, "Recording {RecordingSid} of call {CallSid} was found at Twilio, which had told nobody of it")]
        public static partial void Found(ILogger logger, string callSid, string recordingSid);

        [LoggerMessage(2221, LogLevel.Warning, "Recordings that nobody was told of could not be asked after: {Problem}")]
        public static partial void NotAsked(ILogger logger, string problem);
    }
}
