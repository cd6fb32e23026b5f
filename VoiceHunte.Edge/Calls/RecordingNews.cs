using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>What Twilio tells of a recording: written down, and fetched afterwards by its id, never by the address that is told.</summary>
internal sealed partial class RecordingNews(CallStore store, RecordingKeeper keeper, ILogger<RecordingNews> logger)
{
    private static readonly string Nothing = new TwimlWriter().ToString();

    public async Task<string> TakeAsync(Webhook webhook)
    {
        var form = webhook.Form;
        if (form is { RecordingSid: { } sid, RecordingStatus: RecordingStatus.InProgress or RecordingStatus.Completed or RecordingStatus.Absent or RecordingStatus.Failed })
        {
            await store.KeepReportedRecordingAsync(new ReportedRecording(
                form.CallSid, sid, form.RecordingStatus, form.RecordingUrl, (int?)form.RecordingDuration?.TotalSeconds, form.RecordingChannels, webhook.ArrivedAt));
            keeper.Wake();
            Log.Told(logger, form.CallSid, sid, form.RecordingStatus);
        }

        return Nothing;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1052, Level = LogLevel.Information, Message = "Call {CallSid}: recording {RecordingSid} is {Status}")]
        public static partial void Told(ILogger logger, string callSid, string recordingSid, string status);
    }
}
