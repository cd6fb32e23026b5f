using System.Buffers;
using System.Buffers.Binary;

namespace VoiceHunte.Edge.Speech;

/// <summary>
/// What a caller says, from a moment before it is known to be speech up to 30 seconds, kept as the line brings it. What is
/// heard is never written anywhere. For one thread.
/// </summary>
internal sealed class CallerUtterance : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>So much from before the first loud frame: a word may begin softly.</summary>
    public static readonly TimeSpan PreRoll = TimeSpan.FromMilliseconds(300);

    private const int BytesPerMs = MuLaw.SamplesPerSecond / 1000;
    private const int LongestBytes = 30_000 * BytesPerMs;
    private const int PreRollBytes = 300 * BytesPerMs;

    // The pre-roll, and what the voice activity needs to make up its mind.
    private const int RingBytes = 640 * BytesPerMs;
    private const int FirstBytes = 4_000 * BytesPerMs;

    private readonly byte[] ring = new byte[RingBytes];
    private long heardBytes;
    private byte[]? kept;
    private int length;

    /// <summary>False: only the last moment is kept, for the pre-roll.</summary>
    public bool IsOpen => kept is not null;

    /// <summary>It has reached its longest; what comes now is not kept.</summary>
    public bool IsFull => length == LongestBytes;

    public TimeSpan Length => TimeSpan.FromMilliseconds((double)length / BytesPerMs);

    /// <summary>Every frame of the call goes in here, spoken or not, before <see cref="Begin"/> is called for it.</summary>
    public void Hear(ReadOnlySpan<byte> frame)
    {
        if (IsOpen) Keep(frame);
        if (frame.Length > ring.Length) frame = frame[^ring.Length..];
        var at = (int)(heardBytes % ring.Length);
        var first = Math.Min(frame.Length, ring.Length - at);
        frame[..first].CopyTo(ring.AsSpan(at));
        frame[first..].CopyTo(ring);
        heardBytes += frame.Length;
    }

    /// <summary>Speech has begun: opens, with the pre-roll and what has been said so far.</summary>
    /// <param name="framesBack">Of 20 ms: <see cref="VoiceActivity.FramesBack"/>.</param>
    public void Begin(int framesBack)
    {
        kept ??= ArrayPool<byte>.Shared.Rent(FirstBytes);
        length = 0;
        var wanted = (int)Math.Min(Math.Min(heardBytes, ring.Length), PreRollBytes + framesBack * MuLaw.FrameBytes);
        var at = (int)((heardBytes - wanted) % ring.Length);
        var first = Math.Min(wanted, ring.Length - at);
        Keep(ring.AsSpan(at, first));
        Keep(ring.AsSpan(0, wanted - first));
    }

    /// <summary>The whole as a WAV file of 16 bit and 8 kHz, which every transcriber reads; closes. Empty when nothing was begun.</summary>
    public byte[] EndAsWav()
    {
        var wav = WavHeader.Pcm(MuLaw.SamplesPerSecond, length * sizeof(short));
        var header = wav.Length;
        Array.Resize(ref wav, header + length * sizeof(short));
        for (var i = 0; i < length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(header + i * sizeof(short)), MuLaw.Decode(kept![i]));
        Drop();
        return wav;
    }

    /// <summary>Closes; it was nothing. The pre-roll goes on.</summary>
    public void Drop()
    {
        if (kept is not null) ArrayPool<byte>.Shared.Return(kept, clearArray: true);
        (kept, length) = (null, 0);
    }

    public void Dispose() => Drop();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, LongestBytes - length)];
        if (length + bytes.Length > kept!.Length) Grow(length + bytes.Length);
        bytes.CopyTo(kept.AsSpan(length));
        length += bytes.Length;
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, kept!.Length * 2));
        kept.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(kept, clearArray: true);
        kept = larger;
    }
}
