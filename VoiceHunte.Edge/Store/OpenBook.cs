using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The book of reservations in the hands of the one who writes: what is read here stays true until what is written here
/// is committed with it.
/// </summary>
internal sealed class OpenBook(SqliteConnection connection, CustomersTable customers, OperatorTables operators) : IDisposable
{
    public ReservationReads Reads { get; } = new(connection);

    public ReservationsTable Reservations { get; } = new(connection);

    /// <summary>What was done to them, by whom.</summary>
    public ReservationHistoryTable History { get; } = new(connection, operators);

    public HoldsTable Holds { get; } = new(connection);

    /// <summary>The guests behind the reservations.</summary>
    public CustomersTable Customers => customers;

    public void Dispose()
    {
        Reads.Dispose();
        History.Dispose();
        Reservations.Dispose();
        Holds.Dispose();
    }
}
