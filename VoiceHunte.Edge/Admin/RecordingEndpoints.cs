using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/recordings</c>: which there are, their sound wherever it lies, and an address that plays one for a few minutes.</summary>
internal sealed class RecordingEndpoints(CallStore store, Archives archives, EdgeSettings settings, TimeProvider time)
{
    private const string NoSuchRecording = "There is no such recording here.";

    private static readonly TimeSpan LinkLasts = TimeSpan.FromMinutes(5);

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/recordings", guard(ListAsync));
        routes.MapGet("/admin/recordings/{id}/audio", guard(PlayAsync));
        routes.MapPost("/admin/recordings/{id}/link", guard(LinkAsync));
    }

    /// <summary>True where it can be played.</summary>
    public static bool IsHere(StoredRecording one) => one is { Status: RecordingStatus.Stored, StorageKey: not null };

    public static AudioAnswer Audio(StoredRecording one) => new("call", RecordingFiles.ContentType(one.Format), Address(one));

    private async Task ListAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (!await query.IsGoodAsync()) return;
        var page = await store.ReadForOfficeAsync(history => history.Office.Recordings(cursor, limit), context.RequestAborted);
        await AdminAnswer.WriteAsync(context, new RecordingListAnswer([.. page.Items.Select(Row)], page.Next), AdminJson.Readable.RecordingListAnswer);
    }

    private RecordingAnswer Row(StoredRecording one) => new(
        one.RecordingSid, "call", RecordingFiles.ContentType(one.Format), IsHere(one) ? Address(one) : null, one.Status, one.CallId, one.CreatedAt, one.DurationSeconds, one.Bytes,
        one.CreatedAt + settings.Privacy.Retention.Recordings);

    private async Task PlayAsync(HttpContext context)
    {
        try
        {
            if (await FindAsync(context) is not var (recording, archive, key)
                || !await RangeAnswer.WriteAsync(context, archive, key, recording.Bytes ?? 0, RecordingFiles.ContentType(recording.Format)))
                await AdminAnswer.NotFoundAsync(context, NoSuchRecording);
        }
        catch (ArchiveException trouble)
        {
            await Problem.WriteAsync(context, StatusCodes.Status502BadGateway, trouble.Message);
        }
    }

    // Whoever has the address needs no password: that it was made is noted.
    private async Task LinkAsync(HttpContext context)
    {
        if (await FindAsync(context) is not var (recording, archive, key) || archive.Link(key, LinkLasts) is not { } link)
        {
            await AdminAnswer.NotFoundAsync(context, NoSuchRecording);
            return;
        }

        var now = time.GetUtcNow();
        await store.KeepAuditAsync(new AuditEntry(OperatorAccess.NameOf(context), "recording link made", recording.CallId, null, null, now));
        await AdminAnswer.WriteAsync(context, new LinkAnswer(link.AbsoluteUri, now + LinkLasts), AdminJson.Readable.LinkAnswer);
    }

    private async Task<(StoredRecording Recording, IArchive Archive, string Key)?> FindAsync(HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string ?? "";
        var found = await store.ReadForOfficeAsync(history => history.Recordings.Find(id), context.RequestAborted);
        return found is not null && IsHere(found) && archives.Find(found.StorageKey!) is var (archive, key) ? (found, archive, key) : null;
    }

    private static string Address(StoredRecording one) => $"/admin/recordings/{one.RecordingSid}/audio";
}
