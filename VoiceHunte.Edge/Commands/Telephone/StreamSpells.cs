namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>When the restaurant speaks, and for how long: what a person wants to see of a media stream.</summary>
internal sealed class StreamSpells(TelephoneScreen screen)
{
    /// <summary>A shorter pause is none: sentences come in pieces.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private TimeSpan now;
    private TimeSpan began;
    private TimeSpan spoken;
    private bool isSpeaking;

    public TimeSpan Lasted => now;

    public TimeSpan Heard { get; private set; }

    public int Count { get; private set; }

    public int Marks { get; private set; }

    public int Clears { get; private set; }

    /// <param name="soundBytes">Heard in this frame.</param>
    public void Tick(int soundBytes)
    {
        now += FramePacer.Frame;
        if (soundBytes > 0)
        {
            if (!isSpeaking) began = now - FramePacer.Frame;
            isSpeaking = true;
            spoken = now;
            Heard += Sounding(soundBytes);
        }
        else if (isSpeaking && now - spoken >= Pause)
        {
            Finish(TimeSpan.Zero);
        }
    }

    public void MarkReturned(string name) => Marks++;

    /// <param name="droppedBytes">What the caller does not hear any more.</param>
    public void Cleared(int droppedBytes)
    {
        Clears++;
        if (isSpeaking) Finish(Sounding(droppedBytes));
    }

    public void Finish(TimeSpan unheard)
    {
        if (!isSpeaking) return;
        isSpeaking = false;
        Count++;
        screen.Spoke(began, spoken - began, unheard);
    }

    private static TimeSpan Sounding(int bytes) => TelephoneScreen.Sounding(bytes);
}
