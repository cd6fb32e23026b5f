using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One response of the stand-in while it is spoken: the events, their order and their ids as in life.</summary>
internal sealed class RealtimeSpeaking(RealtimeMind mind, RealtimeReply reply, RealtimeAsk ask)
{
    private const int PieceMs = 200;

    private readonly JsonArray output = [];
    private readonly RealtimeSettings settings = mind.Session.Settings;
    private RealtimeMessageSpeaking? speaking;
    private int audioMs;
    private int textTokens;
    private bool isOver;

    public string Id { get; } = $"resp_{mind.Session.Number}_{ask.Number}";

    private bool IsText => ask.Request.ValueKind == JsonValueKind.Object && ask.Request.TryGetProperty("output_modalities", out var modalities)
        ? modalities[0].ValueEquals("text")
        : settings.IsText;

    public async Task PlayAsync()
    {
        try
        {
            lock (mind.Gate)
            {
                mind.Send(new JsonObject { ["type"] = "response.created", ["response"] = Response("in_progress", null) });
                mind.Send(RealtimeEvents.RateLimits());
            }

            foreach (var step in reply.Steps)
            {
                if (isOver) return;
                if (step is SayStep say) await SayAsync(say);
                else if (step is CallStep call) Call(call);
                else if (step is WaitStep wait) await wait.Gate.PassAsync(mind.Over);
            }

            if (!reply.NeverEnds) Finish();
        }
        catch (OperationCanceledException) when (mind.Over.IsCancellationRequested)
        {
            // The session is over.
        }
    }

    /// <summary>Ends it where it stands; the gate is held.</summary>
    public void Cancel(string reason)
    {
        if (isOver) return;
        for (var late = mind.Session.LateAudio; late > 0 && speaking is not null && !IsText; late--) SayPiece(speaking, PieceMs);
        speaking?.Done(isWhole: false);
        End("cancelled", new JsonObject { ["type"] = "cancelled", ["reason"] = reason });
    }

    private async Task SayAsync(SayStep say)
    {
        RealtimeMessageSpeaking message;
        lock (mind.Gate)
        {
            if (isOver) return;
            speaking = message = new RealtimeMessageSpeaking(mind, Id, output, say, IsText, ask.IsOutOfBand);
        }

        for (var at = 0; at < say.Milliseconds; at += PieceMs)
        {
            var length = Math.Min(PieceMs, say.Milliseconds - at);
            if (say.Gate is { } gate && at >= say.HeldAt) await gate.PassAsync(mind.Over);
            if (say.Pace > 0) await Task.Delay(TimeSpan.FromMilliseconds(length / say.Pace), mind.Session.Owner.Time, mind.Over);
            lock (mind.Gate)
            {
                if (isOver) return;
                SayPiece(message, length);
                if (at == 0) mind.Session.Reach(RealtimeMoment.MidResponse);
            }
        }

        lock (mind.Gate)
        {
            if (isOver) return;
            message.Done(isWhole: true);
            (speaking, textTokens) = (null, textTokens + (say.Words.Length / 4));
        }
    }

    private void SayPiece(RealtimeMessageSpeaking message, int length)
    {
        message.Piece(length, ask.Number);
        if (IsText) return;
        mind.HasSpoken = true;
        audioMs += length;
    }

    private void Call(CallStep call)
    {
        lock (mind.Gate)
        {
            if (isOver) return;
            var (itemId, index, status) = (mind.Items.NewId(), output.Count, call.IsCut ? "incomplete" : "completed");
            var callId = call.CallId ?? $"call_{mind.Session.Number}_{ask.Number}_{index}";
            var empty = RealtimeEvents.FunctionCall(itemId, "in_progress", callId, call.Name, "");
            var whole = RealtimeEvents.FunctionCall(itemId, status, callId, call.Name, call.Arguments);
            mind.Send(RealtimeEvents.OutputItem("added", Id, index, empty));
            var previous = mind.Items.LastId;
            if (!ask.IsOutOfBand) mind.Items.Add(empty, mind.Send);
            var delta = RealtimeEvents.InResponse("function_call_arguments.delta", Id, itemId, index, inContent: false);
            (delta["call_id"], delta["delta"]) = (callId, call.Arguments);
            mind.Send(delta);
            var done = RealtimeEvents.InResponse("function_call_arguments.done", Id, itemId, index, inContent: false);
            (done["call_id"], done["name"], done["arguments"]) = (callId, call.Name, call.Arguments);
            mind.Send(done);
            mind.Send(RealtimeEvents.OutputItem("done", Id, index, whole));
            if (!ask.IsOutOfBand) mind.Send(RealtimeEvents.Item("done", previous, whole));
            output.Add(whole);
        }
    }

    private void Finish()
    {
        lock (mind.Gate)
        {
            if (isOver) return;
            var isCut = reply.Steps.Any(step => step is CallStep { IsCut: true });
            var status = isCut ? "incomplete" : reply.Status;
            var details = status switch
            {
                "completed" => null,
                "incomplete" => new JsonObject { ["type"] = "incomplete", ["reason"] = "max_output_tokens" },
                _ => new JsonObject { ["type"] = status, ["error"] = new JsonObject { ["type"] = reply.ErrorCode, ["code"] = reply.ErrorCode } },
            };
            End(status, details);
            if (reply.Steps.Any(step => step is CallStep)) mind.Session.Reach(RealtimeMoment.FunctionRuns);
        }
    }

    private void End(string status, JsonObject? details)
    {
        isOver = true;
        mind.Forget(this);
        mind.Send(new JsonObject { ["type"] = "response.done", ["response"] = Response(status, details) });
    }

    private JsonObject Response(string status, JsonObject? details) => new()
    {
        ["object"] = "realtime.response",
        ["id"] = Id,
        ["status"] = status,
        ["status_details"] = details,
        ["output"] = output.DeepClone(),
        ["conversation_id"] = ask.IsOutOfBand ? null : "conv_1",
        ["output_modalities"] = new JsonArray(IsText ? "text" : "audio"),
        ["max_output_tokens"] = "inf",
        ["audio"] = new JsonObject { ["output"] = new JsonObject { ["format"] = new JsonObject { ["type"] = settings.OutputFormat }, ["voice"] = settings.Voice } },
        ["usage"] = status == "in_progress" ? null : RealtimeEvents.Usage(audioMs, textTokens),
        ["metadata"] = ask.Request.ValueKind == JsonValueKind.Object && ask.Request.TryGetProperty("metadata", out var metadata) ? JsonNode.Parse(metadata.GetRawText()) : null,
    };
}
