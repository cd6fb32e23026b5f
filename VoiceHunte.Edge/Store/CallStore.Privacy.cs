using System.Globalization;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

internal sealed partial class CallStore
{
    // Another process may hold the lock for moments; a full disk does for longer.
    private static readonly TimeSpan ChangePatience = TimeSpan.FromSeconds(30);
    private const int CheckpointTries = 30;
    private const int PagesMergedAtOnce = 500;

    /// <summary>A call that began before then is over, whoever told.</summary>
    public static DateTimeOffset OldestCallInProgress(DateTimeOffset now) => now - LongestCall;

    /// <summary>Changes something in one transaction, and answers when it is on the disk.</summary>
    /// <param name="change">Runs again when a commit came to nothing.</param>
    /// <exception cref="StoreUnavailableException">The disk does not take it; it is not there.</exception>
    public async Task<T> ChangeAsync<T>(Func<WritingConnection, T> change, CancellationToken cancel)
    {
        var result = default(T);
        for (var began = time.GetTimestamp(); ; cancel.ThrowIfCancellationRequested())
        {
            if (await writer.PromiseAsync(database => result = change(database), Patience, cancel) == Kept.OnDisk) return result!;
            if (time.GetElapsedTime(began) > ChangePatience) throw new StoreUnavailableException(Health.Problem ?? $"{path} does not take it", null);
        }
    }

    /// <exception cref="StoreUnavailableException">The disk does not take it; it is not there.</exception>
    public async Task ChangeAsync(Action<WritingConnection> change, CancellationToken cancel) => await ChangeAsync(
        database =>
        {
            change(database);
            return true;
        },
        cancel);

    /// <summary>
    /// Leaves no trace of deleted rows: the index of words is merged, a little at a time, and the WAL is emptied.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be done now; traces may be left.</exception>
    public async Task LeaveNoTraceAsync(CancellationToken cancel)
    {
        // Negative: all of the index, and not only where SQLite would merge of itself.
        var pages = -PagesMergedAtOnce;
        while (await ChangeAsync(database => database.MergeWords(pages), cancel)) pages = PagesMergedAtOnce;
        await EmptyWalAsync(cancel);
    }

    /// <summary>The same for rows that have no words.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be done now; traces may be left.</exception>
    public async Task EmptyWalAsync(CancellationToken cancel)
    {
        // SQLite itself waits a second each time for whoever reads there.
        for (var tries = 1; !await Task.Run(EmptyWal, cancel); tries++)
        {
            if (tries == CheckpointTries) throw new StoreUnavailableException("another program reads the database and keeps its WAL open", null);
        }
    }

    /// <summary>False: somebody reads there.</summary>
    private bool EmptyWal()
    {
        try
        {
            using var connection = DatabaseFile.OpenForChanging(path);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0;
        }
        catch (SqliteException trouble) when (DiskTrouble.Is(trouble))
        {
            return false;
        }
    }
}
