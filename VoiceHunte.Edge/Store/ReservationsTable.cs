using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Writes <c>reservations</c>, and which wishes changed them.</summary>
internal sealed class ReservationsTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement add = new(connection, """
        INSERT INTO reservations (id, name, starts_at, ends_at, people, phone, notes, status, call_id, tables, language,
            booking_key, created_at, updated_at)
        VALUES ($id, $name, $starts_at, $ends_at, $people, $phone, $notes, $status, $call_id, $tables, $language,
            $booking_key, $created_at, $updated_at)
        """);

    private readonly Statement change = new(connection, """
        UPDATE reservations SET name = $name, starts_at = $starts_at, ends_at = $ends_at, people = $people, phone = $phone,
            notes = $notes, status = $status, tables = $tables, updated_at = $updated_at
        WHERE id = $id
        """);

    private readonly Statement noteChange = new(connection, """
        INSERT INTO reservation_changes (change_key, reservation_id, changed_at) VALUES ($key, $id, $changed_at)
        """);

    public void Add(StoredReservation booked) => add.Run(
        booked.Id, booked.Name, UtcText.Of(booked.StartsAt), UtcText.Of(booked.EndsAt), booked.People, booked.Phone,
        booked.Notes, booked.Status, booked.CallId, TableNames.Of(booked.Tables), booked.Language, booked.BookingKey,
        UtcText.Of(booked.CreatedAt), UtcText.Of(booked.UpdatedAt));

    public void Change(StoredReservation changed) => change.Run(
        changed.Name, UtcText.Of(changed.StartsAt), UtcText.Of(changed.EndsAt), changed.People, changed.Phone,
        changed.Notes, changed.Status, TableNames.Of(changed.Tables), UtcText.Of(changed.UpdatedAt), changed.Id);

    public void NoteChange(string key, StoredReservation changed) =>
        noteChange.Run(key, changed.Id, UtcText.Of(changed.UpdatedAt));

    public void Dispose()
    {
        add.Dispose();
        change.Dispose();
        noteChange.Dispose();
    }
}
