using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// The messages that carry 20 ms of a caller, as bytes of a WebSocket: written in place, so that a load of hundreds of calls
/// makes no garbage. The sound begins with a number, which an echo brings back.
/// </summary>
internal sealed class FrameForm
{
    public const int SoundBytes = 160;
    public const int Base64Bytes = 216;
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private const int HeadBytes = 8;
    private const int NumberDigits = 7;
    private const int FirstNumber = 1_000_000;
    private const int NumberedBytes = 6;
    private const int NumberedBase64Bytes = 8;
    private const ushort Ours = 0x5AA5;

    private readonly byte[] message;
    private readonly int soundAt;
    private readonly int[] numbersAt;

    private static readonly string[] Numbers = ["\"sequenceNumber\":\"", "\"chunk\":\""];

    private FrameForm(string beforeSound, string afterSound)
    {
        message = new byte[HeadBytes + beforeSound.Length + Base64Bytes + afterSound.Length];
        WriteHead(message);
        Encoding.ASCII.GetBytes(beforeSound, message.AsSpan(HeadBytes));
        soundAt = HeadBytes + beforeSound.Length;
        Encoding.ASCII.GetBytes(afterSound, message.AsSpan(soundAt + Base64Bytes));
        numbersAt = [.. Numbers.Select(name => (At: beforeSound.IndexOf(name, StringComparison.Ordinal), name.Length))
            .Where(found => found.At >= 0).Select(found => HeadBytes + found.At + found.Length)];
    }

    /// <summary>20 ms of nothing, in base64.</summary>
    public static byte[] Silence { get; } = Base64Of(Enumerable.Repeat((byte)0xFF, SoundBytes).ToArray());

    /// <summary>As Twilio sends it to an appliance.</summary>
    public static FrameForm Twilio(string streamSid) => new(
        $$$"""{"event":"media","sequenceNumber":"0000000","streamSid":"{{{streamSid}}}","media":{"track":"inbound","chunk":"0000000","timestamp":"20000000","payload":" """[..^1],
        "\"}}");

    /// <summary>As an appliance sends it to the Realtime API.</summary>
    public static FrameForm Realtime() => new("""{"type":"input_audio_buffer.append","audio":" """[..^1], "\"}");

    public static byte[] Base64Of(ReadOnlySpan<byte> sound)
    {
        var base64 = new byte[Base64Bytes];
        Base64.EncodeToUtf8(sound, base64, out _, out _);
        return base64;
    }

    /// <param name="number">Of this message among all of its stream, upwards.</param>
    /// <param name="base64">20 ms of sound.</param>
    /// <param name="mark">Stands in the sound and comes back with it; null: the sound stays as it is.</param>
    public ReadOnlySpan<byte> Write(int number, ReadOnlySpan<byte> base64, int? mark)
    {
        base64.CopyTo(message.AsSpan(soundAt));
        foreach (var at in numbersAt) (FirstNumber + number).TryFormat(message.AsSpan(at, NumberDigits), out _, provider: CultureInfo.InvariantCulture);
        if (mark is { } written)
        {
            Span<byte> sound = stackalloc byte[NumberedBytes];
            BinaryPrimitives.WriteUInt16LittleEndian(sound, Ours);
            BinaryPrimitives.WriteInt32LittleEndian(sound[2..], written);
            Base64.EncodeToUtf8(sound, message.AsSpan(soundAt, NumberedBase64Bytes), out _, out _);
        }

        return message;
    }

    public static string Start(string streamSid, string callSid, string token) => new JsonObject
    {
        ["event"] = "start",
        ["sequenceNumber"] = "1",
        ["streamSid"] = streamSid,
        ["start"] = new JsonObject
        {
            ["accountSid"] = "AC00000000000000000000000000000001",
            ["streamSid"] = streamSid,
            ["callSid"] = callSid,
            ["tracks"] = new JsonArray("inbound"),
            ["mediaFormat"] = new JsonObject { ["encoding"] = "audio/x-mulaw", ["sampleRate"] = 8000, ["channels"] = 1 },
            ["customParameters"] = new JsonObject { ["token"] = token },
        },
    }.ToJsonString();

    /// <summary>Any other text, once in a while.</summary>
    public static byte[] Text(string text)
    {
        var message = new byte[HeadBytes + text.Length];
        Encoding.ASCII.GetBytes(text, message.AsSpan(HeadBytes));
        WriteHead(message);
        return message;
    }

    /// <summary>A mark comes back, with its number among the messages.</summary>
    public static byte[] Mark(int number, string streamSid, long mark) => Text(string.Create(
        CultureInfo.InvariantCulture, $$$"""{"event":"mark","sequenceNumber":"{{{FirstNumber + number}}}","streamSid":"{{{streamSid}}}","mark":{"name":"{{{mark}}}"}}"""));

    /// <summary>What stands in the sound; null where it is not one of these.</summary>
    public static int? ReadMark(ReadOnlySpan<byte> sound) =>
        BinaryPrimitives.ReadUInt16LittleEndian(sound) == Ours ? BinaryPrimitives.ReadInt32LittleEndian(sound[2..]) : null;

    /// <inheritdoc cref="ReadMark"/>
    public static int? ReadMarkOfBase64(ReadOnlySpan<byte> base64)
    {
        Span<byte> sound = stackalloc byte[NumberedBytes];
        Base64.DecodeFromUtf8(base64[..NumberedBase64Bytes], sound, out _, out _);
        return ReadMark(sound);
    }

    // A client's text in one frame (RFC 6455, section 5.2) with a mask of zeros, which changes nothing.
    private static void WriteHead(byte[] message)
    {
        message[0] = 0x81;
        message[1] = 0x80 | 126;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), checked((ushort)(message.Length - HeadBytes)));
    }
}
