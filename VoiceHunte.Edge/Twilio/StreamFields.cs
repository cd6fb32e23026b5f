using System.Buffers.Text;
using System.Text.Json;

namespace VoiceHunte.Edge.Twilio;

/// <summary>Where the fields of a Media Streams message lie in its JSON, whatever their order.</summary>
internal ref struct StreamFields
{
    private const string Keys = "0123456789*#ABCD";

    private bool isNamed;
    private bool hasPayload;

    public StreamEventKind Kind;
    public ReadOnlySpan<byte> StreamSid;
    public long? SequenceNumber;
    public ReadOnlySpan<byte> Payload;
    public ReadOnlySpan<byte> Track;
    public long? Chunk;
    public long? TimestampMs;
    public ReadOnlySpan<byte> MarkName;
    public char Digit;

    /// <exception cref="JsonException">No JSON.</exception>
    /// <exception cref="InvalidOperationException">A text in it is none.</exception>
    public static bool TryRead(ReadOnlySpan<byte> json, out StreamFields fields)
    {
        StreamFields found = default;
        var reader = new Utf8JsonReader(json);
        var isRead = reader.Read() && found.TryTakeAll(ref reader) && !reader.Read() && found.IsWhole;
        fields = found;
        return isRead;
    }

    // A message that lacks what its kind is for is none of that kind.
    private readonly bool IsWhole => isNamed && Kind switch
    {
        StreamEventKind.Media => hasPayload,
        StreamEventKind.Dtmf => Digit != '\0',
        StreamEventKind.Mark => !MarkName.IsEmpty,
        _ => true,
    };

    private bool TryTakeAll(scoped ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTaken =
                reader.ValueTextEquals("event"u8) ? TryTakeKind(ref reader)
                : reader.ValueTextEquals("streamSid"u8) ? TryText(ref reader, out StreamSid)
                : reader.ValueTextEquals("sequenceNumber"u8) ? TryNumber(ref reader, out SequenceNumber)
                : reader.ValueTextEquals("media"u8) ? TryTakeMedia(ref reader)
                : reader.ValueTextEquals("mark"u8) ? TryTakeMark(ref reader)
                : reader.ValueTextEquals("dtmf"u8) ? TryTakeKey(ref reader)
                : Skips(ref reader);
            if (!isTaken) return false;
        }

        return true;
    }

    private bool TryTakeKind(scoped ref Utf8JsonReader reader)
    {
        isNamed = TryText(ref reader, out var name);
        Kind = KindOf(name);
        return isNamed;
    }

    private bool TryTakeMedia(scoped ref Utf8JsonReader reader)
    {
        if (!TryEnter(ref reader)) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTaken =
                reader.ValueTextEquals("payload"u8) ? hasPayload = TryText(ref reader, out Payload)
                : reader.ValueTextEquals("track"u8) ? TryText(ref reader, out Track)
                : reader.ValueTextEquals("chunk"u8) ? TryNumber(ref reader, out Chunk)
                : reader.ValueTextEquals("timestamp"u8) ? TryNumber(ref reader, out TimestampMs)
                : Skips(ref reader);
            if (!isTaken) return false;
        }

        return true;
    }

    private bool TryTakeMark(scoped ref Utf8JsonReader reader)
    {
        if (!TryEnter(ref reader)) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!(reader.ValueTextEquals("name"u8) ? TryText(ref reader, out MarkName) : Skips(ref reader))) return false;
        }

        return true;
    }

    private bool TryTakeKey(scoped ref Utf8JsonReader reader)
    {
        if (!TryEnter(ref reader)) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTaken =
                reader.ValueTextEquals("digit"u8) ? TryKey(ref reader, out Digit)
                : reader.ValueTextEquals("track"u8) ? TryText(ref reader, out Track)
                : Skips(ref reader);
            if (!isTaken) return false;
        }

        return true;
    }

    private static bool TryEnter(scoped ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private static bool Skips(scoped ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }

    // Some JSON writers escape the slash, which base64 is full of: only then is a copy made.
    private static bool TryText(scoped ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) return false;

        text = reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan;
        return true;
    }

    private static ReadOnlySpan<byte> Unescaped(scoped ref Utf8JsonReader reader)
    {
        var copy = new byte[reader.ValueSpan.Length];
        return copy.AsSpan(0, reader.CopyString(copy));
    }

    // Twilio sends numbers as strings.
    private static bool TryNumber(scoped ref Utf8JsonReader reader, out long? number)
    {
        number = null;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number)) return false;
        if (!Utf8Parser.TryParse(reader.ValueSpan, out long value, out var read) || read != reader.ValueSpan.Length) return false;

        number = value;
        return value >= 0;
    }

    private static bool TryKey(scoped ref Utf8JsonReader reader, out char key)
    {
        key = '\0';
        if (!TryText(ref reader, out var text) || text.Length != 1 || !Keys.Contains((char)text[0], StringComparison.Ordinal)) return false;

        key = (char)text[0];
        return true;
    }

    private static StreamEventKind KindOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("media"u8) => StreamEventKind.Media,
        _ when name.SequenceEqual("mark"u8) => StreamEventKind.Mark,
        _ when name.SequenceEqual("dtmf"u8) => StreamEventKind.Dtmf,
        _ when name.SequenceEqual("connected"u8) => StreamEventKind.Connected,
        _ when name.SequenceEqual("start"u8) => StreamEventKind.Start,
        _ when name.SequenceEqual("stop"u8) => StreamEventKind.Stop,
        _ when name.SequenceEqual("clear"u8) => StreamEventKind.Clear,
        _ => StreamEventKind.Unknown,
    };
}
