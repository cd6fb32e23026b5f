using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Recordings;

/// <summary>What was sent to the caller and not played yet: as Twilio plays it, 20 ms for each 20 ms of the caller's.</summary>
internal sealed class AgentChannel
{
    private byte[] waiting = new byte[16_384];
    private int from;
    private int to;

    public void Add(ReadOnlySpan<byte> muLaw)
    {
        if (to + muLaw.Length > waiting.Length)
        {
            var left = waiting.AsSpan(from, to - from);
            var larger = left.Length + muLaw.Length > waiting.Length ? new byte[2 * (left.Length + muLaw.Length)] : waiting;
            left.CopyTo(larger);
            (waiting, from, to) = (larger, 0, left.Length);
        }

        muLaw.CopyTo(waiting.AsSpan(to));
        to += muLaw.Length;
    }

    /// <summary>The caller cut in: what waits is never heard.</summary>
    public void Clear() => from = to = 0;

    /// <summary>What is heard now; silence where nothing is sent.</summary>
    public void Play(Span<byte> frame)
    {
        var heard = Math.Min(frame.Length, to - from);
        waiting.AsSpan(from, heard).CopyTo(frame);
        frame[heard..].Fill(MuLaw.Silence);
        from += heard;
        if (from == to) Clear();
    }
}
