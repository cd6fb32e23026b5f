using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Speech;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>What makes a voice this one: the same numbers as the method's first implementation in NumPy gave, whose cosines stand here.</summary>
public sealed class VoiceModelTests
{
    private const double Near = 0.002;

    public static TheoryData<string, string, double> Pairs => new()
    {
        { "annie-1", "annie-2", 0.4946 }, { "annie-1", "f2-1", 0.1354 }, { "annie-1", "f2-2", 0.1018 }, { "annie-1", "m3-1", 0.0266 }, { "annie-1", "m3-2", 0.0245 },
        { "annie-2", "f2-1", 0.1322 }, { "annie-2", "f2-2", 0.1035 }, { "annie-2", "m3-1", 0.0509 }, { "annie-2", "m3-2", 0.0700 },
        { "f2-1", "f2-2", 0.6074 }, { "f2-1", "m3-1", 0.0823 }, { "f2-1", "m3-2", 0.0761 },
        { "f2-2", "m3-1", 0.0500 }, { "f2-2", "m3-2", 0.0496 }, { "m3-1", "m3-2", 0.7549 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Two_utterances_are_as_alike_as_the_reference_says(string one, string another, double likeness) =>
        Assert.InRange(Voices.Likeness(Voices.Describe(one), Voices.Describe(another)), likeness - Near, likeness + Near);

    [Theory]
    [InlineData("george", new[] { 0.7995, 0.1210, 0.0774, 0.2210 })]
    [InlineData("jackson", new[] { 0.1077, 0.5405, 0.1279, 0.0798 })]
    [InlineData("lucas", new[] { 0.1428, 0.1743, 0.6707, 0.0761 })]
    [InlineData("nicolas", new[] { 0.1235, 0.0769, 0.0614, 0.6207 })]
    public void Real_voices_are_as_alike_as_the_reference_says(string speaker, double[] likenesses)
    {
        SpokenDigits.SkipWithout();
        var enrolled = Describe(speaker, firstTake: 0, TimeSpan.FromSeconds(20));

        foreach (var (other, likeness) in SpokenDigits.Speakers.Zip(likenesses))
            Assert.InRange(Voices.Likeness(enrolled, Describe(other, firstTake: 8, TimeSpan.FromSeconds(8))), likeness - Near, likeness + Near);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(160)]
    [InlineData(977)]
    public void In_whatever_pieces_the_audio_comes_the_voice_is_the_same(int piece)
    {
        var voice = new HeardVoice();
        foreach (var part in Voices.Sound("f2-1").Chunk(piece)) voice.Hear(part);

        Assert.Equal(Voices.Describe("f2-1"), Voices.Model.Describe(voice, VoiceRule.Most));
    }

    [Fact]
    public void A_recording_is_heard_as_the_line_is()
    {
        var (sound, voice) = (Voices.Sound("m3-1"), new HeardVoice());
        var samples = new short[sound.Length];
        MuLaw.Decode(sound, samples);

        voice.Hear(samples);

        Assert.Equal(Voices.Describe("m3-1"), Voices.Model.Describe(voice, VoiceRule.Most));
    }

    [Fact]
    public void A_voice_on_a_quieter_line_is_the_same_voice()
    {
        var quieter = Array.ConvertAll(Voices.Sound("m3-1"), code => MuLaw.Encode((short)(MuLaw.Decode(code) / 4)));

        Assert.InRange(Voices.Likeness(Voices.Describe("m3-1"), Voices.Model.Describe(Voices.Heard(quieter), VoiceRule.Most)!), 0.97, 1.001);
    }

    [Fact]
    public void Frames_of_a_call_make_no_garbage()
    {
        var (sound, voice) = (Voices.Sound("f2-2"), new HeardVoice());
        voice.Hear(sound.AsSpan(0, 1600));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var at = 1600; at + MuLaw.FrameBytes <= sound.Length; at += MuLaw.FrameBytes) voice.Hear(sound.AsSpan(at, MuLaw.FrameBytes));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_silent_line_has_no_voice() => Assert.Null(Voices.Model.Describe(new HeardVoice(), VoiceRule.Most));

    [Fact]
    public void After_a_minute_no_more_is_listened_to_and_what_is_forgotten_is_gone()
    {
        var voice = new HeardVoice();
        for (var i = 0; i < 8; i++) voice.Hear(Voices.Sound("annie-1"));

        Assert.True(voice.IsFull);
        Assert.Equal(60 * HeardVoice.FramesPerSecond, voice.Frames);

        voice.Forget();

        Assert.Equal(0, voice.Frames);
        Assert.Equal(TimeSpan.Zero, SpeechFrames.Net(voice));
        Assert.Null(Voices.Model.Describe(voice, Voices.All));
        Assert.True(voice.Shape(0).IndexOfAnyExcept(0f) < 0);
    }

    private static float[] Describe(string speaker, int firstTake, TimeSpan most)
    {
        var voice = new HeardVoice();
        for (var take = firstTake; take < firstTake + 8; take++)
        {
            for (var digit = 0; digit < 10; digit++) voice.Hear(SpokenDigits.Whole(speaker, digit, take));
        }

        return Voices.Model.Describe(voice, most)!;
    }
}
