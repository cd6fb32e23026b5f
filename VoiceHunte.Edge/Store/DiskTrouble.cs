using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// Tells trouble that time or the operator mends (then writes wait) from a write that SQLite will never take.
/// Codes: https://sqlite.org/rescode.html
/// </summary>
internal static class DiskTrouble
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14,
        TooBig = 18, Constraint = 19, Mismatch = 20, OutOfRange = 25, NotADatabase = 26;

    public static bool Is(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is not (TooBig or Constraint or Mismatch or OutOfRange),
        IOException or UnauthorizedAccessException or NewerSchemaException or StoreUnavailableException => true,
        _ => false,
    };

    /// <summary>A sentence for the operator, with what to do where something can be done.</summary>
    public static string Describe(Exception trouble, string path) => trouble switch
    {
        SqliteException sqlite => Describe(sqlite, path),
        NewerSchemaException or StoreUnavailableException => trouble.Message,
        _ => $"{path} cannot be opened: {trouble.Message}",
    };

    /// <summary>Somebody else has it open.</summary>
    public static bool IsInUse(SqliteException trouble) => trouble.SqliteErrorCode is Busy or Locked;

    /// <summary>What lies in the file is no whole database.</summary>
    public static bool IsDamage(SqliteException trouble) => trouble.SqliteErrorCode is Corrupt or NotADatabase;

    public static StoreUnavailableException Unavailable(Exception trouble, string path) =>
        new(trouble is SqliteException { SqliteErrorCode: CannotOpen or ReadOnly }
            ? $"{path} cannot be opened: check who owns it ({trouble.Message})"
            : Describe(trouble, path), trouble);

    private static string Describe(SqliteException trouble, string path) => trouble.SqliteErrorCode switch
    {
        Full => $"the disk is full: {path} cannot grow; make room and writing resumes by itself",
        IoError => $"the disk fails under {path} ({trouble.Message})",
        Corrupt or NotADatabase => $"{path} is damaged ({trouble.Message}); it is left as it is: put a good copy in its place",
        Busy or Locked => $"another program keeps {path} locked",
        ReadOnly or CannotOpen => $"{path} cannot be opened for writing: check that its directory exists and who owns it",
        _ => $"{path} cannot be used ({trouble.Message})",
    };
}
