namespace VoiceHunte.Edge.Store;

/// <summary>
/// A change that is on the disk in time or never: its waiter is told <see cref="Kept.OnDisk"/> or <see cref="Kept.Lost"/>,
/// and of a lost one nothing appears later. While its commit runs nobody can tell, so then the waiter waits on.
/// </summary>
internal sealed class PromisedWrite(Action<WritingConnection> change) : QueuedWrite(change)
{
    private readonly Lock gate = new();
    private bool late;
    private bool committing;
    private bool givenUp;

    public override bool IsGivenUp
    {
        get { lock (gate) return givenUp; }
    }

    /// <summary>From here on it cannot be taken back until the commit has an end.</summary>
    /// <returns>False when it was given up before.</returns>
    public bool BeginCommit()
    {
        lock (gate) return committing = !givenUp;
    }

    public bool IsCommitting
    {
        get { lock (gate) return committing; }
    }

    /// <summary>The commit came to nothing, for certain.</summary>
    public void EndCommit()
    {
        lock (gate)
        {
            committing = false;
            if (late) GiveUp();
        }
    }

    public override void RunOutOfPatience()
    {
        lock (gate)
        {
            late = true;
            if (!committing) GiveUp();
        }
    }

    /// <summary>Not in memory: nobody may be told that this one is kept there.</summary>
    public override void Settle(Kept kept)
    {
        if (kept == Kept.InMemory) return;

        lock (gate) givenUp |= kept == Kept.Lost;
        base.Settle(kept);
    }

    /// <summary>The end comes before anybody knows whether the commit is on the disk.</summary>
    public void Abandon(StoreUnavailableException unknown) => Fail(unknown);

    private void GiveUp()
    {
        givenUp = true;
        base.Settle(Kept.Lost);
    }
}
