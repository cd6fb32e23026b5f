using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The book of reservations in the hands of the one who writes: what is read here stays true until what is written here
/// is committed with it.
/// </summary>
internal sealed class OpenBook(SqliteConnection connection, CustomersTable customers) : IDisposable
{
    public ReservationReads Reads { get; } = new(connection);

    public ReservationsTable Reservations { get; } = new(connection);

    public HoldsTable Holds { get; } = new(connection);

    /// <summary>The guests behind the reservations.</summary>
    public CustomersTable Customers => customers;

    public void Dispose()
    {
        Reads.Dispose();
        Reservations.Dispose();
        Holds.Dispose();
    }
}
