using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// Writes what a client says to the Realtime API. What is returned is good until the next call: one of these for each who
/// sends. An <c>eventId</c> comes back in the error that the event causes.
/// </summary>
internal sealed class RealtimeMessages : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Instructions and tools are large, once or twice in a call; its sound is not.
    private const int MostKept = 2048;

    private ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    public RealtimeMessages() => json = new Utf8JsonWriter(buffer, Options);

    public ReadOnlySpan<byte> UpdateSession(RealtimeSession session, string? eventId = null)
    {
        Begin("session.update"u8, eventId);
        json.WritePropertyName("session"u8);
        RealtimeJson.Write(json, session);
        return End();
    }

    /// <summary>Audio as it came, in base64: the bytes are passed through untouched.</summary>
    public ReadOnlySpan<byte> Append(ReadOnlySpan<byte> base64)
    {
        StartOver();
        buffer.Write(AppendHead);
        buffer.Write(base64);
        buffer.Write(AppendTail);
        return buffer.WrittenSpan;
    }

    /// <summary>Raw audio in the session's input format.</summary>
    public ReadOnlySpan<byte> AppendAudio(ReadOnlySpan<byte> audio)
    {
        StartOver();
        buffer.Write(AppendHead);
        Base64.EncodeToUtf8(audio, buffer.GetSpan(Base64.GetMaxEncodedToUtf8Length(audio.Length)), out _, out var written);
        buffer.Advance(written);
        buffer.Write(AppendTail);
        return buffer.WrittenSpan;
    }

    /// <summary>The audio so far is a turn. Not needed where OpenAI detects the turns; refused for less than 100 ms.</summary>
    public ReadOnlySpan<byte> Commit(string? eventId = null) => Bare("input_audio_buffer.commit"u8, eventId);

    /// <summary>Forgets the audio that is not a turn yet.</summary>
    public ReadOnlySpan<byte> Clear(string? eventId = null) => Bare("input_audio_buffer.clear"u8, eventId);

    /// <param name="previousItemId">Behind which item; <c>root</c>: before all; null: at the end.</param>
    public ReadOnlySpan<byte> CreateItem(RealtimeItem item, string? previousItemId = null, string? eventId = null)
    {
        Begin("conversation.item.create"u8, eventId);
        if (previousItemId is not null) json.WriteString("previous_item_id"u8, previousItemId);
        json.WritePropertyName("item"u8);
        RealtimeJson.Write(json, item);
        return End();
    }

    /// <summary>What was heard of an item; the model forgets the rest. Refused beyond the audio it has.</summary>
    public ReadOnlySpan<byte> Truncate(string itemId, int contentIndex, int audioEndMs, string? eventId = null)
    {
        Begin("conversation.item.truncate"u8, eventId);
        json.WriteString("item_id"u8, itemId);
        json.WriteNumber("content_index"u8, contentIndex);
        json.WriteNumber("audio_end_ms"u8, audioEndMs);
        return End();
    }

    public ReadOnlySpan<byte> DeleteItem(string itemId, string? eventId = null)
    {
        Begin("conversation.item.delete"u8, eventId);
        json.WriteString("item_id"u8, itemId);
        return End();
    }

    /// <param name="request">Null: as the session is set up.</param>
    public ReadOnlySpan<byte> CreateResponse(RealtimeResponseRequest? request = null, string? eventId = null)
    {
        Begin("response.create"u8, eventId);
        if (request is not null)
        {
            json.WritePropertyName("response"u8);
            RealtimeJson.Write(json, request);
        }

        return End();
    }

    /// <param name="responseId">Null: the one of the conversation that runs. An error, and harmless, if none does.</param>
    public ReadOnlySpan<byte> CancelResponse(string? responseId = null, string? eventId = null)
    {
        Begin("response.cancel"u8, eventId);
        if (responseId is not null) json.WriteString("response_id"u8, responseId);
        return End();
    }

    public void Dispose() => json.Dispose();

    private static ReadOnlySpan<byte> AppendHead => """{"type":"input_audio_buffer.append","audio":" """u8[..^1];

    private static ReadOnlySpan<byte> AppendTail => "\"}"u8;

    private ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> type, string? eventId)
    {
        Begin(type, eventId);
        return End();
    }

    private void Begin(ReadOnlySpan<byte> type, string? eventId)
    {
        StartOver();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        if (eventId is not null) json.WriteString("event_id"u8, eventId);
    }

    private void StartOver()
    {
        if (buffer.Capacity > MostKept) buffer = new ArrayBufferWriter<byte>();
        else buffer.ResetWrittenCount();
    }

    private ReadOnlySpan<byte> End()
    {
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
