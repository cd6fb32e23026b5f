using System.Globalization;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>Real voices in noise, and what is no voice.</summary>
public sealed class VoiceActivityTests
{
    private const int Utterances = 80;
    private const double Gap = 1.6;

    public VoiceActivityTests() => SpokenDigits.SkipWithout();

    [Theory]
    [InlineData("white", null, 1, 0)]
    [InlineData("white", 20, 1, 0)]
    [InlineData("white", 15, 1, 0)]
    [InlineData("white", 10, 0.98, 0)]
    [InlineData("white", 5, 0.9, 0)]
    [InlineData("pink", 20, 1, 0)]
    [InlineData("pink", 15, 1, 0)]
    [InlineData("pink", 10, 0.98, 0)]
    [InlineData("pink", 5, 0.9, 0)]
    [InlineData("babble", 20, 1, 1)]
    [InlineData("babble", 15, 1, 1)]
    [InlineData("babble", 10, 0.98, 1)]
    [InlineData("babble", 5, 0.8, 4)]
    public void Callers_are_heard_above_the_noise(string noise, int? snrDb, double leastFound, int mostFalse)
    {
        var line = Conversation();
        if (snrDb is { } snr) line.AddNoise(noise, TestLine.SpeechRms * Math.Pow(10, -snr / 20.0));

        var found = Score.Of(line);

        Tell($"{noise} {snrDb?.ToString(CultureInfo.InvariantCulture) ?? "-"} dB: {found}");
        Assert.InRange(found.Found, leastFound, 1);
        Assert.InRange(found.FalseStarts, 0, mostFalse);
        if (snrDb is null or >= 10) Assert.InRange(found.OnsetP90Ms, -60, 150);
        if (snrDb is null or >= 10) Assert.InRange(found.EndMedianMs, -120, 120);
    }

    [Theory]
    [InlineData(-15, null)]
    [InlineData(-15, 15)]
    [InlineData(15, null)]
    [InlineData(15, 15)]
    public void Quiet_callers_and_loud_ones_are_heard(int gainDb, int? snrDb)
    {
        var line = Conversation(gainDb);
        if (snrDb is { } snr) line.AddNoise("pink", TestLine.SpeechRms * Math.Pow(10, (gainDb - snr) / 20.0));

        var found = Score.Of(line);

        Tell($"{gainDb} dB, noise {snrDb}: {found}");
        Assert.InRange(found.Found, 0.98, 1);
        Assert.Equal(0, found.FalseStarts);
    }

    [Theory]
    [InlineData("white", 5)]
    [InlineData("white", 60)]
    [InlineData("white", 1000)]
    [InlineData("pink", 5)]
    [InlineData("pink", 60)]
    [InlineData("pink", 1000)]
    public void A_minute_of_steady_noise_is_nobody(string noise, double rms)
    {
        var line = new TestLine(60);
        line.AddNoise(noise, rms);

        Assert.Empty(line.Heard());
    }

    [Fact]
    public void A_click_is_nobody()
    {
        var line = new TestLine(10);
        line.AddNoise("pink", 30);
        for (var at = 1.0; at < 9; at += 0.83) line.Lay(at, Noise(0.04, _ => 12_000));

        Assert.Empty(line.Heard());
    }

    [Fact]
    public void A_door_that_slams_starts_nothing_that_lasts()
    {
        var line = new TestLine(6);
        line.AddNoise("pink", 30);
        line.Lay(2, Noise(0.5, t => 16_000 * Math.Exp(-t / 0.05)));

        Assert.All(line.Heard(), heard => Assert.InRange(heard.To - heard.From, 0, 0.5));
    }

    [Theory]
    [InlineData("white", 50, 500)]
    [InlineData("pink", 50, 500)]
    [InlineData("pink", 5, 1000)]
    public void Noise_that_grows_is_learnt_within_two_seconds(string noise, double before, double after)
    {
        var line = new TestLine(20);
        line.AddNoise(noise, before, to: 5);
        line.AddNoise(noise, after, from: 5);

        var heard = line.Heard();

        Tell(string.Join("; ", heard));
        Assert.InRange(Assert.Single(heard).To, 5, 7);
    }

    [Fact]
    public void A_caller_in_grown_noise_is_heard()
    {
        var line = new TestLine(12);
        line.AddNoise("pink", 30, to: 3);
        line.AddNoise("pink", 300, from: 3);
        line.Say(8, [.. Words(new Random(4), 3)]);

        Assert.InRange(line.Heard()[^1].From, 7.9, 8.1);
    }

    [Fact]
    public void A_caller_who_speaks_without_a_pause_is_not_cut_off()
    {
        var line = new TestLine(20);
        line.AddNoise("pink", 100);
        line.Say(2, [.. Words(new Random(5), 30, pauseMs: 30)]);

        var heard = Assert.Single(line.Heard());

        Assert.InRange(heard.From, 1.9, 2.15);
        Assert.InRange(heard.To, line.Spoken[0].To - 0.2, line.Spoken[0].To + 0.2);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(700)]
    public void The_hang_over_is_as_long_as_it_is_asked_to_be(int milliseconds)
    {
        var line = new TestLine(8);
        line.AddNoise("pink", 30);
        var words = Words(new Random(6), 2).ToArray();
        line.Say(1, words);
        line.Say(1 + words.Length / 8000.0 + 0.6, words);

        Assert.Equal(milliseconds > 600 ? 1 : 2, line.Heard(TimeSpan.FromMilliseconds(milliseconds)).Count);
    }

    [Fact]
    public void Hearing_leaves_no_garbage()
    {
        var (activity, frame) = (new VoiceActivity(), new byte[MuLaw.FrameBytes]);
        activity.Hear(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) activity.Hear(frame);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>All four speakers, one to three digits at a time, with a pause after each that is longer than the hang-over.</summary>
    private static TestLine Conversation(double gainDb = 0)
    {
        var random = new Random(42);
        var utterances = Enumerable.Range(0, Utterances).Select(i => Words(random, 1 + i % 3, speaker: i % 4).ToArray()).ToList();
        var line = new TestLine(utterances.Sum(words => words.Length / 8000.0 + Gap) + 4);
        var at = 3.0;
        foreach (var words in utterances)
        {
            line.Say(at, words, gainDb);
            at += words.Length / 8000.0 + Gap;
        }

        return line;
    }

    private static IEnumerable<short> Words(Random random, int count, int speaker = 0, int pauseMs = 120) =>
        Enumerable.Range(0, count).SelectMany(i =>
            new short[i == 0 ? 0 : pauseMs * 8].Concat(SpokenDigits.Of(SpokenDigits.Speakers[speaker], random.Next(10), random.Next(25))));

    private static short[] Noise(double seconds, Func<double, double> loud)
    {
        var random = new Random(8);
        return [.. Enumerable.Range(0, (int)(seconds * 8000)).Select(i => (short)((random.NextDouble() * 2 - 1) * loud(i / 8000.0)))];
    }

    private static void Tell(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <param name="Found">Of all utterances, 0 to 1: those that a segment of their own met.</param>
    /// <param name="FalseStarts">Segments that met none.</param>
    private sealed record Score(double Found, int FalseStarts, int Merged, double OnsetMedianMs, double OnsetP90Ms, double EndMedianMs, double EndP90Ms)
    {
        public static Score Of(TestLine line)
        {
            var heard = line.Heard();
            var met = line.Spoken.Select(said => (Said: said, Heard: heard.FindIndex(h => h.From < said.To && h.To > said.From))).Where(pair => pair.Heard >= 0).ToList();
            var alone = met.GroupBy(pair => pair.Heard).Where(group => group.Count() == 1).Select(group => group.First()).ToList();
            var onsets = alone.Select(pair => (heard[pair.Heard].From - pair.Said.From) * 1000).Order().ToList();
            var ends = alone.Select(pair => (heard.Last(h => h.From < pair.Said.To).To - pair.Said.To) * 1000).Order().ToList();
            var falseStarts = heard.Count(h => !line.Spoken.Any(said => h.From < said.To + 0.2 && h.To > said.From - 0.2));
            return new Score((double)met.Count / line.Spoken.Count, falseStarts, met.Count - alone.Count,
                At(onsets, 0.5), At(onsets, 0.9), At(ends, 0.5), At(ends, 0.9));
        }

        private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"found {Found:P1}, false {FalseStarts}, merged {Merged}, onset {OnsetMedianMs:0} ms (p90 {OnsetP90Ms:0}), end {EndMedianMs:0} ms (p90 {EndP90Ms:0})");
    }
}
