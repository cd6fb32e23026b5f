using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One message of a response of the stand-in: its words go ahead of their audio. The gate is held throughout.</summary>
internal sealed class RealtimeMessageSpeaking
{
    private readonly RealtimeMind mind;
    private readonly string responseId;
    private readonly JsonArray output;
    private readonly SayStep say;
    private readonly bool isText;
    private readonly bool isOutside;
    private readonly int index;
    private readonly string? previousId;
    private readonly RealtimeItemStandIn item;
    private int saidMs;
    private int saidCharacters;

    public RealtimeMessageSpeaking(RealtimeMind mind, string responseId, JsonArray output, SayStep say, bool isText, bool isOutside)
    {
        (this.mind, this.responseId, this.output, this.say, this.isText, this.isOutside) = (mind, responseId, output, say, isText, isOutside);
        (index, previousId) = (output.Count, mind.Items.LastId);
        var json = RealtimeEvents.Message(mind.Items.NewId(), "assistant", "in_progress");
        mind.Send(RealtimeEvents.OutputItem("added", responseId, index, json));
        item = isOutside ? new RealtimeItemStandIn(json["id"]!.GetValue<string>(), json) : mind.Items.Add(json, mind.Send);
        mind.Send(Part("added", ""));
    }

    private string Said => say.Words[..saidCharacters];

    /// <param name="number">Of the response: its pitch.</param>
    public void Piece(int milliseconds, int number)
    {
        var until = Math.Min(say.Milliseconds, saidMs + milliseconds);
        SayUntil(until >= say.Milliseconds ? say.Words.Length : NextBlank((int)((long)say.Words.Length * until / say.Milliseconds)));
        if (!isText)
        {
            var audio = RealtimeAudio.Hum(mind.Session.Settings.OutputFormat, number, saidMs, milliseconds);
            mind.Session.Wire.SendAudio(responseId, item.Id, index, RealtimeWire.ToBase64(audio));
            item.AudioMs += milliseconds;
        }

        saidMs += milliseconds;
    }

    public void Done(bool isWhole)
    {
        if (isText)
        {
            mind.Send(InContent("output_text.done", "text", Said));
        }
        else
        {
            mind.Send(RealtimeEvents.InResponse("output_audio.done", responseId, item.Id, index));
            mind.Send(InContent("output_audio_transcript.done", "transcript", Said));
        }

        mind.Send(Part("done", Said));
        item.Json["status"] = isWhole ? "completed" : "incomplete";
        item.Json["content"] = new JsonArray(isText
            ? new JsonObject { ["type"] = "output_text", ["text"] = Said }
            : new JsonObject { ["type"] = "output_audio", ["transcript"] = Said });
        mind.Send(RealtimeEvents.OutputItem("done", responseId, index, item.Json));
        if (!isOutside) mind.Send(RealtimeEvents.Item("done", previousId, item.Json));
        output.Add(item.Json.DeepClone());
    }

    private void SayUntil(int characters)
    {
        if (characters <= saidCharacters) return;
        var delta = say.Words[saidCharacters..characters];
        saidCharacters = characters;
        mind.Send(InContent(isText ? "output_text.delta" : "output_audio_transcript.delta", "delta", delta));
    }

    private int NextBlank(int from) => say.Words.IndexOf(' ', Math.Min(from, say.Words.Length)) is var at and >= 0 ? at : say.Words.Length;

    private JsonObject InContent(string type, string field, string value)
    {
        var result = RealtimeEvents.InResponse(type, responseId, item.Id, index);
        result[field] = value;
        return result;
    }

    private JsonObject Part(string type, string words)
    {
        var result = RealtimeEvents.InResponse("content_part." + type, responseId, item.Id, index);
        result["part"] = isText ? new JsonObject { ["type"] = "text", ["text"] = words } : new JsonObject { ["type"] = "audio", ["transcript"] = words };
        return result;
    }
}
