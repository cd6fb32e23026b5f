using System.Globalization;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The reservations in a house's database, written before a scripted call and read while it goes on.</summary>
internal sealed class BookOfReservations(House house)
{
    private const long FirstStranger = 90001;

    private static readonly RestaurantProfile Demo = RestaurantProfile.Load(path: null);

    /// <summary>The moment on the restaurant's clock.</summary>
    public static DateTimeOffset Instant(DateOnly date, string time) =>
        Demo.Hours.Instant(date.ToDateTime(TimeOnly.Parse(time, CultureInfo.InvariantCulture)));

    public void Prepare(ScriptedCall call)
    {
        var free = Demo.Tables.OrderBy(table => table.Seats).ToList();
        foreach (var given in call.Given)
        {
            var starts = Instant(given.Date, given.Time);
            var table = free.First(table => table.Seats >= given.People);
            free.Remove(table);
            Write(given.Id, given.Name, starts, starts + Demo.Reservations.Sitting, given.People, given.Phone, table.Name);
        }

        var stranger = FirstStranger;
        foreach (var full in call.Full)
        {
            foreach (var table in Demo.Tables)
                Write(stranger++, "Stranger", Instant(full.Date, full.From), Instant(full.Date, full.To), table.Seats, null, table.Name);
        }
    }

    /// <summary>All but those of the strangers, as the restaurant reads them.</summary>
    public IReadOnlyList<FoundReservation> Read() =>
    [
        .. house.Sql($"""
            SELECT CAST(id AS TEXT), starts_at, CAST(people AS TEXT), name, status, coalesce(phone, '') FROM reservations
            WHERE id NOT BETWEEN {FirstStranger} AND 90999 OR call_id IS NOT NULL ORDER BY id
            """).Select(row => row.Split('|')).Select(Found),
    ];

    public int CountMessages() => house.Sql("SELECT text FROM messages").Count;

    private static FoundReservation Found(string[] row)
    {
        var starts = Demo.Hours.LocalTime(UtcText.Read(row[1]));
        var reservation = new ExpectedReservation(
            starts.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), starts.ToString("HH:mm", CultureInfo.InvariantCulture),
            int.Parse(row[2], CultureInfo.InvariantCulture), row[3], row[4], long.Parse(row[0], CultureInfo.InvariantCulture));
        return new FoundReservation(reservation, row[5]);
    }

    private void Write(long id, string name, DateTimeOffset starts, DateTimeOffset ends, int people, string? phone, string table) => house.Sql(
        string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO reservations (id, name, starts_at, ends_at, people, phone, status, tables, booking_key, created_at, updated_at)
            VALUES ({id}, '{name}', '{UtcText.Of(starts)}', '{UtcText.Of(ends)}', {people}, {(phone is null ? "NULL" : $"'{phone}'")},
                'confirmed', '{TableNames.Of([table])}', 'given {id}', '{UtcText.Of(starts.AddDays(-7))}', '{UtcText.Of(starts.AddDays(-7))}')
            """));
}

/// <param name="Phone">Whose it is; empty when hidden.</param>
internal sealed record FoundReservation(ExpectedReservation Reservation, string Phone);
