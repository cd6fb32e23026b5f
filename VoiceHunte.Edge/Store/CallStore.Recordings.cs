namespace VoiceHunte.Edge.Store;

internal sealed partial class CallStore
{
    /// <summary>Keeps what Twilio tells of a recording; one that is whole is to be fetched from now on.</summary>
    public Task<Kept> KeepReportedRecordingAsync(ReportedRecording report) => KeepAsync(database => database.Recordings.Report(report));

    /// <summary>Keeps how a recording stands, and what comes next.</summary>
    /// <param name="done">The step that has been taken; null for a new recording.</param>
    /// <param name="next">Null: nothing.</param>
    public Task<Kept> KeepRecordingAsync(StoredRecording recording, string? done, string? next, DateTimeOffset due) =>
        KeepAsync(database => database.Recordings.Keep(recording, done, next, due));

    /// <summary>A step failed: it is tried again then.</summary>
    public Task<Kept> KeepFailedStepAsync(string recordingSid, string step, string error, DateTimeOffset due) =>
        KeepAsync(database => database.Recordings.Fail(recordingSid, step, error, due));

    /// <param name="uploadId">Null: that upload is over.</param>
    public Task<Kept> KeepUploadAsync(string recordingSid, string? uploadId) => KeepAsync(database => database.Recordings.SetUpload(recordingSid, uploadId));

    /// <summary>There is nothing of it any more.</summary>
    public Task<Kept> ForgetRecordingAsync(string recordingSid) => KeepAsync(database => database.Recordings.Forget(recordingSid));

    /// <summary>All that was recorded of a call is to go.</summary>
    public Task<Kept> EraseRecordingsOfCallAsync(string callId, DateTimeOffset due) => KeepAsync(database => database.Recordings.EraseOfCall(callId, due));
}
