using System.Net;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Recordings;

/// <summary>
/// The steps of a recording's way: fetched from Twilio, made smaller where it was made here, put into the bucket, deleted where
/// it is not to stay. Each can be taken twice, and says in the database what comes next before anything is taken away.
/// </summary>
/// <param name="twilio">Null where the account is not known: then nothing can be fetched.</param>
internal sealed class RecordingSteps(
    CallStore store, Archives archives, RecordingRoom room, RecordingEncoder encoder, Ledger ledger, EdgeSettings settings, TimeProvider time, TwilioClient? twilio = null)
{
    public const string Fetch = "fetch", Encode = "encode", Archive = "archive", DropLocal = "drop-local", DeleteAtTwilio = "delete-at-twilio", Erase = "erase";

    // 115 MB an hour of talk, on a poor line.
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>What Twilio does not have after so long it never will.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(2);

    public async Task<Kept> TakeAsync(RecordingWork work, CancellationToken cancel)
    {
        var kept = await StepAsync(work, cancel);
        if (work.Step == Erase || await store.ReadForOfficeAsync(history => history.Recordings.Find(work.Recording.RecordingSid), cancel) is not null) return kept;
        // Somebody erased it meanwhile, and what this step made goes too.
        var key = RecordingFiles.KeyOf(work.Recording, work.Recording.Format ?? "wav");
        return await EraseAsync(work.Step == Archive ? work.Recording with { StorageKey = archives.Current.StorageKey(key) } : work.Recording, cancel);
    }

    private Task<Kept> StepAsync(RecordingWork work, CancellationToken cancel) => work.Step switch
    {
        Fetch => FetchAsync(work.Recording, cancel),
        Encode => EncodeAsync(work.Recording, cancel),
        Archive => ArchiveAsync(work, cancel),
        DropLocal => DropLocalAsync(work.Recording, cancel),
        DeleteAtTwilio => DeleteAtTwilioAsync(work.Recording, cancel),
        Erase => EraseAsync(work.Recording, cancel),
        _ => throw new RecordingException($"there is no step {work.Step}"),
    };

    /// <summary>What was being made of streams when the process ended is whole as far as it went.</summary>
    public async Task FinishWhatWasCutOffAsync(CancellationToken cancel)
    {
        List<StoredRecording> unfinished;
        try
        {
            unfinished = await store.ReadForOfficeAsync(history => history.Recordings.Unfinished(), cancel);
        }
        catch (StoreUnavailableException)
        {
            return;
        }

        foreach (var recording in unfinished)
        {
            var path = PathOf(recording);
            if (path is null || !File.Exists(path)) await store.KeepRecordingAsync(recording with { Status = RecordingStatus.Lost, StorageKey = null }, null, null, time.GetUtcNow());
            else await FinishStreamAsync(recording, StereoWav.Repair(path), cancel);
        }
    }

    /// <summary>A recording that was made here is complete.</summary>
    public async Task<Kept> FinishStreamAsync(StoredRecording recording, TimeSpan duration, CancellationToken cancel)
    {
        var path = PathOf(recording)!;
        var file = await RecordingFiles.DescribeAsync(path, "wav", cancel);
        var whole = recording with
        {
            Status = RecordingStatus.Stored, Format = "wav", Channels = StereoWav.Channels, Bytes = file.Bytes, Sha256 = file.Sha256, DurationSeconds = (int)Math.Round(duration.TotalSeconds),
        };
        var next = settings.Recording.Format != "wav" && encoder.IsThere ? Encode : NextOfKept(whole);
        return await store.KeepRecordingAsync(whole, null, next, time.GetUtcNow());
    }

    private async Task<Kept> FetchAsync(StoredRecording recording, CancellationToken cancel)
    {
        var key = RecordingFiles.KeyOf(recording, "wav");
        var path = archives.Directory.PathOf(key);
        var half = path + ".part";
        FetchedMedia media;
        try
        {
            media = await FetchAsync(recording.RecordingSid, half, cancel);
        }
        catch (TwilioException gone) when (gone.Status == (int)HttpStatusCode.NotFound && time.GetUtcNow() - recording.CreatedAt > GivenUpAfter)
        {
            return await store.KeepRecordingAsync(recording with { Status = RecordingStatus.Lost, AtTwilio = false }, Fetch, null, time.GetUtcNow());
        }

        var described = await RecordingFiles.DescribeAsync(half, "wav", cancel);
        DurableFile.Settle(half, path);
        var fetched = recording with
        {
            Status = RecordingStatus.Stored, StorageKey = archives.Directory.StorageKey(key), Format = "wav", Channels = media.Channels, Bytes = described.Bytes, Sha256 = described.Sha256,
        };
        var kept = await store.KeepRecordingAsync(fetched, Fetch, NextOfKept(fetched), time.GetUtcNow());
        await ledger.RecordedAsync(recording.CallId, TimeSpan.FromSeconds(recording.DurationSeconds ?? 0));
        return kept;
    }

    private async Task<FetchedMedia> FetchAsync(string recordingSid, string half, CancellationToken cancel)
    {
        try
        {
            FetchedMedia media;
            await using (var file = RecordingFiles.Create(half)) media = await WithinAsync(LongestFetch, late => Twilio.FetchRecordingAsync(recordingSid, file, room.Check, late), cancel);
            return await WavCheck.FindFaultAsync(half, cancel) is { } fault ? throw new RecordingException($"what Twilio sent is not whole: {fault}") : media;
        }
        catch
        {
            // Half a file is of no use, and its room may be what the call log needs.
            File.Delete(half);
            throw;
        }
    }

    private async Task<Kept> EncodeAsync(StoredRecording recording, CancellationToken cancel)
    {
        if (recording.Format != "wav")
        {
            // It has been made, and the table says so: now the large one may go.
            await archives.Directory.DeleteAsync(RecordingFiles.KeyOf(recording, "wav"), cancel);
            return await store.KeepRecordingAsync(recording, Encode, NextOfKept(recording), time.GetUtcNow());
        }

        var format = settings.Recording.Format;
        var key = RecordingFiles.KeyOf(recording, format);
        var (from, to) = (PathOf(recording) ?? throw new RecordingException("the recording is not in the data directory"), archives.Directory.PathOf(key));
        var half = to + ".part";
        await encoder.EncodeAsync(from, half, format, cancel);
        var described = await RecordingFiles.DescribeAsync(half, format, cancel);
        DurableFile.Settle(half, to);
        var encoded = recording with { StorageKey = archives.Directory.StorageKey(key), Format = format, Bytes = described.Bytes, Sha256 = described.Sha256 };
        return await store.KeepRecordingAsync(encoded, null, Encode, time.GetUtcNow());
    }

    private async Task<Kept> ArchiveAsync(RecordingWork work, CancellationToken cancel)
    {
        var recording = work.Recording;
        var bucket = archives.Bucket ?? throw new RecordingException("RECORDINGS_BUCKET is not set any more; the recording stays in the data directory until it is");
        var path = PathOf(recording) ?? throw new RecordingException("the recording is not in the data directory");
        var format = recording.Format ?? "wav";
        var key = RecordingFiles.KeyOf(recording, format);
        await bucket.PutAsync(key, new LocalFile(path, recording.Bytes ?? 0, recording.Sha256 ?? "", RecordingFiles.ContentType(format)), new UploadInDatabase(store, work), cancel);
        return await store.KeepRecordingAsync(recording with { StorageKey = bucket.StorageKey(key) }, Archive, DropLocal, time.GetUtcNow());
    }

    private async Task<Kept> DropLocalAsync(StoredRecording recording, CancellationToken cancel)
    {
        await archives.Directory.DeleteAsync(RecordingFiles.KeyOf(recording, recording.Format ?? "wav"), cancel);
        return await store.KeepRecordingAsync(recording, DropLocal, NextAtTwilio(recording), time.GetUtcNow());
    }

    private async Task<Kept> DeleteAtTwilioAsync(StoredRecording recording, CancellationToken cancel)
    {
        await DeleteAsync(recording.RecordingSid, cancel);
        return await store.KeepRecordingAsync(recording with { AtTwilio = false }, DeleteAtTwilio, null, time.GetUtcNow());
    }

    /// <summary>Takes a recording away wherever it is, and what is known of it with it.</summary>
    public async Task<Kept> EraseAsync(StoredRecording recording, CancellationToken cancel)
    {
        if (recording.StorageKey is { } storageKey)
        {
            var (archive, key) = archives.Find(storageKey) ?? throw new RecordingException("the recording lies in a bucket that RECORDINGS_BUCKET does not name any more");
            await archive.DeleteAsync(key, cancel);
        }

        // Half a fetch, half an upload, and what was to be made smaller.
        foreach (var format in (string[])["wav", "opus", "flac"])
        {
            var key = RecordingFiles.KeyOf(recording, format);
            await archives.Directory.DeleteAsync(key, cancel);
            await archives.Directory.DeleteAsync(key + ".part", cancel);
        }

        if (recording is { AtTwilio: true, Source: RecordingStatus.OfTwilio })
        {
            await DeleteAsync(recording.RecordingSid, cancel);
        }

        return await store.ForgetRecordingAsync(recording.RecordingSid);
    }

    private TwilioClient Twilio => twilio ?? throw new RecordingException("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are needed for it");

    private string? NextOfKept(StoredRecording recording) => archives.Bucket is not null ? Archive : NextAtTwilio(recording);

    private string? NextAtTwilio(StoredRecording recording) => recording.AtTwilio && settings.Recording.DeleteAtTwilio ? DeleteAtTwilio : null;

    private string? PathOf(StoredRecording recording) =>
        recording.StorageKey is { } storageKey && archives.Find(storageKey) is var (archive, key) && archive == archives.Directory ? archives.Directory.PathOf(key) : null;

    private Task<bool> DeleteAsync(string recordingSid, CancellationToken cancel) => WithinAsync(
        LongestRequest,
        async late =>
        {
            await Twilio.DeleteRecordingAsync(recordingSid, late);
            return true;
        },
        cancel);

    /// <summary>Asks Twilio which recordings a call has, and writes down those that it may have told nobody of.</summary>
    /// <returns>All of them, those included that are still being made.</returns>
    public async Task<IReadOnlyList<CallRecordingResource>> AskAfterAsync(string callId, CancellationToken cancel)
    {
        var found = await WithinAsync(LongestRequest, late => Twilio.RecordingsOfCallAsync(callId, late), cancel);
        foreach (var one in found.Where(IsOver))
        {
            await store.KeepReportedRecordingAsync(new ReportedRecording(
                callId, one.Sid, one.Status!, null, int.TryParse(one.Duration, out var seconds) ? seconds : null, one.Channels, time.GetUtcNow()));
        }

        return found;
    }

    public static bool IsOver(CallRecordingResource one) => one.Status is RecordingStatus.Completed or RecordingStatus.Absent;

    private async Task<T> WithinAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        return await ask(either.Token);
    }

    private sealed class UploadInDatabase(CallStore store, RecordingWork work) : IUploadProgress
    {
        public string? UploadId { get; } = work.UploadId;

        public Task KeepAsync(string? uploadId) => store.KeepUploadAsync(work.Recording.RecordingSid, uploadId);
    }
}
