using System.Buffers.Binary;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>A server's side of a WebSocket (RFC 6455, section 5.2) as it arrives: whole texts, each in one frame.</summary>
internal sealed class ServerFrames
{
    private const int Text = 1;

    private readonly byte[] bytes = new byte[128 * 1024];
    private int from;
    private int to;

    /// <summary>Where the next bytes go; tell <see cref="Arrived"/> how many came.</summary>
    public Memory<byte> Room
    {
        get
        {
            if (from == to) from = to = 0;
            if (bytes.Length - to < bytes.Length / 2)
            {
                bytes.AsSpan(from, to - from).CopyTo(bytes);
                (from, to) = (0, to - from);
            }

            return bytes.AsMemory(to);
        }
    }

    public void Arrived(int count) => to += count;

    /// <summary>The next text, good until <see cref="Room"/>; pongs and the like are passed over.</summary>
    public bool TryTake(out ReadOnlySpan<byte> text)
    {
        while (TryTakeFrame(out var opcode, out text))
            if (opcode == Text) return true;
        return false;
    }

    private bool TryTakeFrame(out int opcode, out ReadOnlySpan<byte> payload)
    {
        var waiting = bytes.AsSpan(from, to - from);
        opcode = 0;
        payload = default;
        if (waiting.Length < 2) return false;
        opcode = waiting[0] & 0x0F;
        var head = waiting[1] switch { 126 => 4, 127 => 10, _ => 2 };
        if (waiting.Length < head) return false;
        var length = head switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(waiting[2..]),
            10 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(waiting[2..])),
            _ => waiting[1],
        };
        if (waiting.Length - head < length) return false;
        payload = waiting.Slice(head, length);
        from += head + length;
        return true;
    }
}
