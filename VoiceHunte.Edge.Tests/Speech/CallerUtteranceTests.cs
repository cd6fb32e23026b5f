using System.Buffers.Binary;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class CallerUtteranceTests
{
    [Fact]
    public void What_was_said_begins_a_moment_before_it_was_known_to_be_speech()
    {
        using var utterance = new CallerUtterance();
        Hear(utterance, 0, 100);

        utterance.Begin(framesBack: 5);
        Hear(utterance, 100, 110);

        // 300 ms before the five frames.
        Assert.Equal(Enumerable.Range(80, 30), FramesOf(utterance.EndAsWav()));
    }

    [Fact]
    public void A_caller_who_speaks_at_once_is_heard_from_the_first_frame()
    {
        using var utterance = new CallerUtterance();
        Hear(utterance, 0, 6);

        utterance.Begin(framesBack: 5);

        Assert.Equal(Enumerable.Range(0, 6), FramesOf(utterance.EndAsWav()));
    }

    [Fact]
    public void It_is_a_WAV_file_of_the_telephone_s_rate()
    {
        using var utterance = new CallerUtterance();
        Hear(utterance, 0, 3);
        utterance.Begin(framesBack: 3);

        var wav = utterance.EndAsWav();

        Assert.Equal("RIFF"u8.ToArray(), wav[..4]);
        Assert.Equal("WAVEfmt "u8.ToArray(), wav[8..16]);
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal((1, 1, 8000, 16), (wav[20], wav[22], BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)), wav[34]));
        Assert.Equal(3 * 160 * 2, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
    }

    [Fact]
    public void A_caller_without_end_is_kept_for_thirty_seconds()
    {
        using var utterance = new CallerUtterance();
        utterance.Begin(framesBack: 0);
        Hear(utterance, 0, 30 * 50 + 7);

        Assert.True(utterance.IsFull);
        Assert.Equal(CallerUtterance.Longest, utterance.Length);
        Assert.Equal(44 + 30 * 16_000, utterance.EndAsWav().Length);
        Assert.False(utterance.IsFull);
    }

    [Fact]
    public void The_next_words_do_not_hold_the_last_ones()
    {
        using var utterance = new CallerUtterance();
        Hear(utterance, 0, 50);
        utterance.Begin(framesBack: 5);
        Hear(utterance, 50, 90);
        utterance.Drop();
        Hear(utterance, 90, 150);

        utterance.Begin(framesBack: 2);

        Assert.Equal(Enumerable.Range(133, 17), FramesOf(utterance.EndAsWav()));
        Assert.False(utterance.IsOpen);
    }

    [Fact]
    public void Frames_of_any_length_are_kept_in_their_order()
    {
        using var utterance = new CallerUtterance();
        var sound = Enumerable.Range(0, 20_000).Select(i => (byte)(i * 31 / 7)).ToArray();
        foreach (var piece in sound[..15_000].Chunk(777)) utterance.Hear(piece);
        utterance.Begin(framesBack: 1);
        utterance.Hear(sound.AsSpan(15_000));

        var kept = sound[(15_000 - 2_400 - 160)..].Select(MuLaw.Decode);
        Assert.Equal(kept, utterance.EndAsWav()[44..].Chunk(2).Select(pair => BinaryPrimitives.ReadInt16LittleEndian(pair)));
    }

    [Fact]
    public void Listening_leaves_no_garbage()
    {
        using var utterance = new CallerUtterance();
        var frame = new byte[160];
        utterance.Hear(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) utterance.Hear(frame);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Frames that are known by their number.</summary>
    private static void Hear(CallerUtterance utterance, int from, int to)
    {
        for (var i = from; i < to; i++) utterance.Hear(Enumerable.Repeat((byte)i, 160).ToArray());
    }

    private static IEnumerable<int> FramesOf(byte[] wav) =>
        wav[44..].Chunk(320).Select(frame => (int)MuLaw.Encode(BinaryPrimitives.ReadInt16LittleEndian(frame)));
}
