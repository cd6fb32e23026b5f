namespace VoiceHunte.Edge.Settings;

/// <summary>Reads what is decided about keeping: recordings, how long, and backups.</summary>
internal static class KeepingSettingsReader
{
    private const int LongestDays = 36_500;

    public static RecordingSettings Recording(SettingsReader read) => new(
        read.OneOf(SettingsTable.EnableRecording, "true", "false", "on", "off", "1", "0") is "true" or "on" or "1",
        read.OneOf(SettingsTable.RecordingMayRefuse, "on", "off") == "on",
        read.OneOf(SettingsTable.RecordingSource, "twilio", "stream") == "stream" ? RecordingSource.Stream : RecordingSource.Twilio,
        read.OneOf(SettingsTable.RecordingFormat, "wav", "opus", "flac"),
        read.OneOf(SettingsTable.RecordingDeleteAtTwilio, "on", "off") == "on",
        TimeSpan.FromSeconds(read.Number(SettingsTable.RecordingRetrySeconds, 0.05, 3600)));

    public static PrivacySettings Privacy(SettingsReader read) => new(
        read.OneOf(SettingsTable.CallHistory, "full", "masked", "none") switch
        {
            "masked" => HistoryMode.Masked,
            "none" => HistoryMode.None,
            _ => HistoryMode.Full,
        },
        new RetentionSettings(
            Days(read, SettingsTable.RetentionRecordingsDays), Days(read, SettingsTable.RetentionAudioDays), Days(read, SettingsTable.RetentionTranscriptsDays),
            Days(read, SettingsTable.RetentionCallsDays), Days(read, SettingsTable.RetentionCustomersDays)));

    public static BackupSettings Backup(SettingsReader read) => new(
        read.OneOf(SettingsTable.BackupPlace, "data", "bucket", "off") switch
        {
            "bucket" => BackupPlace.Bucket,
            "off" => BackupPlace.Off,
            _ => BackupPlace.DataDirectory,
        },
        read.WholeNumber(SettingsTable.BackupKeep, 1, 10_000));

    /// <summary>Null where there is none.</summary>
    public static BucketSettings? Bucket(SettingsReader read)
    {
        var name = read.Matching(SettingsTable.RecordingsBucket, IsBucketName, "must be 3 to 63 letters, digits, dots and dashes");
        var encryption = read.OneOf(SettingsTable.RecordingsEncryption, "none", "AES256", "aws:kms");
        var (id, secret) = (read.Secret(SettingsTable.AwsAccessKeyId), read.Secret(SettingsTable.AwsSecretAccessKey));
        var endpoint = read.WebAddress(SettingsTable.AwsEndpointUrlS3);
        if (name is null) return null;
        if (id is null) read.Complain(SettingsTable.AwsAccessKeyId, "is needed by RECORDINGS_BUCKET");
        if (secret is null) read.Complain(SettingsTable.AwsSecretAccessKey, "is needed by RECORDINGS_BUCKET");
        return new BucketSettings(
            name, encryption == "none" ? null : encryption, read.Text(SettingsTable.RecordingsKmsKeyId), id, secret, read.Secret(SettingsTable.AwsSessionToken),
            read.Required(SettingsTable.AwsRegion), endpoint);
    }

    /// <summary>Null where it is 0: for ever.</summary>
    private static TimeSpan? Days(SettingsReader read, Setting kind)
    {
        var all = read.WholeNumber(SettingsTable.RetentionDays, 0, LongestDays);
        var days = read.WholeNumberOrNone(kind, 0, LongestDays) ?? all;
        return days == 0 ? null : TimeSpan.FromDays(days);
    }

    // As Amazon's rules for general purpose buckets have it; the underscore is other servers'.
    private static bool IsBucketName(string name) => name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
