using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>What the session says, event by event.</summary>
internal sealed partial class RealtimeEngine
{
    private readonly Dictionary<string, RealtimeTurn> byItem = new(StringComparer.Ordinal);
    private RealtimeTurn? newest;
    private ActiveResponse? active;
    private (RealtimeTurn Turn, string? Exactly, string? Behind)? nextToAsk;
    private BargeIn? bargeIn;
    private bool isCallerSpeaking;
    private long callerStoppedAt;

    private void Take(ReadOnlySpan<byte> message)
    {
        if (!RealtimeEvent.TryRead(message, out var read)) return;
        if (active is not null) active.LastSignAt = parts.Time.GetTimestamp();
        switch (read.Kind)
        {
            case RealtimeEventKind.SpeechStarted: CallerStarts(); break;
            case RealtimeEventKind.SpeechStopped: CallerStops(); break;
            case RealtimeEventKind.InputCommitted: CallerSaid(Text(read.ItemId)); break;
            case RealtimeEventKind.TranscriptionCompleted: Transcribed(read); break;
            case RealtimeEventKind.TranscriptionFailed: WordsCome(Text(read.ItemId), null); break;
            case RealtimeEventKind.ResponseCreated: ResponseBegins(Text(read.ResponseId)); break;
            case RealtimeEventKind.AudioDelta: Play(read); break;
            case RealtimeEventKind.AudioTranscriptDelta: Said(read); break;
            case RealtimeEventKind.ResponseDone: ResponseEnds(read.Response()); break;
            case RealtimeEventKind.Error: Reported(read.Error()); break;
        }
    }

    private static string Text(ReadOnlySpan<byte> id) => System.Text.Encoding.UTF8.GetString(id);

    private void CallerStarts()
    {
        idle.CallerIsThere();
        isCallerSpeaking = true;
        var began = parts.Time.GetTimestamp();
        var wasSpeaking = line.IsSpeaking;
        // Always silent at once: Twilio's buffer may be behind our clock.
        var heard = line.Stop();
        parts.Metrics.FellSilent(parts.Time.GetElapsedTime(began));
        if (bargeIn is not null) return;
        if (!wasSpeaking && active is null or { IsCancelled: true })
        {
            line.Resume();
            return;
        }

        var running = active is { IsCancelled: false } ? active : null;
        bargeIn = new BargeIn(newest, heard, line.Position - heard, running is not null, RestOf(newest, heard), running?.Exactly);
        ForgetUnheard(newest, heard);
        CancelActive();
    }

    private void CallerStops()
    {
        isCallerSpeaking = false;
        callerStoppedAt = parts.Time.GetTimestamp();
        if (bargeIn is { } cut) cut.EndedAt = callerStoppedAt;
    }

    private void CallerSaid(string itemId)
    {
        if (bargeIn is { ItemId: null } cut) cut.ItemId = itemId;
        else BeginTurn(itemId);
    }

    private void Transcribed(in RealtimeEvent read)
    {
        var itemId = Text(read.ItemId);
        var turn = byItem.GetValueOrDefault(itemId);
        WordsCome(itemId, read.Text().Trim());
        // Another model than the session's, billed apart from its responses. Whoever cut in has a turn only now.
        if (turn is null && newest?.ItemId == itemId) turn = newest;
        if (read.Transcribed() is { } usage) Paid(Used.Transcription(parts.Calendar.InUseLive(parts.Settings.OpenAI.LiveSttModel), usage), turn);
    }

    /// <param name="turn">Null where it was for none: whoever only hummed took none.</param>
    private void Paid(Used used, RealtimeTurn? turn)
    {
        CallScope.TakeTurn(call.CallId, turn?.Spoken?.Number);
        parts.OpenAI.OnUsed?.Invoke(used);
    }

    private void WordsCome(string itemId, string? words)
    {
        if (bargeIn is { } cut && cut.ItemId == itemId)
        {
            // "Mhm" while somebody speaks answers nothing; at the end of a question it may.
            var isNothing = words is not null && (words.Length == 0 || (Backchannel.Is(words) && cut.Left > Backchannel.SmallRest));
            if (isNothing) GoOn(cut);
            else TakeOver(cut, words);
        }
        else if (byItem.Remove(itemId, out var turn))
        {
            turn.Hears(words);
        }
    }

    private void ResponseBegins(string id)
    {
        if (active is { Id: null } asked)
        {
            asked.Id = id;
            if (asked.IsCancelled) link!.Cancel(id);
        }
        else if (active?.Id != id)
        {
            // Whatever was not asked for here is not listened to.
            link!.Cancel(id);
        }
    }

    private void Play(in RealtimeEvent read)
    {
        // Late sound of an answer that was cut off is dropped here.
        if (active is not { IsCancelled: false } response || !response.Is(read.ResponseId)) return;
        var item = response.Item(read, line.Position);
        if (!line.PlayBase64(read.Delta))
        {
            CancelActive();
            return;
        }

        item.To = line.Position;
        if (response.Turn.IsAudible) return;
        response.Turn.IsAudible = true;
        if (response.Turn.Spoken is not null) parts.Metrics.FirstAudio(AudioStages.Total, "realtime", parts.Time.GetElapsedTime(callerStoppedAt));
    }

    private void Said(in RealtimeEvent read)
    {
        if (active is not { IsCancelled: false } response || !response.Is(read.ResponseId)) return;
        var item = response.Item(read, line.Position);
        item.Words.Append(read.Text());
        if (response.Exactly is null && response.Turn.Spoken is { } spoken) CheckClaims(spoken, item);
    }

    /// <summary>Sentence by sentence, before the sound of it is heard as a rule: it comes faster than it is spoken.</summary>
    private void CheckClaims(SpokenTurn spoken, SpokenItem item)
    {
        var words = item.Words.ToString();
        var end = words.AsSpan(item.Checked).LastIndexOfAny(".!?…");
        if (end < 0) return;
        var sentences = words.Substring(item.Checked, end + 1);
        item.Checked += end + 1;
        if (parts.Turns.Problem(spoken, sentences) is not { } claim) return;
        Log.Claimed(parts.Logger, call.CallId, claim);
        var turn = active!.Turn;
        Silence(turn);
        turn.IsFalse = true;
        turn.Responded(null);
    }

    private void ResponseEnds(RealtimeResponse? response)
    {
        if (response?.Usage is { } usage && link is { } session)
            Paid(Used.Realtime(session.Model, usage), active is not null && active.Id == response.Id ? active.Turn : null);
        if (response is null || active is null || active.Id != response.Id) return;
        var ended = active;
        active = null;
        if (!ended.IsCancelled)
        {
            if (response.Status == "failed")
            {
                Log.Reported(parts.Logger, call.CallId, response.Status, response.ErrorCode, response.Reason);
                ended.Turn.Responded(null);
                Fail(response.ErrorCode ?? "failed");
                return;
            }

            ended.Turn.Responded(response);
        }

        AskNext();
    }

    private void AskNext()
    {
        if (nextToAsk is not { } next) return;
        nextToAsk = null;
        if (!next.Turn.IsGivenUp) Ask(next.Turn, next.Exactly, next.Behind);
    }

    private void Reported(RealtimeError? error)
    {
        if (error is null) return;
        // Both are harmless: the response ended by itself in that very moment.
        if (error.Code is "response_cancel_not_active" or "conversation_already_has_active_response") return;
        Log.Reported(parts.Logger, call.CallId, error.Type, error.Code, error.Param);
        if (error.Code is "session_expired" or "insufficient_quota" or "rate_limit_exceeded" || error.Type == "server_error" || error.Param?.StartsWith("session", StringComparison.Ordinal) == true)
            Fail(error.Code ?? error.Type ?? "error");
    }
}
