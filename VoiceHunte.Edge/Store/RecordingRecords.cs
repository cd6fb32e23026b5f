namespace VoiceHunte.Edge.Store;

/// <summary>A recording of a call, and where it is.</summary>
/// <param name="RecordingSid">Twilio's, <c>RE…</c>; <c>ST…</c> for one that was made here of a stream.</param>
/// <param name="StorageKey"><c>data:…</c> or <c>s3://bucket/…</c>; null while it is kept nowhere but at Twilio.</param>
/// <param name="Status">A word of <see cref="RecordingStatus"/>.</param>
internal sealed record StoredRecording(
    string CallId, string RecordingSid, string? RecordingUrl, int? DurationSeconds, string? StorageKey, string Status, DateTimeOffset CreatedAt)
{
    /// <summary><c>twilio</c> or <c>stream</c>.</summary>
    public string Source { get; init; } = RecordingStatus.OfTwilio;

    /// <summary><c>wav</c>, <c>opus</c> or <c>flac</c>; null before it is kept.</summary>
    public string? Format { get; init; }

    public int? Channels { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Of the file, in lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>True while Twilio has it (too).</summary>
    public bool AtTwilio { get; init; }
}

/// <summary>The words of <c>recordings.status</c>.</summary>
internal static class RecordingStatus
{
    public const string OfTwilio = "twilio";
    public const string OfStream = "stream";

    /// <summary>It is being made.</summary>
    public const string InProgress = "in-progress";

    /// <summary>It is whole, at Twilio, and on its way here.</summary>
    public const string Completed = "completed";

    /// <summary>It is where its storage key says.</summary>
    public const string Stored = "stored";

    /// <summary>There was nothing to record.</summary>
    public const string Absent = "absent";

    public const string Failed = "failed";

    /// <summary>Twilio does not have it any more, and it never came here.</summary>
    public const string Lost = "lost";
}

/// <summary>What remains to be done about a recording.</summary>
/// <param name="Step"><c>fetch</c>, <c>encode</c>, <c>archive</c>, <c>drop-local</c>, <c>delete-at-twilio</c> or <c>erase</c>.</param>
/// <param name="Attempts">That failed so far.</param>
/// <param name="UploadId">Of an upload in parts that has begun.</param>
internal sealed record RecordingWork(StoredRecording Recording, string Step, int Attempts, string? UploadId);

/// <summary>What Twilio told of a recording.</summary>
/// <param name="Status">Twilio's word.</param>
internal sealed record ReportedRecording(
    string CallId, string RecordingSid, string Status, string? Url, int? DurationSeconds, int? Channels, DateTimeOffset At);
