namespace VoiceHunte.Edge.Service;

/// <summary>
/// How far the process is on its way out. From <see cref="HasBegun"/> on nobody new is let in and who is here finishes; at
/// <see cref="LastCall"/> whatever is still in hand goes to the next process.
/// </summary>
internal sealed class ClosingTime : IDisposable
{
    private readonly CancellationTokenSource lastCall = new();
    private volatile bool hasBegun;

    public bool HasBegun => hasBegun;

    /// <summary>Cancelled when nobody waits any longer.</summary>
    public CancellationToken LastCall => lastCall.Token;

    public void Begin() => hasBegun = true;

    public void CallLast()
    {
        hasBegun = true;
        lastCall.Cancel();
    }

    public void Dispose() => lastCall.Dispose();
}
