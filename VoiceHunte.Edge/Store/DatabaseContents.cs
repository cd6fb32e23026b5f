using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>What a whole database of ours holds.</summary>
/// <param name="Schema">Its version.</param>
internal sealed record DatabaseContents(long Schema, long Calls, long Reservations)
{
    /// <summary>Reads all of it, to see whether it is whole, ours, and not newer than this program.</summary>
    /// <param name="name">What the operator knows the file by.</param>
    /// <exception cref="NewerSchemaException">It knows more than this program.</exception>
    /// <exception cref="StoreUnavailableException">It is damaged, or another program's.</exception>
    public static DatabaseContents Examine(SqliteConnection connection, string name)
    {
        try
        {
            var schema = Migrations.VersionOf(connection);
            if (schema > Migrations.Newest) throw new NewerSchemaException(name, schema, Migrations.Newest);
            if (schema < 1 || !Has(connection, "calls") || !Has(connection, "turns"))
                throw new StoreUnavailableException($"{name} is no database of this appliance", null);
            if (Ask(connection, "PRAGMA integrity_check(1)") is not "ok") throw new StoreUnavailableException($"{name} is damaged", null);
            return new DatabaseContents(schema, Count(connection, "calls"), Has(connection, "reservations") ? Count(connection, "reservations") : 0);
        }
        catch (SqliteException trouble) when (DiskTrouble.IsDamage(trouble))
        {
            throw new StoreUnavailableException($"{name} is damaged, or no database ({trouble.Message})", trouble);
        }
    }

    public static bool Has(SqliteConnection connection, string table)
    {
        using var find = new Statement(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $name");
        return find.List(row => row.GetInt64(0), table).Count > 0;
    }

    private static long Count(SqliteConnection connection, string table) => (long)Ask(connection, $"SELECT count(*) FROM {table}")!;

    private static object? Ask(SqliteConnection connection, string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar();
    }
}
