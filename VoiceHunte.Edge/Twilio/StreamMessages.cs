using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// Writes what is sent into a media stream. What is returned is good until the next call, and makes no garbage: one of
/// these for each stream, used by one at a time.
/// </summary>
internal sealed class StreamMessages
{
    // A sentence's piece from OpenAI is a few thousand bytes; whatever is larger once makes the buffer larger.
    private const int UsualBytes = 1024;
    private const int LongestNumber = 20;

    private readonly byte[] mediaHead;
    private readonly byte[] markHead;
    private readonly byte[] clear;
    private byte[] buffer = new byte[UsualBytes];

    /// <param name="streamSid">Of the message <c>start</c>.</param>
    public StreamMessages(string streamSid)
    {
        var sid = JsonEncodedText.Encode(streamSid);
        mediaHead = Encoding.UTF8.GetBytes($$$"""{"event":"media","streamSid":"{{{sid}}}","media":{"payload":" """.TrimEnd());
        markHead = Encoding.UTF8.GetBytes($$$"""{"event":"mark","streamSid":"{{{sid}}}","mark":{"name":" """.TrimEnd());
        clear = Encoding.UTF8.GetBytes($$"""{"event":"clear","streamSid":"{{sid}}"}""");
    }

    /// <summary>Sound of any length; Twilio plays one piece after the other, and holds 10 minutes at most.</summary>
    /// <param name="muLaw">8000 bytes a second.</param>
    public ReadOnlySpan<byte> Media(ReadOnlySpan<byte> muLaw)
    {
        var text = Begin(mediaHead, Base64.GetMaxEncodedToUtf8Length(muLaw.Length));
        Base64.EncodeToUtf8(muLaw, text, out _, out var written);
        return End(mediaHead.Length + written);
    }

    /// <summary>Comes back with this number for its name, once all that was sent before it has been played.</summary>
    public ReadOnlySpan<byte> Mark(long number)
    {
        number.TryFormat(Begin(markHead, LongestNumber), out var written, provider: CultureInfo.InvariantCulture);
        return End(markHead.Length + written);
    }

    /// <summary>Forgets what has not been played yet; the marks in it come back at once.</summary>
    public ReadOnlySpan<byte> Clear() => clear;

    private static ReadOnlySpan<byte> Tail => "\"}}"u8;

    private Span<byte> Begin(byte[] head, int most)
    {
        var needed = head.Length + most + Tail.Length;
        if (buffer.Length < needed) buffer = new byte[Math.Max(needed, 2 * buffer.Length)];
        head.CopyTo(buffer, 0);
        return buffer.AsSpan(head.Length);
    }

    private ReadOnlySpan<byte> End(int length)
    {
        Tail.CopyTo(buffer.AsSpan(length));
        return buffer.AsSpan(0, length + Tail.Length);
    }
}
