using System.Text.Json;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// One message of Twilio Media Streams, read where it lies: its spans are good as long as the bytes it was read from.
/// Reading makes no garbage, unless a text in it is escaped.
/// <code>{"event":"media","sequenceNumber":"4","streamSid":"MZ…","media":{"track":"inbound","chunk":"2","timestamp":"20","payload":"fn5+…"}}</code>
/// </summary>
internal readonly ref struct StreamEvent
{
    private readonly StreamFields fields;

    private StreamEvent(StreamFields fields) => this.fields = fields;

    public StreamEventKind Kind => fields.Kind;

    /// <summary><c>MZ…</c>; empty in <see cref="StreamEventKind.Connected"/>, which has none.</summary>
    public ReadOnlySpan<byte> StreamSid => fields.StreamSid;

    /// <summary>Counts all messages from <c>start</c> on, which is 1; null where there is none.</summary>
    public long? SequenceNumber => fields.SequenceNumber;

    /// <summary>Of media: µ-law at 8 kHz in base64, 20 ms of it as a rule.</summary>
    public ReadOnlySpan<byte> Payload => fields.Payload;

    /// <summary><c>inbound</c>; of keys <c>inbound_track</c>.</summary>
    public ReadOnlySpan<byte> Track => fields.Track;

    /// <summary>Counts media alone, from 1.</summary>
    public long? Chunk => fields.Chunk;

    /// <summary>Of media: since the stream began.</summary>
    public long? TimestampMs => fields.TimestampMs;

    /// <summary>Of a mark: the name that it was sent with.</summary>
    public ReadOnlySpan<byte> MarkName => fields.MarkName;

    /// <summary>Of a key: <c>0</c> to <c>9</c>, <c>*</c>, <c>#</c>, <c>A</c> to <c>D</c>; else NUL.</summary>
    public char Digit => fields.Digit;

    /// <summary>
    /// False for what is no such message: no JSON, no <c>event</c>, a field of another shape, or without what its kind is
    /// for. An event that is not known is read, as <see cref="StreamEventKind.Unknown"/>.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out StreamEvent read)
    {
        read = default;
        try
        {
            if (!StreamFields.TryRead(json, out var fields)) return false;
            read = new StreamEvent(fields);
            return true;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The latter for half of a surrogate pair, escaped.
            return false;
        }
    }
}
