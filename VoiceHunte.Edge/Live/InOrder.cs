namespace VoiceHunte.Edge.Live;

/// <summary>What a live call has to do, one thing after the other, in the order in which the caller brought it about.</summary>
/// <param name="broke">Hears of what threw; the next thing is done all the same.</param>
/// <param name="over">Once it is cancelled, being cancelled is no fault.</param>
internal sealed class InOrder(Action<Exception> broke, CancellationToken over = default)
{
    /// <summary>Ends with the last thing that was asked for so far, and never throws.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>For one caller at a time: under the lock of the call.</summary>
    public void Then(Func<Task> next) => Done = AfterAsync(Done, next);

    private async Task AfterAsync(Task before, Func<Task> next)
    {
        // Never under the lock of whoever brought it about.
        await Task.Yield();
        await before;
        try
        {
            await next();
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The call is over, or goes on elsewhere.
        }
        catch (Exception e)
        {
            broke(e);
        }
    }
}
