using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>voice_profiles</c> and <c>voice_questions</c>.</summary>
internal sealed class VoiceReads(SqliteConnection connection)
{
    private const string Columns =
        "SELECT id, phone, name, consent_text, consent_language, consented_at, expires_at, version, speech_ms, template FROM voice_profiles";

    public VoicesOfNumber Of(string phone, DateTimeOffset now) => new(
        new Query("SELECT name FROM voice_questions").Where("phone = $phone", phone).Texts(connection, ""),
        new Query(Columns).Where("phone = $phone", phone).Where("expires_at > $now", UtcText.Of(now)).List(connection, Voice, "ORDER BY consented_at, id")
            .ConvertAll(voice => voice with { UsualParty = UsualParty(voice) }));

    /// <summary>The one who agreed last comes first.</summary>
    /// <param name="cursor">As the page before gave it; null: the first page.</param>
    public StoredPage<StoredVoice> Page(string? cursor, int limit)
    {
        var query = new Query(Columns);
        if (ListPlace.Read(cursor) is { } place) query.Where("(consented_at, id) < ($last_time, $last_id)", place.Time, place.Key);
        var found = query.List(connection, Voice, "ORDER BY consented_at DESC, id DESC LIMIT $limit", limit + 1);
        return StoredPage<StoredVoice>.Of(found, limit, last => ListPlace.Of(last.ConsentedAt, last.Id));
    }

    public StoredVoice? Find(string id) => new Query(Columns).Where("id = $id", id).List(connection, Voice, "") is [var found] ? found : null;

    /// <summary>Those that are over their time, or of guests that are not known any more.</summary>
    public IReadOnlyList<string> Over(DateTimeOffset now) => new Query("SELECT id FROM voice_profiles")
        .Where("(expires_at <= $now OR phone NOT IN (SELECT phone FROM customers))", UtcText.Of(now)).Texts(connection, "");

    public IReadOnlyList<string> Before(DateTimeOffset consent) => new Query("SELECT id FROM voice_profiles").Where("consented_at < $consent", UtcText.Of(consent)).Texts(connection, "");

    /// <param name="name">Null: of all guests of the number.</param>
    public IReadOnlyList<string> IdsOf(string phone, string? name = null) =>
        new Query("SELECT id FROM voice_profiles").Where("phone = $phone", phone).Where("name = coalesce($name, name)", name).Texts(connection, "");

    private int? UsualParty(StoredVoice guest) =>
        new Query("SELECT people FROM reservations").Where("phone = $phone", guest.Phone).Where("name = $name", guest.Name)
            .List(connection, row => row.GetInt32(0), "ORDER BY created_at DESC LIMIT 3") is [var people, _, ..] parties && parties.TrueForAll(party => party == people)
            ? people
            : null;

    private static StoredVoice Voice(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Time(5), row.Time(6), row.GetString(7),
        TimeSpan.FromMilliseconds(row.GetInt64(8)), row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9));
}
