using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The name of the last commit that held a promise. A commit that failed may be on the disk all the same; whoever finds
/// its mark there knows.
/// </summary>
internal sealed class CommitMark(SqliteConnection connection) : IDisposable
{
    private readonly Statement last = new(connection, "SELECT mark FROM commits");

    private readonly Statement set = new(connection, """
        INSERT INTO commits (id, mark) VALUES (1, $mark) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark
        """);

    public static string New() => Guid.NewGuid().ToString("N");

    public bool Is(string mark) => last.List(row => row.GetString(0)) is [var found] && found == mark;

    public void Set(string mark) => set.Run(mark);

    public void Dispose()
    {
        last.Dispose();
        set.Dispose();
    }
}
