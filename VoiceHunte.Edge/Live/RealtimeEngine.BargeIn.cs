namespace VoiceHunte.Edge.Live;

/// <summary>The caller cuts in: silence at once, and a decision when it shows what it was.</summary>
internal sealed partial class RealtimeEngine
{
    // A cancelled response says that it is done within a moment; a session that does not is not waited for.
    private static readonly TimeSpan CancelTakes = TimeSpan.FromSeconds(2);

    /// <summary>It was more than a noise: the answer is given up, and what was heard of it is known.</summary>
    private void TakeOver(BargeIn cut, string? words)
    {
        bargeIn = null;
        parts.Metrics.BargeIn(real: true);
        var heardMs = HeardMs(cut);
        Log.CutIn(parts.Logger, call.CallId, heardMs, "and is listened to");
        GiveUp(cut.Turn, cut.Heard);
        line.Drop();
        BeginTurn(cut.ItemId!);
        if (words is null) return;
        byItem.Remove(cut.ItemId!);
        newest!.Hears(words);
    }

    /// <summary>It was a noise: the sentence goes on where it stopped.</summary>
    private void GoOn(BargeIn cut)
    {
        bargeIn = null;
        parts.Metrics.BargeIn(real: false);
        var heardMs = HeardMs(cut);
        Log.CutIn(parts.Logger, call.CallId, heardMs, "but it was nothing");
        if (cut.ItemId is { } noise) link!.Forget(noise);
        var unfinished = cut.WasGenerating ? cut.Turn : null;
        if (unfinished is not null && (cut.Exactly is not null || cut.Left == 0))
        {
            // Of code's own sentence, and of an answer of which nothing was heard, the whole is said anew.
            line.Drop();
            unfinished.BeginAnew();
            Ask(unfinished, cut.Exactly);
            return;
        }

        if (cut.Rest.Length > 0) link!.Remember("assistant", cut.Rest);
        line.Resume();
        if (unfinished is not null) Ask(unfinished, null, cut.Rest);
    }

    /// <summary>At each tick: whether the words should have come by now.</summary>
    private void DecideBargeIn()
    {
        if (active is { IsCancelled: true } && parts.Time.GetElapsedTime(active.LastSignAt) > CancelTakes)
        {
            active = null;
            AskNext();
        }

        if (bargeIn is not { EndedAt: { } at } cut || parts.Time.GetElapsedTime(at) < BargeIn.WordsTake) return;
        if (cut.ItemId is null) GoOn(cut);
        else TakeOver(cut, null);
    }

    /// <summary>The key, or the other voice, is listened to at once.</summary>
    private void CutOff()
    {
        var heard = line.Stop();
        ForgetUnheard(newest, heard);
        CancelActive();
        bargeIn = null;
        GiveUp(newest, heard);
        line.Drop();
    }

    private static void GiveUp(RealtimeTurn? turn, long heard)
    {
        if (turn is null) return;
        turn.IsGivenUp = true;
        turn.IsSaid = true;
        turn.Answer.Cut(heard);
    }

    /// <summary>What the model is saying for this turn is not heard any more.</summary>
    private void Silence(RealtimeTurn turn)
    {
        if (active?.Turn == turn) CancelActive();
        if (!line.IsSpeaking) return;
        ForgetUnheard(turn, line.Stop());
        line.Drop();
    }

    private void CancelActive()
    {
        if (active is not { IsCancelled: false } running) return;
        running.IsCancelled = true;
        running.LastSignAt = parts.Time.GetTimestamp();
        // One that has no name yet is cancelled as soon as it has.
        if (running.Id is { } id) link!.Cancel(id);
    }

    /// <summary>The model is told how much of what it said was heard, never more than there was.</summary>
    private void ForgetUnheard(RealtimeTurn? turn, long heard)
    {
        if (turn is null) return;
        foreach (var item in turn.Answer.Items)
            if (item.To > heard) link!.Truncate(item.Id, (int)(Math.Max(0, heard - item.From) / PlayOut.BytesAMillisecond));
    }

    private static string RestOf(RealtimeTurn? turn, long heard)
    {
        if (turn is null) return "";
        var (whole, part) = (turn.Answer.Text, turn.Answer.HeardUpTo(heard));
        return whole.StartsWith(part, StringComparison.Ordinal) ? whole[part.Length..].TrimStart() : whole;
    }

    private static long HeardMs(BargeIn cut) =>
        cut.Turn is { Answer.Items: [var first, ..] } ? Math.Max(0, cut.Heard - first.From) / PlayOut.BytesAMillisecond : 0;
}
