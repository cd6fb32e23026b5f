using System.Buffers;
using System.Buffers.Binary;

namespace VoiceHunte.Edge.Sockets;

/// <summary>Messages that wait to be sent, one behind the other in one rented array, each behind its length.</summary>
internal struct Outbox
{
    private const int LengthBytes = sizeof(int);
    private const int SmallestArray = 2048;

    private byte[]? bytes;
    private int length;
    private int read;

    public readonly int WaitingBytes => length - read;

    public void Add(ReadOnlySpan<byte> message)
    {
        MakeRoom(LengthBytes + message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(length), message.Length);
        message.CopyTo(bytes.AsSpan(length + LengthBytes));
        length += LengthBytes + message.Length;
    }

    /// <summary>The next message, good until <see cref="Clear"/>; false when there is none.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (read == length) return false;
        var size = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(read));
        message = bytes.AsMemory(read + LengthBytes, size);
        read += LengthBytes + size;
        return true;
    }

    /// <summary>Gives the array back: a call that is silent holds none.</summary>
    public void Clear()
    {
        if (bytes is not null) ArrayPool<byte>.Shared.Return(bytes);
        this = default;
    }

    private void MakeRoom(int more)
    {
        if (bytes is not null && length + more <= bytes.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestArray, Math.Max(length + more, 2 * length)));
        bytes.AsSpan(0, length).CopyTo(larger);
        if (bytes is not null) ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
