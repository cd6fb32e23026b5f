using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Privacy;

/// <summary>How an erasure ended.</summary>
/// <param name="Certificate">Null where there was nothing, or it is not over.</param>
/// <param name="Problem">What keeps it from its end, for the operator; it goes on where it stopped.</param>
internal sealed record Erased(Certificate? Certificate, bool IsOnTheTelephone, string? Problem)
{
    public static readonly Erased NothingKept = new(null, false, null);
}

/// <summary>
/// Erases all that is kept on one number. What lies outside the database goes first, while its rows still say where it is; then
/// the rows, call by call; then the number itself, and what is left of it between the rows. Every step can be taken twice.
/// </summary>
internal sealed partial class Eraser(
    CallStore store, Archives archives, RecordingSteps steps, VoiceBook voices, TimeProvider time, ILogger<Eraser> logger) : IDisposable
{
    // Twilio finishes a recording within minutes and is asked after it for two days; as long as that it may have one untold.
    private static readonly TimeSpan MayBeUntold = TimeSpan.FromDays(2);

    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <param name="phone">In the international form.</param>
    /// <param name="requestedBy">As the audit names them.</param>
    /// <exception cref="StoreUnavailableException">The disk does not take it now; what was begun goes on later.</exception>
    public async Task<Erased> EraseAsync(string phone, string requestedBy, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var now = time.GetUtcNow();
            var salt = await store.ReadForOfficeAsync(history => history.Privacy.Salt(), cancel) ?? NumberHash.NewSalt();
            var hash = await Task.Run(() => NumberHash.Of(phone, salt), cancel);
            var wanted = new StoredErasure(NewId(), phone, salt, hash, requestedBy, now, null, null);
            var begun = await store.ChangeAsync(database => database.Erasures.Begin(wanted, CallStore.OldestCallInProgress(now)), cancel);
            if (begun.IsOnTheTelephone) return new Erased(null, true, null);
            // Its rows may be gone already, and only their traces left.
            var id = begun.Id ?? (await UnfinishedAsync(cancel)).FirstOrDefault(one => one.PhoneHash == hash)?.Id;
            return id is null ? Erased.NothingKept : await GoOnAsync(id, cancel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Goes on with all that stopped on its way.</summary>
    /// <returns>False when one of them is still not over.</returns>
    public async Task<bool> ResumeAsync(CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var isOver = true;
            foreach (var one in await UnfinishedAsync(cancel)) isOver &= (await GoOnAsync(one.Id, cancel)).Certificate is not null;
            return isOver;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private static string NewId() => Guid.NewGuid().ToString("N")[..12];

    private Task<IReadOnlyList<StoredErasure>> UnfinishedAsync(CancellationToken cancel) => store.ReadForOfficeAsync(history => history.Privacy.Unfinished(), cancel);

    private async Task<StoredErasure> FindAsync(string id, CancellationToken cancel) =>
        await store.ReadForOfficeAsync(history => history.Privacy.Find(id), cancel) ?? throw new StoreUnavailableException("another database lies in its place", null);

    private async Task<Erased> GoOnAsync(string id, CancellationToken cancel)
    {
        try
        {
            var erasure = await FindAsync(id, cancel);
            if (erasure.Phone is { } phone) await EraseRowsAsync(erasure, phone, cancel);
            await store.LeaveNoTraceAsync(cancel);
            await store.ChangeAsync(database => database.Erasures.Finish(id, time.GetUtcNow()), cancel);
            Log.Done(logger, id);
            return new Erased(Certificate.Read((await FindAsync(id, cancel)).Certificate!), false, null);
        }
        catch (Exception trouble) when (
            trouble is TwilioException or ArchiveException or RecordingException or IOException or UnauthorizedAccessException or StoreUnavailableException
            || (trouble is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            Log.Stopped(logger, id, trouble.Message);
            return new Erased(null, false, trouble.Message);
        }
    }

    private async Task EraseRowsAsync(StoredErasure erasure, string phone, CancellationToken cancel)
    {
        var calls = await store.ReadForOfficeAsync(history => history.Privacy.CallsOf(phone, erasure.StartedAt), cancel);
        // Whatever else was to be done about them is not done any more, also by the service beside this process.
        foreach (var call in calls) await store.ChangeAsync(database => database.Recordings.EraseOfCall(call, erasure.StartedAt), cancel);
        foreach (var call in calls)
        {
            await EraseRecordingsAsync(call, cancel);
            await EraseFilesAsync(call, cancel);
            await store.ChangeAsync(database => database.Erasures.EraseCall(erasure, call), cancel);
        }

        // Without its key a template opens nowhere, in no older copy of the database either.
        await voices.ForgetAsync(phone, cancel);
        await store.ChangeAsync(database => database.Erasures.EraseGuest(erasure), cancel);
        for (long? last = 0; last is { } after;) last = await store.ChangeAsync(database => database.Erasures.BlotOut(erasure, after), cancel);
        var counts = await store.ReadForOfficeAsync(history => history.Privacy.Counts(erasure.Id), cancel);
        var certificate = new Certificate(erasure.Id, erasure.StartedAt, time.GetUtcNow(), counts.ToDictionary(), Certificate.WhatStays).ToJson();
        await store.ChangeAsync(database => database.Erasures.Certify(erasure.Id, certificate), cancel);
    }

    private async Task EraseRecordingsAsync(string call, CancellationToken cancel)
    {
        if (await store.ReadForOfficeAsync(history => history.Privacy.MayHaveUntoldRecording(call, time.GetUtcNow() - MayBeUntold), cancel))
            await FindUntoldAsync(call, cancel);
        foreach (var recording in await store.ReadForOfficeAsync(history => history.Privacy.RecordingsOfCall(call), cancel))
        {
            if (await steps.EraseAsync(recording, cancel) != Kept.OnDisk) throw new StoreUnavailableException("the disk does not take it now", null);
        }
    }

    /// <summary>Twilio recorded it, and has told nobody yet.</summary>
    private async Task FindUntoldAsync(string call, CancellationToken cancel)
    {
        if (!(await steps.AskAfterAsync(call, cancel)).All(RecordingSteps.IsOver)) throw new RecordingException("Twilio is still making the recording of a call");
    }

    private async Task EraseFilesAsync(string call, CancellationToken cancel)
    {
        foreach (var file in await store.ReadForOfficeAsync(history => history.Privacy.FilesOf(call), cancel))
        {
            if (!file.IsShared) await SpokenFiles.DeleteAsync(archives.Directory, file.Path, cancel);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2400, LogLevel.Information, "Erasure {Id} is done; its certificate is in the database")]
        public static partial void Done(ILogger logger, string id);

        [LoggerMessage(2401, LogLevel.Warning, "Erasure {Id} is not over and goes on later: {Problem}")]
        public static partial void Stopped(ILogger logger, string id, string problem);
    }
}
