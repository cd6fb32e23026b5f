using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>What becomes of a turn: the words, the tools, the answer, and how much of it was heard.</summary>
internal sealed partial class RealtimeEngine
{
    // Words come late and in any order; after this the turn goes on without them.
    private static readonly TimeSpan WordsTake = TimeSpan.FromSeconds(3);

    /// <summary>Look, hold, answer a question beside it, and once more for a mistake.</summary>
    private const int MostRounds = 4;

    private Owed? owed;

    private void BeginTurn(string itemId)
    {
        var isFree = newest is null or { IsSaid: true };
        var codeAnswers = parts.Turns.CodeAnswers(call);
        var turn = new RealtimeTurn(parts.Turns.Open(call), itemId);
        byItem[itemId] = turn;
        newest = turn;
        if (isFree && !codeAnswers) Ask(turn, null);
        work.Then(() => TakeTurnOrKeepItAsync(turn));
    }

    /// <summary>Asks for a response, as soon as the one before it is done.</summary>
    /// <param name="exactly">What is to be said word for word; null: the model answers.</param>
    /// <param name="behind">The model goes on behind these words of its last answer; null: it begins anew.</param>
    private void Ask(RealtimeTurn turn, string? exactly, string? behind = null)
    {
        turn.IsAsked = true;
        if (active is not null)
        {
            nextToAsk = (turn, exactly, behind);
            return;
        }

        active = new ActiveResponse(turn, exactly) { LastSignAt = parts.Time.GetTimestamp() };
        if (exactly is not null) link!.SayExactly(exactly);
        else if (behind is not null) link!.GoOn(parts.Turns.Instructions(call), behind);
        else link!.Answer(parts.Turns.Instructions(call));
    }

    /// <summary>A caller who hangs up in mid-turn has said what they said, and heard what they heard.</summary>
    private async Task TakeTurnOrKeepItAsync(RealtimeTurn turn)
    {
        try
        {
            await TakeTurnAsync(turn);
        }
        catch (OperationCanceledException) when (!turn.IsSaid)
        {
            var (spoken, text) = (turn.Spoken!, turn.Answer.Text);
            if (spoken.Heard.Text.Length == 0 && turn.Words.IsCompleted && await turn.Words is { Length: > 0 } words) parts.Turns.Hear(call, spoken, Heard.Of(words));
            if (spoken.Heard.Text.Length == 0 && text.Length == 0) return;
            var kept = await parts.Turns.KeepAsync(call, spoken, parts.Turns.TakeUp(call, spoken, text));
            await parts.Live.KeepHeardAsync(call, kept, turn.Answer.HeardUpTo(line.Heard));
        }
    }

    private async Task TakeTurnAsync(RealtimeTurn turn)
    {
        var spoken = turn.Spoken!;
        string? words;
        using (spoken.Context.Stages?.Measure(TurnStages.Transcribe)) words = await WordsOfAsync(turn);
        if (words is not null)
        {
            if (words.Length == 0)
            {
                TakeBack(turn);
                return;
            }

            if (parts.Turns.Hear(call, spoken, Heard.Of(words)) is { } atOnce)
            {
                await SayByCodeAsync(turn, atOnce);
                return;
            }
        }

        for (var round = 0; round < MostRounds; round++)
        {
            lock (line.Gate)
            {
                if (!turn.IsAsked && !turn.IsGivenUp && failure is null) Ask(turn, null);
            }

            RealtimeResponse? response = null;
            using (spoken.Context.Stages?.Measure(TurnStages.Model)) response = failure is null ? await turn.NextResponseAsync(stopping.Token) : null;
            if (turn.IsFalse || (response is not null && await CarryOutAsync(spoken, response)))
            {
                var reply = parts.Turns.TakeUpInCodesWords(call, spoken);
                if (reply.Text.Length == 0) reply = CallDesk.LostThread(call);
                await SayByCodeAsync(turn, reply);
                return;
            }

            if (response is null || response.Calls.Count == 0) break;
            turn.IsAsked = false;
        }

        await FinishAsync(turn, spoken);
    }

    /// <summary>The model's own answer stands: it goes on disk while it is being heard.</summary>
    private async Task FinishAsync(RealtimeTurn turn, SpokenTurn spoken)
    {
        var text = turn.Answer.Text;
        if (text.Length == 0 && failure is not null && !turn.Answer.CutIn.IsCompleted)
        {
            owed = new Owed { Text = spoken.Heard.Text };
            SpokenTurns.TakeBack(call, spoken);
            return;
        }

        var kept = await parts.Turns.KeepAsync(call, spoken, parts.Turns.TakeUp(call, spoken, text));
        await HearOutAsync(turn, kept);
    }

    /// <summary>Runs the tools that the model asked for; true when they have settled what is said next.</summary>
    private async Task<bool> CarryOutAsync(SpokenTurn spoken, RealtimeResponse response)
    {
        // Of a response that was cut off the arguments end anywhere.
        if (response.Status != "completed") return false;
        foreach (var asked in response.Calls.Where(each => each.IsComplete))
        {
            var output = await spoken.Making.TakeAsync(new ChatToolCall(asked.CallId, asked.Name, asked.Arguments), CancellationToken.None);
            lock (line.Gate) link!.ToolAnswered(asked.CallId, output);
        }

        return spoken.Making.IsSettled;
    }

    /// <summary>What code has decided is on disk before it is said, and is said word for word.</summary>
    private async Task SayByCodeAsync(RealtimeTurn turn, Reply reply)
    {
        lock (line.Gate)
        {
            if (active is { IsCancelled: false, Exactly: null } && active.Turn == turn) Silence(turn);
        }

        await SayWordForWordAsync(turn, await parts.Turns.KeepAsync(call, turn.Spoken!, reply));
    }

    private async Task SayWordForWordAsync(RealtimeTurn turn, LiveTurn kept)
    {
        var text = kept.Reply.Text;
        if (turn.IsGivenUp)
        {
            await parts.Live.KeepHeardAsync(call, kept, "");
            return;
        }

        if (text.Length > 0 && !await IsSaidByModelAsync(turn, text) && !turn.Answer.CutIn.IsCompleted)
        {
            if (failure is not null || !await parts.Voice.SayAsync(text, line, turn.Answer, stopping.Token))
            {
                // Whatever of it was begun is begun anew, by the next voice.
                lock (line.Gate) Silence(turn);
                owed = new Owed { Unsaid = kept };
                lock (line.Gate) Fail("no voice");
                return;
            }
        }

        await HearOutAsync(turn, kept);
    }

    private async Task<bool> IsSaidByModelAsync(RealtimeTurn turn, string text)
    {
        lock (line.Gate)
        {
            if (failure is not null) return false;
            turn.BeginAnew();
            Ask(turn, text);
        }

        if (await turn.NextResponseAsync(stopping.Token) is not { Status: "completed" }) return turn.Answer.CutIn.IsCompleted;
        var check = new ReadingCheck(text);
        check.Hear(turn.Answer.Text);
        if (check is { IsTrue: true, IsWhole: true }) return true;
        Log.Reworded(parts.Logger, call.CallId);
        lock (line.Gate) Silence(turn);
        turn.BeginAnew();
        return false;
    }

    private async Task HearOutAsync(RealtimeTurn turn, LiveTurn kept)
    {
        turn.IsSaid = true;
        var saying = new Saying(kept, turn.Answer);
        switch (await new HearOut(call, line, parts.Live, failing.Task).WaitAsync(saying, stopping.Token))
        {
            case HearingEnd.HandedOn:
                owed = new Owed { Saying = saying };
                break;
            case HearingEnd.Heard when kept.Reply.Next is Next.Transfer or Next.HangUp:
                ended.TrySetResult(new EngineEnd(kept.Reply.Next, null));
                break;
        }
    }

    private async Task SpeakUnaskedAsync(Task<LiveTurn> keeping)
    {
        var turn = new RealtimeTurn(null, null);
        lock (line.Gate) newest = turn;
        await SayWordForWordAsync(turn, await keeping);
    }

    private async Task TakeKeyAsync(char key)
    {
        var turn = new RealtimeTurn(null, null);
        lock (line.Gate) newest = turn;
        var heard = new Heard("", null, key.ToString(), null);
        if (await parts.Live.TakeAsync(call, heard, static (_, _) => ValueTask.CompletedTask, CancellationToken.None) is { } kept)
            await SayWordForWordAsync(turn, kept);
    }

    private async Task<string?> WordsOfAsync(RealtimeTurn turn)
    {
        try
        {
            return await turn.Words.WaitAsync(WordsTake, parts.Time, stopping.Token);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>It was a noise: whatever the model began to say to it is not heard.</summary>
    private void TakeBack(RealtimeTurn turn)
    {
        lock (line.Gate)
        {
            Silence(turn);
            link!.Forget(turn.ItemId!);
            SpokenTurns.TakeBack(call, turn.Spoken!);
            turn.IsSaid = true;
        }
    }
}
