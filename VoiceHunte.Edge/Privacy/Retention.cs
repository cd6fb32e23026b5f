using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Privacy;

/// <summary>Takes away, night by night, what has been kept for as long as RETENTION_DAYS says; a call in progress is left alone.</summary>
internal sealed partial class Retention(
    CallStore store, Archives archives, RecordingKeeper keeper, EdgeSettings settings, TimeProvider time, ILogger<Retention> logger)
{
    public static NightlyTask Nightly(Retention retention) => new("retention", retention.RunAsync);

    /// <exception cref="StoreUnavailableException">The disk does not take it; the next night goes on.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var (now, kept) = (time.GetUtcNow(), settings.Privacy.Retention);
        var gone = 0;
        if (now - kept.Recordings is { } recordings) gone += await EraseRecordingsAsync(recordings, now, cancel);
        if (now - kept.Audio is { } audio) gone += await DeleteAudioAsync(audio, cancel);
        if (now - kept.Transcripts is { } transcripts) gone += await HushAsync(transcripts, now, cancel);
        if (now - kept.Calls is { } calls) gone += await DeleteCallsAsync(calls, now, cancel);
        if (now - kept.Customers is { } customers) gone += await RepeatAsync(database => database.Retention.DeleteCustomers(customers), cancel);
        if (gone == 0) return;

        await store.LeaveNoTraceAsync(cancel);
        Log.Done(logger, gone);
    }

    private async Task<int> EraseRecordingsAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var count = await EachAsync(reads => reads.Recordings(before), (tables, sids) => tables.EraseRecordings(sids, now), cancel);
        if (count > 0) keeper.Wake();
        return count;
    }

    private async Task<int> DeleteAudioAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var count = 0;
        while (await ReadAsync(reads => reads.AudioPaths(before), cancel) is { Count: > 0 } paths)
        {
            foreach (var path in paths) await SpokenFiles.DeleteAsync(archives.Directory, path, cancel);
            await ChangeAsync(tables => tables.ForgetFiles(paths), cancel);
            count += paths.Count;
        }

        // What was spoken on a media stream has no rows: its files go by when they were last heard.
        return count + await RepeatAsync(database => database.Retention.ForgetPlayed(before), cancel) + SpokenFiles.DeleteUnheard(settings.AudioCacheDir, before);
    }

    private async Task<int> HushAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var (over, count) = (CallStore.OldestCallInProgress(now), 0);
        for (long last = 0; await ReadAsync(reads => reads.Turns(before, over, last), cancel) is { Count: > 0 } turns; last = turns[^1])
        {
            await ChangeAsync(tables => tables.Hush(turns), cancel);
            count += turns.Count;
        }

        count += await EachAsync(reads => reads.CallsWithDraft(before, over), (tables, calls) => tables.ForgetDrafts(calls), cancel);
        return count + await RepeatAsync(database => database.Retention.ForgetReplies(before), cancel);
    }

    private async Task<int> DeleteCallsAsync(DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var count = await RepeatAsync(database => database.Retention.DeleteAudit(before), cancel);
        while (await ReadAsync(reads => reads.Calls(before, CallStore.OldestCallInProgress(now)), cancel) is { Count: > 0 } calls)
        {
            foreach (var call in calls)
            {
                var files = await store.ReadForOfficeAsync(history => history.Privacy.FilesOf(call), cancel);
                foreach (var file in files.Where(file => !file.IsShared)) await SpokenFiles.DeleteAsync(archives.Directory, file.Path, cancel);
            }

            await ChangeAsync(tables => tables.DeleteCalls(calls, now), cancel);
            count += calls.Count;
        }

        if (count > 0) keeper.Wake();
        count += await EachAsync(reads => reads.Reservations(before), (tables, reservations) => tables.MakeAnonymous(reservations), cancel);
        count += await RepeatAsync(database => database.Retention.DeleteDoneMessages(before), cancel);
        return count + await RepeatAsync(database => database.Retention.DeleteLimitHits(before), cancel);
    }

    /// <summary>Reads which rows are over, and changes these, until there are no more.</summary>
    private async Task<int> EachAsync<T>(Func<RetentionReads, IReadOnlyList<T>> read, Action<RetentionTables, IReadOnlyList<T>> change, CancellationToken cancel)
    {
        var count = 0;
        while (await ReadAsync(read, cancel) is { Count: > 0 } found)
        {
            await ChangeAsync(tables => change(tables, found), cancel);
            count += found.Count;
        }

        return count;
    }

    /// <summary>Deletes a few rows at a time until there are no more.</summary>
    private async Task<int> RepeatAsync(Func<WritingConnection, int> delete, CancellationToken cancel)
    {
        var (all, few) = (0, 0);
        do all += few = await store.ChangeAsync(delete, cancel);
        while (few == RetentionReads.Most);
        return all;
    }

    private Task<T> ReadAsync<T>(Func<RetentionReads, T> question, CancellationToken cancel) => store.ReadForOfficeAsync(history => question(history.Retention), cancel);

    private async Task ChangeAsync(Action<RetentionTables> change, CancellationToken cancel) => await store.ChangeAsync(database => change(database.Retention), cancel);

    private static partial class Log
    {
        [LoggerMessage(2410, LogLevel.Information, "Retention: {Rows} rows were over their time")]
        public static partial void Done(ILogger logger, int rows);
    }
}
