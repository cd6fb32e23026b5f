using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads what the dashboard shows: lists by key, never counted through.</summary>
internal sealed class OfficeReads(SqliteConnection connection)
{
    private const string CallColumns = """
        SELECT c.call_id, c.started_at, c.ended_at, c.duration_seconds, c.language, c.from_number, c.mode, c.outcome,
            (SELECT count(*) FROM turns WHERE turns.call_id = c.call_id),
            (SELECT sum(cost_micro_usd) FROM usage WHERE usage.call_id = c.call_id),
            (SELECT user_text FROM turns WHERE turns.call_id = c.call_id AND user_text <> '' ORDER BY turn_id LIMIT 1),
            c.transfer_reason
        FROM calls AS c
        """;

    // More turns than this are not looked at for one page: the next page goes on from there.
    private const int TurnsLookedAt = 2_000;

    /// <summary>The newest first.</summary>
    /// <param name="cursor">As the page before gave it; null: the first page.</param>
    public StoredPage<ListedCall> Calls(CallFilter filter, string? cursor, int limit)
    {
        if (Match(filter.Words) is { } match) return CallsWithWords(match, filter, cursor, limit);
        return Newest(Narrow(new Query(CallColumns), filter), cursor, limit);
    }

    /// <summary>How many there are; words are not counted.</summary>
    public int CountCalls(CallFilter filter) => Narrow(new Query("SELECT count(*) FROM calls AS c"), filter).List(connection, row => row.GetInt32(0), "")[0];

    /// <summary>Calls that were to go to a human, the newest first.</summary>
    public StoredPage<ListedCall> Transfers(string? cursor, int limit) =>
        Newest(new Query(CallColumns).Where("c.transfer_reason IS NOT NULL"), cursor, limit);

    /// <summary>How a call's transfer ended, in the word of Twilio's DialCallStatus; null where nobody told.</summary>
    public string? TransferResult(string callId) => new Query("SELECT substr(user_text, 10) FROM turns").Where(
        "call_id = $call_id AND user_text LIKE 'transfer %' AND intent IS NOT NULL", callId).List(
        connection, row => row.GetString(0), "ORDER BY turn_id DESC LIMIT 1") is [var result] ? result : null;

    public WholeCall? FindCall(string callId)
    {
        if (new Query(CallColumns).Where("c.call_id = $call_id", callId).List(connection, Call, "") is not [var call]) return null;
        var turns = new Query(CallReads.TurnColumns).Where("call_id = $call_id", callId).List(connection, CallReads.Turn, "ORDER BY turn_id");
        return new WholeCall(
            call, turns,
            new Query(ReservationReads.Columns).Where("call_id = $call_id", callId).List(connection, ReservationReads.Reservation, "ORDER BY id"),
            new Query(MessageReads.Columns).Where("call_id = $call_id", callId).List(connection, MessageReads.Message, "ORDER BY created_at"),
            new Query("SELECT call_id, turn_id, kind, model, quantities, cost_micro_usd, created_at FROM usage").Where("call_id = $call_id", callId).List(connection, Usage, "ORDER BY id"),
            new Query("SELECT call_id, turn_id, path, kind, format, bytes, created_at FROM audio_files").Where("call_id = $call_id", callId).List(connection, Audio, "ORDER BY turn_id"),
            new Query(RecordingColumns).Where("call_id = $call_id", callId).List(connection, RecordingReads.Recording, "ORDER BY created_at"));
    }

    /// <summary>By the newest.</summary>
    /// <param name="status"><c>open</c>, <c>done</c>, or null for all.</param>
    public StoredPage<StoredMessage> Messages(string? status, string? cursor, int limit)
    {
        var query = new Query(MessageReads.Columns);
        if (status is not null) query.Where("status = $status", status);
        if (ListPlace.Read(cursor) is { } place) query.Where("(created_at, id) < ($last_time, CAST($last_id AS INTEGER))", place.Time, place.Key);
        var found = query.List(connection, MessageReads.Message, "ORDER BY created_at DESC, id DESC LIMIT $limit", limit + 1);
        return StoredPage<StoredMessage>.Of(found, limit, last => ListPlace.Of(last.CreatedAt, Digits(last.Id)));
    }

    public StoredMessage? FindMessage(long id) =>
        new Query(MessageReads.Columns).Where("id = $id", id).List(connection, MessageReads.Message, "") is [var found] ? found : null;

    public int CountOpenMessages() => Count("SELECT count(*) FROM messages WHERE status = 'open'");

    public IReadOnlyList<ReservationEvent> HistoryOf(long reservation) => new Query(
        "SELECT action, changed_by, call_id, before, after, created_at FROM reservation_history").Where("reservation_id = $id", reservation).List(
        connection,
        row => new ReservationEvent(row.GetString(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GetString(4), row.Time(5)),
        "ORDER BY id");

    /// <summary>Whoever called last comes first.</summary>
    public StoredPage<ListedCustomer> Customers(string? words, string? cursor, int limit)
    {
        var query = new Query("""
            SELECT phone, name, language, (SELECT count(*) FROM calls WHERE from_number = phone),
                (SELECT count(*) FROM reservations AS r WHERE r.phone = customers.phone), first_seen, last_seen, rowid
            FROM customers
            """);
        if (words is not null) query.Where("(name LIKE $name OR phone LIKE $phone)", $"%{words}%", $"%{words}%");
        if (ListPlace.Read(cursor) is { } place) query.Where("(last_seen, rowid) < ($last_time, CAST($last_row AS INTEGER))", place.Time, place.Key);
        var found = query.List(
            connection,
            row => new ListedCustomer(row.GetString(0), row.TextOrNull(1), row.TextOrNull(2), row.GetInt32(3), row.GetInt32(4), row.Time(5), row.Time(6), row.GetInt64(7)),
            "ORDER BY last_seen DESC, rowid DESC LIMIT $limit", limit + 1);
        return StoredPage<ListedCustomer>.Of(found, limit, last => ListPlace.Of(last.LastSeen, Digits(last.Place)));
    }

    public StoredPage<StoredRecording> Recordings(string? cursor, int limit)
    {
        var query = new Query(RecordingColumns);
        if (ListPlace.Read(cursor) is { } place) query.Where("(created_at, r.recording_sid) < ($last_time, $last_sid)", place.Time, place.Key);
        var found = query.List(connection, RecordingReads.Recording, "ORDER BY created_at DESC, r.recording_sid DESC LIMIT $limit", limit + 1);
        return StoredPage<StoredRecording>.Of(found, limit, last => ListPlace.Of(last.CreatedAt, last.RecordingSid));
    }

    /// <summary>What operators did, the newest first.</summary>
    public StoredPage<(long Id, AuditEntry Entry)> Audit(string? cursor, int limit)
    {
        var query = new Query("SELECT id, operator, action, subject, before, after, created_at FROM audit");
        if (long.TryParse(cursor, out var last)) query.Where("id < $last", last);
        var found = query.List(
            connection,
            row => (row.GetInt64(0), new AuditEntry(row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.TextOrNull(5), row.Time(6))),
            "ORDER BY id DESC LIMIT $limit", limit + 1);
        return StoredPage<(long, AuditEntry)>.Of(found, limit, one => Digits(one.Item1));
    }

    public StoredSession? FindSession(string idHash) => new Query(
        "SELECT id_hash, token_hash, created_at, last_seen, expires_at FROM sessions").Where("id_hash = $id", idHash).List(
        connection, row => new StoredSession(row.GetString(0), row.GetString(1), row.Time(2), row.Time(3), row.Time(4)), "") is [var found] ? found : null;

    private const string RecordingColumns = $"{RecordingReads.Columns} FROM recordings AS r";

    private StoredPage<ListedCall> Newest(Query query, string? cursor, int limit)
    {
        if (ListPlace.Read(cursor) is { } place) query.Where("(c.started_at, c.call_id) < ($last_time, $last_call)", place.Time, place.Key);
        var found = query.List(connection, Call, "ORDER BY c.started_at DESC, c.call_id DESC LIMIT $limit", limit + 1);
        return StoredPage<ListedCall>.Of(found, limit, last => ListPlace.Of(last.StartedAt, last.CallId));
    }

    /// <summary>A call is listed once, where its words were said last.</summary>
    private StoredPage<ListedCall> CallsWithWords(string match, CallFilter filter, string? cursor, int limit)
    {
        // Most often the first few hundred turns fill the page: each that is looked at has its snippet made.
        var looked = Math.Min(limit * 4, TurnsLookedAt);
        var found = Hits(match, filter, cursor, looked);
        if (found.Count == looked && looked < TurnsLookedAt && found.DistinctBy(hit => hit.CallId).Count() <= limit)
            (looked, found) = (TurnsLookedAt, Hits(match, filter, cursor, TurnsLookedAt));
        var hits = found.DistinctBy(hit => hit.CallId).Take(limit).ToList();
        var rows = hits.ConvertAll(hit => new Query(CallColumns).Where("c.call_id = $call_id", hit.CallId).List(connection, Call, "")[0] with { Snippet = hit.Snippet });
        var isMore = found.Count == looked || found.Exists(hit => !hits.Exists(taken => taken.CallId == hit.CallId));
        if (!isMore) return new StoredPage<ListedCall>(rows, null);
        var last = hits.Count == limit ? hits[^1] : found[^1];
        return new StoredPage<ListedCall>(rows, $"{Digits(last.Turn)}~{ListPlace.Read(cursor)?.Key ?? Digits(found[0].Turn)}");
    }

    private List<(long Turn, string CallId, string Snippet)> Hits(string match, CallFilter filter, string? cursor, int most)
    {
        var query = Narrow(new Query("""
            SELECT words.rowid, c.call_id, snippet(words, -1, '', '', '…', 14)
            FROM words JOIN turns ON turns.id = words.rowid JOIN calls AS c ON c.call_id = turns.call_id
            """).Where("words MATCH $words", match), filter);
        // From the last turn that was shown back to the first: whatever call has its words there was listed already.
        if (ListPlace.Read(cursor) is { } shown)
        {
            query.Where("words.rowid < CAST($last_turn AS INTEGER)", shown.Time).Where(
                """
                NOT EXISTS (
                    SELECT 1 FROM turns AS later CROSS JOIN words AS listed ON listed.rowid = later.id
                    WHERE later.call_id = c.call_id AND later.id BETWEEN CAST($last_shown AS INTEGER) AND CAST($first_shown AS INTEGER)
                        AND listed.words MATCH $listed_words)
                """,
                shown.Time, shown.Key, match);
        }

        return query.List(connection, row => (row.GetInt64(0), row.GetString(1), row.GetString(2)), "ORDER BY words.rowid DESC LIMIT $scanned", most);
    }

    private static Query Narrow(Query query, CallFilter filter)
    {
        if (filter.From is { } from) query.Where("c.started_at >= $from", UtcText.Of(from));
        if (filter.To is { } to) query.Where("c.started_at < $to", UtcText.Of(to));
        if (filter.Language is { } language) query.Where("c.language = $language", language);
        if (filter.Outcome == CallOutcome.Live) query.Where("c.outcome IS NULL AND c.ended_at IS NULL");
        else if (filter.Outcome is { } outcome) query.Where("c.outcome = $outcome", outcome);
        // Not by the index of numbers, which would have all that begin so sorted by time anew.
        if (filter.Number is ['+', ..] beginning) query.Where("+c.from_number >= $number AND +c.from_number < $number_end", beginning, beginning + '~');
        else if (filter.Number is { } digits) query.Where("instr(c.from_number, $number) > 0", digits);
        return query;
    }

    // Each word as it stands, the last one as far as it was typed: nobody writes FTS5's own language here. Null: there is none.
    private static string? Match(string? words)
    {
        var quoted = words?.Split([' ', '\0'], StringSplitOptions.RemoveEmptyEntries).Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return quoted is null || !quoted.Any() ? null : string.Join(' ', quoted) + "*";
    }

    private int Count(string sql) => new Query(sql).List(connection, row => row.GetInt32(0), "")[0];

    private static string Digits(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ListedCall Call(SqliteDataReader row) => new(
        row.GetString(0), row.Time(1), row.TimeOrNull(2), row.IntOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.TextOrNull(7),
        row.GetInt32(8), row.LongOrNull(9), row.TextOrNull(10), row.TextOrNull(11));

    private static StoredUsage Usage(SqliteDataReader row) => new(
        row.TextOrNull(0), row.IntOrNull(1), row.GetString(2), row.GetString(3), row.GetString(4), row.LongOrNull(5), row.Time(6));

    private static AudioFile Audio(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.Time(6));
}
