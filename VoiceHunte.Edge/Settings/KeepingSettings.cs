namespace VoiceHunte.Edge.Settings;

internal enum RecordingSource
{
    /// <summary>Twilio records; the appliance fetches it afterwards.</summary>
    Twilio,

    /// <summary>The sound that passes through the appliance in the stream mode; nothing is recorded at Twilio.</summary>
    Stream,
}

/// <param name="MayRefuse">By word or key; then nothing is recorded before the caller's first answer.</param>
/// <param name="Format">Of a stream's sound: <c>wav</c>, <c>opus</c> or <c>flac</c>.</param>
/// <param name="DeleteAtTwilio">Once it has been kept here.</param>
/// <param name="FirstPause">After a fetch or an upload that failed; each further one is twice as long.</param>
internal sealed record RecordingSettings(
    bool IsOn, bool MayRefuse, RecordingSource Source, string Format, bool DeleteAtTwilio, TimeSpan FirstPause);

/// <param name="Encryption">Asked of the server: <c>AES256</c>, <c>aws:kms</c>; null: nothing is asked.</param>
/// <param name="KmsKeyId">Null: the account's own key.</param>
/// <param name="AccessKeyId">With <paramref name="SecretAccessKey"/>, or neither.</param>
/// <param name="Endpoint">Null: Amazon's own of that region.</param>
internal sealed record BucketSettings(
    string Name, string? Encryption, string? KmsKeyId, Secret? AccessKeyId, Secret? SecretAccessKey, Secret? SessionToken, string Region, Uri? Endpoint);

/// <summary>What is kept of what was said.</summary>
internal enum HistoryMode
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>Without the numbers and names in it.</summary>
    Masked,

    /// <summary>That something was said, and nothing of what.</summary>
    None,
}

/// <summary>How long each kind is kept; null: for ever.</summary>
/// <param name="Audio">What was spoken to callers.</param>
/// <param name="Transcripts">The words of calls.</param>
/// <param name="Calls">Whole calls, messages, and the names and numbers of reservations that are over.</param>
/// <param name="Customers">Counted from their last call.</param>
internal sealed record RetentionSettings(TimeSpan? Recordings, TimeSpan? Audio, TimeSpan? Transcripts, TimeSpan? Calls, TimeSpan? Customers);

internal sealed record PrivacySettings(HistoryMode History, RetentionSettings Retention);

internal enum BackupPlace
{
    Off,

    /// <summary>The directory <c>backups</c> in the data directory.</summary>
    DataDirectory,

    /// <summary>The bucket of the recordings.</summary>
    Bucket,
}

/// <param name="Keep">So many; the oldest go first.</param>
internal sealed record BackupSettings(BackupPlace Place, int Keep);
