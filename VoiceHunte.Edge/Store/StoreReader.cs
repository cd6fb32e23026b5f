using System.Collections.Concurrent;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The one thread that reads for the running service, with a connection of its own: no request waits for the disk on a
/// thread of the pool, and under WAL no reader waits for the writer.
/// </summary>
internal sealed class StoreReader(string path) : IDisposable
{
    private readonly BlockingCollection<Action> questions = [];
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CallHistory? history;
    private volatile bool outdated;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "store reader" }.Start();

    /// <exception cref="StoreUnavailableException">The disk cannot say: what is asked for may be there.</exception>
    public async Task<T> AskAsync<T>(Func<CallHistory, T> question, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            questions.Add(() => Answer(question, answer, cancel), cancel);
        }
        catch (InvalidOperationException closed)
        {
            throw new StoreUnavailableException("the database is closed", closed);
        }

        return await answer.Task.WaitAsync(cancel);
    }

    /// <summary>Opens the file anew for the next question: another one may lie in its place.</summary>
    public void Reopen() => outdated = true;

    /// <returns>Completes when the thread has ended and the connection is closed.</returns>
    public Task CloseAsync()
    {
        questions.CompleteAdding();
        return finished.Task;
    }

    public void Dispose() => questions.Dispose();

    private void Run()
    {
        foreach (var question in questions.GetConsumingEnumerable()) question();

        Forget();
        finished.SetResult();
    }

    private void Answer<T>(Func<CallHistory, T> question, TaskCompletionSource<T> answer, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return;

        try
        {
            if (outdated) Forget();
            history ??= CallHistory.Open(path);
            answer.SetResult(question(history));
        }
        catch (Exception trouble) when (DiskTrouble.Is(trouble))
        {
            Forget();
            answer.SetException(trouble as StoreUnavailableException ?? DiskTrouble.Unavailable(trouble, path));
        }
        catch (Exception fault)
        {
            // Not the disk's: it belongs to the one who asked, and the thread lives on.
            answer.SetException(fault);
        }
    }

    private void Forget()
    {
        outdated = false;
        history?.Dispose();
        history = null;
    }
}
