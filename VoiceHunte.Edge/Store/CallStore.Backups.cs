namespace VoiceHunte.Edge.Store;

internal sealed partial class CallStore
{
    /// <summary>Notes a try at a backup.</summary>
    public Task<Kept> KeepBackupAsync(StoredBackup one) => KeepAsync(database => database.Backups.Keep(one));
}
