using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>
/// Writes Twilio's side of a media stream: numbers as strings, one count over all messages and one over the sound. What is
/// returned is good until the next call.
/// </summary>
internal sealed class StreamSpeech(StreamSession session) : IDisposable
{
    private const int MillisecondsPerFrame = 20;
    private const int MediaBytes = 1024;

    private readonly byte[] media = new byte[MediaBytes];
    private readonly byte[] tail = Encoding.UTF8.GetBytes($$""" "},"streamSid":"{{session.StreamSid}}"}"""[1..]);
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json = new(Stream.Null);
    private long sequence;
    private long chunk;

    public static ReadOnlySpan<byte> Connected => """{"event":"connected","protocol":"Call","version":"1.0.0"}"""u8;

    public ReadOnlySpan<byte> Start()
    {
        Begin("start");
        json.WriteStartObject("start"u8);
        json.WriteString("accountSid"u8, session.AccountSid);
        json.WriteString("streamSid"u8, session.StreamSid);
        json.WriteString("callSid"u8, session.CallSid);
        json.WriteStartArray("tracks"u8);
        json.WriteStringValue("inbound"u8);
        json.WriteEndArray();
        json.WriteStartObject("mediaFormat"u8);
        json.WriteString("encoding"u8, "audio/x-mulaw"u8);
        json.WriteNumber("sampleRate"u8, MuLaw.SamplesPerSecond);
        json.WriteNumber("channels"u8, 1);
        json.WriteEndObject();
        json.WriteStartObject("customParameters"u8);
        foreach (var (name, value) in session.Parameters) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
        return End();
    }

    /// <summary>Makes no garbage: fifty of these go out every second.</summary>
    /// <param name="frame">20 ms.</param>
    public ReadOnlySpan<byte> Media(ReadOnlySpan<byte> frame)
    {
        var milliseconds = chunk * MillisecondsPerFrame;
        var length = 0;
        Put("""{"event":"media","sequenceNumber":" """u8[..^1], ref length);
        Put(++sequence, ref length);
        Put(""" ","media":{"track":"inbound","chunk":" """u8[1..^1], ref length);
        Put(++chunk, ref length);
        Put(""" ","timestamp":" """u8[1..^1], ref length);
        Put(milliseconds, ref length);
        Put(""" ","payload":" """u8[1..^1], ref length);
        Base64.EncodeToUtf8(frame, media.AsSpan(length), out _, out var encoded);
        length += encoded;
        Put(tail, ref length);
        return media.AsSpan(0, length);
    }

    public ReadOnlySpan<byte> Key(char key)
    {
        Begin("dtmf");
        json.WriteStartObject("dtmf"u8);
        json.WriteString("track"u8, "inbound_track"u8);
        json.WriteString("digit"u8, [key]);
        json.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> Mark(string name)
    {
        Begin("mark");
        json.WriteStartObject("mark"u8);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> Stop()
    {
        Begin("stop");
        json.WriteStartObject("stop"u8);
        json.WriteString("accountSid"u8, session.AccountSid);
        json.WriteString("callSid"u8, session.CallSid);
        json.WriteEndObject();
        return End();
    }

    public void Dispose() => json.Dispose();

    private void Put(ReadOnlySpan<byte> text, ref int length)
    {
        text.CopyTo(media.AsSpan(length));
        length += text.Length;
    }

    private void Put(long number, ref int length)
    {
        Utf8Formatter.TryFormat(number, media.AsSpan(length), out var written);
        length += written;
    }

    private void Begin(string name)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("event"u8, name);
        json.WriteString("sequenceNumber"u8, (++sequence).ToString(CultureInfo.InvariantCulture));
        json.WriteString("streamSid"u8, session.StreamSid);
    }

    private ReadOnlySpan<byte> End()
    {
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
