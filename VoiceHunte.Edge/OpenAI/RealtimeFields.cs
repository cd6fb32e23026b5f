using System.Text.Json;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>Where the fields of an event lie in its JSON, whatever their order.</summary>
internal ref struct RealtimeFields
{
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> EventId;
    public ReadOnlySpan<byte> ResponseId;
    public ReadOnlySpan<byte> ItemId;
    public ReadOnlySpan<byte> ItemType;

    /// <summary><c>delta</c>, <c>transcript</c> or <c>text</c>: no event has two of them.</summary>
    public ReadOnlySpan<byte> Words;
    public bool WordsAreEscaped;

    /// <summary><c>error</c>, <c>response</c> or <c>item</c>, with its braces.</summary>
    public ReadOnlySpan<byte> Detail;
    public ReadOnlySpan<byte> Languages;
    public int AudioStartMs;
    public int AudioEndMs;
    public int ContentIndex;

    /// <summary>False for what is no object.</summary>
    /// <exception cref="JsonException">No JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, out RealtimeFields fields)
    {
        fields = default;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.String: fields.TakeText(name, reader.ValueSpan, reader.ValueIsEscaped); break;
                case JsonTokenType.Number: fields.TakeNumber(name, reader.TryGetInt32(out var number) ? number : 0); break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    reader.Skip();
                    fields.TakeWhole(name, json[start..(int)reader.BytesConsumed]);
                    break;
            }
        }

        // One object, and nothing behind it.
        return !reader.Read();
    }

    private void TakeText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isEscaped)
    {
        if (name.SequenceEqual("type"u8)) Type = value;
        else if (name.SequenceEqual("event_id"u8)) EventId = value;
        else if (name.SequenceEqual("response_id"u8)) ResponseId = value;
        else if (name.SequenceEqual("item_id"u8)) ItemId = value;
        else if (name.SequenceEqual("delta"u8) || name.SequenceEqual("transcript"u8) || name.SequenceEqual("text"u8))
        {
            Words = value;
            WordsAreEscaped = isEscaped;
        }
    }

    private void TakeNumber(ReadOnlySpan<byte> name, int number)
    {
        if (name.SequenceEqual("audio_start_ms"u8)) AudioStartMs = number;
        else if (name.SequenceEqual("audio_end_ms"u8)) AudioEndMs = number;
        else if (name.SequenceEqual("content_index"u8)) ContentIndex = number;
    }

    private void TakeWhole(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("languages"u8))
        {
            Languages = value;
            return;
        }

        if (name.SequenceEqual("error"u8)) Detail = value;
        else if (name.SequenceEqual("response"u8)) ReadIds(Detail = value, out ResponseId, out _);
        else if (name.SequenceEqual("item"u8)) ReadIds(Detail = value, out ItemId, out ItemType);
    }

    private static void ReadIds(ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> id, out ReadOnlySpan<byte> type)
    {
        id = type = default;
        var reader = new Utf8JsonReader(whole);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("id"u8)) id = reader.ValueSpan;
            else if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("type"u8)) type = reader.ValueSpan;
            else reader.Skip();
        }
    }
}
