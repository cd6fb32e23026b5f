using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads <c>reservations</c> and <c>holds</c>.</summary>
internal sealed class ReservationReads(SqliteConnection connection) : IDisposable
{
    public const string Columns = """
        SELECT id, name, starts_at, ends_at, people, phone, notes, status, call_id, tables, language, booking_key,
            created_at, updated_at
        FROM reservations
        """;

    private readonly Statement one = new(connection, $"{Columns} WHERE id = $id");
    private readonly Statement booked = new(connection, $"{Columns} WHERE booking_key = $key");

    private readonly Statement changed = new(connection, """
        SELECT reservation_id FROM reservation_changes WHERE change_key = $key
        """);

    private readonly Statement ofPhone = new(connection, $"""
        {Columns} WHERE phone = $phone AND status = 'confirmed' AND starts_at > $after ORDER BY starts_at, id
        """);

    private readonly Statement between = new(connection, $"""
        {Columns} WHERE starts_at >= $from AND starts_at < $to ORDER BY starts_at, id
        """);

    private readonly Statement taken = new(connection, """
        SELECT tables, starts_at, ends_at FROM reservations
        WHERE ends_at > $from AND starts_at < $to AND status = 'confirmed' AND id IS NOT $reservation
        UNION ALL
        SELECT tables, starts_at, ends_at FROM holds
        WHERE ends_at > $from AND starts_at < $to AND expires_at > $now AND call_id IS NOT $call
        """);

    private readonly Statement hold = new(connection, """
        SELECT call_id, starts_at, ends_at, people, tables, expires_at FROM holds WHERE call_id = $call AND expires_at > $now
        """);

    public StoredReservation? Find(long id) => one.List(Reservation, id) is [var found] ? found : null;

    /// <summary>What this wish has become already; null when it was not booked.</summary>
    public StoredReservation? FindBooked(string key) => booked.List(Reservation, key) is [var found] ? found : null;

    /// <summary>Whether this wish has been followed already.</summary>
    public bool IsChanged(string key) => changed.List(row => row.GetInt64(0), key).Count > 0;

    /// <summary>What is confirmed for a number and begins later than <paramref name="after"/>, soonest first.</summary>
    public IReadOnlyList<StoredReservation> OfPhone(string phone, DateTimeOffset after) =>
        ofPhone.List(Reservation, phone, UtcText.Of(after));

    /// <summary>What begins in that time, cancelled or not, soonest first.</summary>
    public IReadOnlyList<StoredReservation> Between(DateTimeOffset from, DateTimeOffset to) =>
        between.List(Reservation, UtcText.Of(from), UtcText.Of(to));

    /// <summary>What occupies tables at some moment from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public IReadOnlyList<TakenTables> Taken(DateTimeOffset from, DateTimeOffset to, TableSeeker seeker, DateTimeOffset now) =>
        taken.List(
            row => new TakenTables(TableNames.Read(row.GetString(0)), row.Time(1), row.Time(2)),
            UtcText.Of(from), UtcText.Of(to), seeker.ReservationId, UtcText.Of(now), seeker.CallId);

    /// <summary>What a call holds; null when there is none, or it has expired.</summary>
    public StoredHold? HoldOf(string callId, DateTimeOffset now) =>
        hold.List(Hold, callId, UtcText.Of(now)) is [var found] ? found : null;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[one, booked, changed, ofPhone, between, taken, hold]) statement.Dispose();
    }

    public static StoredReservation Reservation(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.Time(2), row.Time(3), row.GetInt32(4), row.TextOrNull(5), row.TextOrNull(6),
        row.GetString(7), row.TextOrNull(8), TableNames.Read(row.GetString(9)), row.TextOrNull(10), row.GetString(11),
        row.Time(12), row.Time(13));

    private static StoredHold Hold(SqliteDataReader row) => new(
        row.GetString(0), row.Time(1), row.Time(2), row.GetInt32(3), TableNames.Read(row.GetString(4)), row.Time(5));
}
