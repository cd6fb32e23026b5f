namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A door in a stand-in: its answer waits there until the test opens it.</summary>
internal sealed class Gate
{
    /// <summary>What has not happened by then will not: the test fails rather than hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody stands before it.</summary>
    public Task Reached => reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public void Open() => opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        return opened.Task.WaitAsync(cancellationToken);
    }
}
