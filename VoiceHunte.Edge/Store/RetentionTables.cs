using System.Globalization;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Takes away what is over its time: the rows that <see cref="RetentionReads"/> names, and small tables by their age.</summary>
internal sealed class RetentionTables(SqliteConnection connection)
{
    private readonly RareStatements rare = new(connection);
    private readonly CallRows rows = new(connection);

    /// <summary>They are to be erased wherever they are.</summary>
    public void EraseRecordings(IReadOnlyList<string> sids, DateTimeOffset now)
    {
        foreach (var sid in sids)
        {
            rare.Run("""
                INSERT INTO recording_work (recording_sid, step, due_at) VALUES ($sid, 'erase', $now)
                ON CONFLICT (recording_sid) DO UPDATE SET step = 'erase', attempts = 0, due_at = excluded.due_at
                """, sid, UtcText.Of(now));
        }
    }

    /// <summary>Files that have left the disk.</summary>
    public void ForgetFiles(IReadOnlyList<string> paths)
    {
        foreach (var path in paths) rare.Run("DELETE FROM audio_files WHERE path = $path", path);
    }

    /// <summary>That older calls were played a file which newer ones were, too.</summary>
    public int ForgetPlayed(DateTimeOffset before) => rare.Run(
        "DELETE FROM audio_files WHERE rowid IN (SELECT rowid FROM audio_files WHERE created_at < $before LIMIT $most)", UtcText.Of(before), RetentionReads.Most);

    /// <summary>The words go, the figures stay.</summary>
    public void Hush(IReadOnlyList<long> turns)
    {
        foreach (var id in turns)
        {
            rare.Run("""
                UPDATE turns SET user_text = '', assistant_text = NULL, heard_text = NULL, tool_calls = NULL, understood = NULL WHERE id = $id
                """, id);
        }
    }

    public void ForgetDrafts(IReadOnlyList<string> calls)
    {
        foreach (var id in calls) rare.Run("UPDATE calls SET draft = NULL WHERE call_id = $id", id);
    }

    public int ForgetReplies(DateTimeOffset before) => DeleteOld("replies", "created_at", before);

    /// <summary>Whole calls, but for messages that wait for the staff.</summary>
    public void DeleteCalls(IReadOnlyList<string> calls, DateTimeOffset now)
    {
        foreach (var id in calls)
        {
            EraseRecordings(rare.List("SELECT recording_sid FROM recordings WHERE call_id = $id", row => row.GetString(0), id), now);
            rare.Run("DELETE FROM messages WHERE call_id = $id AND status = 'done'", id);
            rows.Delete(id);
        }
    }

    public int DeleteDoneMessages(DateTimeOffset before) => rare.Run(
        "DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE status = 'done' AND created_at < $before LIMIT $most)", UtcText.Of(before), RetentionReads.Most);

    public void MakeAnonymous(IReadOnlyList<long> reservations)
    {
        foreach (var id in reservations) rows.MakeAnonymous(id);
    }

    public int DeleteLimitHits(DateTimeOffset before) => DeleteOld("limit_hits", "created_at", before);

    public int DeleteAudit(DateTimeOffset before) => DeleteOld("audit", "created_at", before);

    public int DeleteCustomers(DateTimeOffset before) => DeleteOld("customers", "last_seen", before);

    private int DeleteOld(string table, string column, DateTimeOffset before) => rare.Run(
        string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {column} < $before LIMIT {RetentionReads.Most})"), UtcText.Of(before));
}
