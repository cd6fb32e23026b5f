using System.Buffers;
using System.Buffers.Text;
using System.Text;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>
/// What the caller is about to hear: Twilio's buffer of one media stream, and the marks in it. It plays as fast as it is
/// asked for frames.
/// </summary>
internal sealed class Loudspeaker
{
    /// <summary>Ten minutes; what goes beyond Twilio drops, with warning 31931.</summary>
    public const int MostBytes = 10 * 60 * MuLaw.SamplesPerSecond;

    private readonly Queue<(long At, string Name)> marks = new();
    private byte[] sound = [];
    private int head;
    private int length;
    private long played;

    /// <summary>What has not been played yet: 8 bytes are a millisecond.</summary>
    public int WaitingBytes => length;

    /// <summary>Adds sound behind what waits; false when it is no base64.</summary>
    public bool TryAdd(ReadOnlySpan<byte> base64)
    {
        MakeRoom(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        if (Base64.DecodeFromUtf8(base64, sound.AsSpan(head + length), out _, out var written) != OperationStatus.Done) return false;

        length += written;
        return true;
    }

    public void AddMark(ReadOnlySpan<byte> name) => marks.Enqueue((played + length, Encoding.UTF8.GetString(name)));

    /// <summary>Plays a frame, with silence where nothing waits, and returns how much of it was sound.</summary>
    public int Play(Span<byte> frame)
    {
        var heard = Math.Min(frame.Length, length);
        sound.AsSpan(head, heard).CopyTo(frame);
        frame[heard..].Fill(MuLaw.Silence);
        Forget(heard);
        return heard;
    }

    /// <summary>Forgets what waits, and returns how much that was. Its marks are due at once.</summary>
    public int Clear()
    {
        var dropped = length;
        Forget(dropped);
        return dropped;
    }

    /// <summary>The next mark that has been played up to, or that was cleared.</summary>
    public bool TryTakeMark(out string name)
    {
        var isDue = marks.TryPeek(out var mark) && mark.At <= played;
        name = mark.Name;
        if (isDue) marks.Dequeue();
        return isDue;
    }

    private void Forget(int bytes)
    {
        played += bytes;
        length -= bytes;
        head = length == 0 ? 0 : head + bytes;
    }

    private void MakeRoom(int more)
    {
        if (head + length + more <= sound.Length) return;

        var target = length + more <= sound.Length ? sound : new byte[Math.Max(length + more, 2 * sound.Length)];
        sound.AsSpan(head, length).CopyTo(target);
        (sound, head) = (target, 0);
    }
}
