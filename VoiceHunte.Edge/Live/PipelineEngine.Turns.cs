using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>A turn of the pipeline, from the words to the last sound of the answer.</summary>
internal sealed partial class PipelineEngine
{
    /// <summary>What the step above has left: it is not said again, and nothing of it is lost.</summary>
    private async Task TakeUpAsync(Owed owed)
    {
        if (owed.Saying is { } saying) await InTurnAsync(new PipelineTurn(saying.Answer), _ => FollowAsync(saying));
        else if (owed.Unsaid is { } unsaid) await SpeakAsync(unsaid);
        else if (owed.Text is { Length: > 0 } text) await TakeTurnAsync(Heard.Of(text), 0);
        else if (owed.Text is not null) await SpeakAsync(await parts.Live.AskToRepeatAsync(call));
    }

    private async Task TakeTurnAsync(Heard heard, long heardAt)
    {
        lock (line.Gate)
        {
            if (heard.Keys.Length == 0) heard = Heard.Of(Joined(unfinished, heard.Text)) with { TranscribedIn = heard.TranscribedIn };
            unfinished = "";
            if (failure is not null)
            {
                Leave(heard.Text);
                return;
            }
        }

        await InTurnAsync(new PipelineTurn { HeardAt = heardAt }, async turn =>
        {
            var kept = await parts.Live.TakeAsync(call, heard, (sentence, _) => SayAsync(turn, sentence), turn.Interrupted);
            if (kept is not null) await HearOutAsync(turn, kept);
            // The caller went on before anything was answered.
            else lock (line.Gate) unfinished = Joined(heard.Text, unfinished);
        });
    }

    private Task SpeakAsync(LiveTurn kept) => InTurnAsync(new PipelineTurn(), async turn =>
    {
        await LiveTurns.SayAsync(kept.Reply.Text, (sentence, _) => SayAsync(turn, sentence), stopping.Token);
        await HearOutAsync(turn, kept);
    });

    private async Task InTurnAsync(PipelineTurn turn, Func<PipelineTurn, Task> take)
    {
        using var taken = turn;
        lock (line.Gate) current = turn;
        try
        {
            await take(turn);
        }
        finally
        {
            lock (line.Gate) current = null;
        }
    }

    /// <summary>The sentence is being made from now on, and played as soon as those before it are.</summary>
    private ValueTask SayAsync(PipelineTurn turn, string sentence)
    {
        if (turn.Answer.CutIn.IsCompleted) return ValueTask.CompletedTask;
        if (turn is { IsAnswered: false, HeardAt: > 0 }) parts.Metrics.FirstAudio(AudioStages.Thought, "pipeline", parts.Time.GetElapsedTime(turn.HeardAt));
        turn.IsAnswered = true;
        var audio = parts.Voice.Make(sentence);
        turn.Playing = PlayAsync(turn, turn.Playing, sentence, audio);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> PlayAsync(PipelineTurn turn, Task<bool> before, string sentence, Speech.GrowingAudio audio)
    {
        if (!await before) return false;
        if (turn is { IsAudible: false, HeardAt: > 0 } && await VoiceOfCode.FirstSoundAsync(audio, turn.Answer, stopping.Token))
            parts.Metrics.FirstAudio(AudioStages.Total, "pipeline", parts.Time.GetElapsedTime(turn.HeardAt));
        turn.IsAudible = true;
        return await parts.Voice.PlayAsync(sentence, audio, line, turn.Answer, stopping.Token);
    }

    private async Task HearOutAsync(PipelineTurn turn, LiveTurn kept)
    {
        if (await IsSpokenAsync(turn, kept) || turn.Answer.CutIn.IsCompleted)
        {
            await FollowAsync(new Saying(kept, turn.Answer));
            return;
        }

        // What was spoken is not said again by the step below.
        var unsaid = kept with { Reply = kept.Reply with { Text = turn.Answer.Unsaid(kept.Reply.Text) } };
        lock (line.Gate)
        {
            Fail("speech", null);
            left = (left ?? new Owed()) with { Unsaid = unsaid };
        }
    }

    private async Task<bool> IsSpokenAsync(PipelineTurn turn, LiveTurn kept)
    {
        try
        {
            return await turn.Playing;
        }
        catch (OperationCanceledException)
        {
            // The caller is gone: what they heard until then is kept.
            await parts.Live.KeepHeardAsync(call, kept, turn.Answer.HeardUpTo(line.Heard));
            throw;
        }
    }

    private async Task FollowAsync(Saying saying)
    {
        switch (await new HearOut(call, line, parts.Live, failing.Task).WaitAsync(saying, stopping.Token))
        {
            case HearingEnd.HandedOn:
                lock (line.Gate) left = (left ?? new Owed()) with { Saying = saying };
                break;
            case HearingEnd.Heard when saying.Turn.Reply.Next is Next.Transfer or Next.HangUp:
                ended.TrySetResult(new EngineEnd(saying.Turn.Reply.Next, null));
                break;
        }
    }

    /// <summary>Nobody answers it here any more.</summary>
    private void Leave(string text) => left = (left ?? new Owed()) with { Text = Joined(left?.Text ?? "", text) };
}
