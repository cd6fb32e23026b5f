using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// Writes <c>erasures</c> and takes a caller's rows away: a piece in each transaction, counted in the same one, so that whoever
/// goes on after a crash neither leaves anything nor counts it twice.
/// </summary>
internal sealed class ErasureTables(SqliteConnection connection)
{
    // Rows of other callers that may have the number in their words are looked through so many at a time.
    public const int TurnsAtOnce = 5_000;

    private readonly RareStatements rare = new(connection);
    private readonly CallRows rows = new(connection);

    /// <summary>Writes down that a number is to be erased. The same number once more is the same erasure.</summary>
    /// <param name="answersSince">A call that began before then is over, whoever told.</param>
    public ErasureBegun Begin(StoredErasure wanted, DateTimeOffset answersSince)
    {
        var phone = wanted.Phone;
        if (rare.List("SELECT 1 FROM calls WHERE from_number = $phone AND ended_at IS NULL AND started_at > $since", row => row.GetInt32(0), phone, UtcText.Of(answersSince)).Count > 0)
            return new ErasureBegun(null, IsOnTheTelephone: true);
        if (rare.List("SELECT id FROM erasures WHERE phone = $phone", row => row.GetString(0), phone) is [var begun, ..]) return new ErasureBegun(begun, false);
        if (!new PrivacyReads(connection).IsKept(phone!)) return new ErasureBegun(null, false);

        rare.Run("""
            INSERT INTO erasures (id, phone, phone_salt, phone_hash, requested_by, started_at) VALUES ($id, $phone, $salt, $hash, $by, $started_at)
            """, wanted.Id, phone, wanted.PhoneSalt, wanted.PhoneHash, wanted.RequestedBy, UtcText.Of(wanted.StartedAt));
        rare.Run("""
            INSERT INTO audit (operator, action, subject, created_at) VALUES ($by, 'guest erased', $id, $at)
            """, wanted.RequestedBy, wanted.Id, UtcText.Of(wanted.StartedAt));
        return new ErasureBegun(wanted.Id, false);
    }

    /// <summary>One call, with all that was said in it, and what was booked in it for the same number or none.</summary>
    public void EraseCall(StoredErasure erasure, string callId)
    {
        Anonymise(erasure, "call_id = $call_id AND (phone IS NULL OR phone = $phone)", callId, erasure.Phone);
        Count(erasure, "messages", rare.Run("DELETE FROM messages WHERE call_id = $call_id", callId));
        foreach (var (kind, count) in rows.Delete(callId)) Count(erasure, kind, count);
    }

    /// <summary>What is known of the number apart from its calls.</summary>
    public void EraseGuest(StoredErasure erasure)
    {
        var (phone, until) = (erasure.Phone, UtcText.Of(erasure.StartedAt));
        Anonymise(erasure, "phone = $phone AND created_at <= $until", phone, until);
        Count(erasure, "voice_profiles", rare.Run("DELETE FROM voice_profiles WHERE phone = $phone AND consented_at <= $until", phone, until));
        rare.Run("DELETE FROM voice_questions WHERE phone = $phone AND asked_at <= $until", phone, until);
        Count(erasure, "customers", rare.Run("DELETE FROM customers WHERE phone = $phone", phone));
        Count(erasure, "messages", rare.Run("DELETE FROM messages WHERE from_number = $phone AND created_at <= $until", phone, until));
        Count(erasure, "limit_hits", rare.Run("DELETE FROM limit_hits WHERE phone = $phone AND created_at <= $until", phone, until));
        rare.Run("""
            UPDATE audit SET subject = CASE WHEN instr(subject, $phone) > 0 THEN 'erased' ELSE subject END, before = NULL, after = NULL
            WHERE instr(subject, $phone) > 0 OR instr(before, $phone) > 0 OR instr(after, $phone) > 0
            """, phone);
        rare.Run("UPDATE messages SET text = replace(text, $phone, '•••') WHERE instr(text, $phone) > 0", phone);
        rare.Run("UPDATE reservations SET notes = replace(notes, $phone, '•••') WHERE instr(notes, $phone) > 0", phone);
        rare.Run("UPDATE reservation_history SET before = replace(before, $phone, '•••'), after = replace(after, $phone, '•••') WHERE instr(after, $phone) > 0 OR instr(before, $phone) > 0", phone);
        rare.Run("UPDATE calls SET draft = replace(draft, $phone, '•••') WHERE instr(draft, $phone) > 0", phone);
        rare.Run("UPDATE spoken_lines SET text = replace(text, $phone, '•••') WHERE instr(text, $phone) > 0", phone);
        rare.Run("UPDATE replies SET twiml = replace(twiml, $phone, '•••') WHERE instr(twiml, $phone) > 0", phone);
    }

    /// <summary>Where others named the number, it is blotted out.</summary>
    /// <param name="after">The turn to go on behind.</param>
    /// <returns>The last turn that was looked at; null at the end.</returns>
    public long? BlotOut(StoredErasure erasure, long after)
    {
        var last = rare.List("SELECT max(id) FROM (SELECT id FROM turns WHERE id > $after ORDER BY id LIMIT $most)", row => row.LongOrNull(0), after, TurnsAtOnce)[0];
        if (last is null) return null;

        rare.Run("""
            UPDATE turns SET user_text = replace(user_text, $phone, '•••'), assistant_text = replace(assistant_text, $phone, '•••'),
                heard_text = replace(heard_text, $phone, '•••'), tool_calls = replace(tool_calls, $phone, '•••'), understood = replace(understood, $phone, '•••')
            WHERE id > $after AND id <= $last AND (instr(user_text, $phone) > 0 OR instr(assistant_text, $phone) > 0 OR instr(heard_text, $phone) > 0
                OR instr(tool_calls, $phone) > 0 OR instr(understood, $phone) > 0)
            """, erasure.Phone, after, last);
        return last;
    }

    public void Count(StoredErasure erasure, string kind, int count)
    {
        if (count == 0) return;
        rare.Run("""
            INSERT INTO erasure_counts (erasure_id, kind, count) VALUES ($id, $kind, $count)
            ON CONFLICT (erasure_id, kind) DO UPDATE SET count = count + excluded.count
            """, erasure.Id, kind, count);
    }

    /// <summary>The rows are gone: with them goes the number.</summary>
    public void Certify(string id, string certificate)
    {
        rare.Run("UPDATE erasures SET phone = NULL, certificate = $certificate WHERE id = $id", certificate, id);
        rare.Run("DELETE FROM erasure_counts WHERE erasure_id = $id", id);
    }

    /// <summary>No trace of it is left in the file either.</summary>
    public void Finish(string id, DateTimeOffset now) => rare.Run("UPDATE erasures SET finished_at = $now WHERE id = $id", UtcText.Of(now), id);

    private void Anonymise(StoredErasure erasure, string which, params ReadOnlySpan<object?> values)
    {
        var found = rare.List($"SELECT id FROM reservations WHERE {which}", row => row.GetInt64(0), values);
        foreach (var id in found) rows.MakeAnonymous(id);
        Count(erasure, "reservations", found.Count);
    }
}
