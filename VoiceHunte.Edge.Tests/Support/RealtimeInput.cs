using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The audio buffer of a session of the stand-in: what comes in, whose turn it is, and its transcript.</summary>
internal sealed class RealtimeInput
{
    private const int LeastCommitMs = 100;

    private readonly RealtimeMind mind;
    private readonly RealtimeSessionStandIn session;
    private readonly RealtimeEar ear;
    private readonly List<byte> audio = [];
    private readonly List<(int Bytes, TaskCompletionSource Come)> waiting = [];
    private string? turn;
    private bool isMuLaw;
    private bool listens = true;
    private int bufferedBytes;
    private bool echoes;

    public RealtimeInput(RealtimeMind mind, RealtimeSessionStandIn session)
    {
        (this.mind, this.session) = (mind, session);
        ear = new RealtimeEar { Started = () => Start(null), Stopped = () => Stop(null) };
    }

    public int Bytes { get; private set; }

    private static ReadOnlySpan<byte> Head => """{"type":"input_audio_buffer.append","audio":" """u8[..^1];

    private int BytesAMillisecond => RealtimeAudio.BytesAMillisecond(isMuLaw ? "audio/pcmu" : "audio/pcm");

    public byte[] Audio() => [.. audio];

    public Task AudioAsync(int bytes)
    {
        if (Bytes >= bytes) return Task.CompletedTask;
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((bytes, come));
        return come.Task;
    }

    public void Obey(RealtimeSettings settings)
    {
        isMuLaw = settings.InputFormat == "audio/pcmu";
        listens = settings.DetectsTurns;
        (ear.Threshold, ear.SilenceMs) = (settings.Threshold, settings.SilenceMs);
    }

    /// <summary>The way of nearly all messages, and so without garbage; false for anything that is not plainly an append.</summary>
    public bool TryAppend(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith(Head) || !message.EndsWith("\"}"u8)) return false;
        var base64 = message[Head.Length..^2];
        if (base64.ContainsAny((byte)'"', (byte)'\\')) return false;
        Append(base64, null);
        return true;
    }

    public void Append(string base64, string? eventId) => Append(Encoding.UTF8.GetBytes(base64), eventId);

    public void Commit(string? eventId)
    {
        var ms = bufferedBytes / BytesAMillisecond;
        if (ms < LeastCommitMs)
        {
            session.Fail("input_audio_buffer_commit_empty", $"Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has {ms}.00ms of audio.", null, eventId);
            return;
        }

        EndTurn(turn ?? mind.Items.NewId());
        (turn, ear.IsSpeech) = (null, false);
    }

    public void Clear()
    {
        (bufferedBytes, turn, ear.IsSpeech) = (0, null, false);
        mind.Send(new JsonObject { ["type"] = "input_audio_buffer.cleared" });
    }

    public void Start(int? atMs)
    {
        turn = mind.Items.NewId();
        mind.Send(new JsonObject
        {
            ["type"] = "input_audio_buffer.speech_started",
            ["audio_start_ms"] = atMs ?? Math.Max(0, ear.HeardMs - session.Settings.PrefixMs),
            ["item_id"] = turn,
        });
        session.Reach(RealtimeMoment.CallerSpeaks);
        mind.Interrupt();
    }

    public void Stop(int? atMs)
    {
        turn ??= mind.Items.NewId();
        mind.Send(new JsonObject { ["type"] = "input_audio_buffer.speech_stopped", ["audio_end_ms"] = atMs ?? ear.HeardMs, ["item_id"] = turn });
        EndTurn(turn);
        turn = null;
        mind.AnswerTurn();
    }

    private void Append(ReadOnlySpan<byte> base64, string? eventId)
    {
        if (session.Owner.Echoes)
        {
            Echo(base64);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(base64.Length) + 1);
        try
        {
            if (Base64.DecodeFromUtf8(base64, rented, out _, out var length) != OperationStatus.Done || length == 0 || (!isMuLaw && length % 2 != 0))
                session.Fail("invalid_value", "Invalid 'audio'. Expected base64-encoded audio bytes of the session's input format.", "audio", eventId);
            else
                Take(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        bufferedBytes += bytes.Length;
        if (session.Owner.Remembers) audio.AddRange(bytes);
        if (waiting.Count > 0) waiting.RemoveAll(one => Bytes >= one.Bytes && one.Come.TrySetResult());
        // Told nothing of µ-law, the real one takes it for noise and never hears a turn.
        if (isMuLaw) ear.Hear(bytes, listens && !session.ListensByHand);
    }

    // The first sound is a turn, and the response to it never ends: so an appliance that answers no turn of its own hears itself.
    private void Echo(ReadOnlySpan<byte> base64)
    {
        if (!echoes)
        {
            echoes = true;
            Start(null);
            Stop(null);
        }

        if (mind.ActiveId is { } response) session.Wire.SendAudio(response, "item_echo", 0, base64);
    }

    private void EndTurn(string itemId)
    {
        bufferedBytes = 0;
        var heard = session.TakeTranscript();
        mind.Send(new JsonObject { ["type"] = "input_audio_buffer.committed", ["previous_item_id"] = mind.Items.LastId, ["item_id"] = itemId });
        var previous = mind.Items.LastId;
        var item = mind.Items.Add(RealtimeEvents.Message(itemId, "user", "completed", new JsonObject { ["type"] = "input_audio", ["transcript"] = null }), mind.Send);
        mind.Send(RealtimeEvents.Item("done", previous, item.Json));
        // The model hears the audio itself, whatever becomes of the transcript.
        mind.Items.LastText = heard.Words;
        if (session.Settings.TranscriptionModel is { } model) _ = TranscribeAsync(itemId, heard, model == "gpt-transcribe");
    }

    private async Task TranscribeAsync(string itemId, RealtimeHeard heard, bool tellsLanguages)
    {
        if (heard.Gate is { } gate) await gate.PassAsync(mind.Over);
        var result = RealtimeEvents.InItem("conversation.item.input_audio_transcription." + (heard.Fails ? "failed" : "completed"), itemId);
        if (heard.Fails)
        {
            result["error"] = new JsonObject { ["type"] = "transcription_error", ["code"] = "audio_unintelligible", ["message"] = "The audio could not be transcribed.", ["param"] = null };
            mind.Send(result);
            return;
        }

        var delta = RealtimeEvents.InItem("conversation.item.input_audio_transcription.delta", itemId);
        delta["delta"] = heard.Words;
        mind.Send(delta);
        result["transcript"] = heard.Words;
        result["usage"] = new JsonObject { ["type"] = "duration", ["seconds"] = 2 };
        if (tellsLanguages) result["languages"] = new JsonArray([.. heard.Languages.Select(code => new JsonObject { ["code"] = code })]);
        mind.Send(result);
    }
}
