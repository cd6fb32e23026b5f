using System.Buffers;
using System.Buffers.Text;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>Audio that has come, in the order it came, and how much of it may be handed on.</summary>
/// <param name="speed">Of the voice; 1 is usual.</param>
internal sealed class ReadAudio(double speed)
{
    private const int BytesAMillisecond = 48;

    // Most voices take longer for a character, and few less: audio of this length is of words that are confirmed.
    private const double MillisecondsACharacter = 50;

    private byte[] bytes = [];
    private int start;
    private int end;
    private long handedOn;
    private long free;

    /// <summary>What can be read now, in bytes.</summary>
    public int Free => (int)Math.Min(end - start, free - handedOn);

    /// <param name="base64">As it lies in the event.</param>
    public void Add(ReadOnlySpan<byte> base64)
    {
        MakeRoom(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        if (Base64.DecodeFromUtf8(base64, bytes.AsSpan(end), out _, out var written) == OperationStatus.Done) end += written;
    }

    /// <param name="characters">Of the text, so many are known to have been read.</param>
    public void FreeUpTo(int characters)
    {
        var upTo = (long)(characters * MillisecondsACharacter / speed) * BytesAMillisecond;
        if (upTo > free) free = upTo;
    }

    public void FreeAll() => free = long.MaxValue;

    public int Read(Span<byte> buffer)
    {
        var length = Math.Min(Free, buffer.Length);
        bytes.AsSpan(start, length).CopyTo(buffer);
        (start, handedOn) = (start + length, handedOn + length);
        return length;
    }

    /// <summary>From the start again.</summary>
    public void Clear() => (start, end, handedOn, free) = (0, 0, 0, 0);

    private void MakeRoom(int more)
    {
        if (end + more <= bytes.Length) return;
        var rest = bytes.AsSpan(start, end - start);
        var larger = end - start + more <= bytes.Length / 2 ? bytes : new byte[Math.Max(2 * bytes.Length, rest.Length + more)];
        rest.CopyTo(larger);
        (bytes, start, end) = (larger, 0, rest.Length);
    }
}
