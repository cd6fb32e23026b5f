using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Tests.Voice;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>
/// <c>make bench</c>: how well voices are told apart, by how much was heard and over how much noise, and what it costs: two
/// tables, to artifacts/voice.md. The thresholds are those of <see cref="VoiceRule"/> for one guest of a number.
/// </summary>
public sealed class VoiceBench
{
    private const string Nothing = "No voices to measure: VOICE_SAMPLES is a folder of DIGIT_SPEAKER_TAKE.wav files (8 kHz, 16 bit, mono).\n";

    private static readonly int[] Seconds = [2, 3, 5, 8];
    private static readonly (string Name, double? Ratio)[] Lines = [("clean", null), ("noise at 20 dB", 20), ("noise at 15 dB", 15), ("noise at 10 dB", 10)];
    private static readonly string[] Titles = ["line", "speech, s", "voices", "own, others", "EER", "strangers at 0.45", "at 0.50", "own turned away at 0.45", "at 0.50", "right one of all"];

    [Fact(Explicit = true)]
    public async Task Measure()
    {
        var text = VoiceSamples.Find() is { } samples ? $"{Table(samples)}\n{Cost(samples)}" : Nothing;
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "voice.md"), text, TestContext.Current.CancellationToken);
    }

    private static string Table(VoiceSamples samples)
    {
        var remembered = samples.Speakers.ToDictionary(speaker => speaker, samples.Remembered);
        var rows = from line in Lines from seconds in Seconds select Row(samples, remembered, line.Name, line.Ratio, seconds);
        return BenchTable.Write([Titles, .. rows]);
    }

    private static string[] Row(VoiceSamples samples, Dictionary<string, float[]> remembered, string line, double? ratio, int seconds)
    {
        var (own, others, right) = (new List<float>(), new List<float>(), 0);
        foreach (var speaker in samples.Speakers)
        {
            foreach (var heard in samples.Heard(speaker, TimeSpan.FromSeconds(seconds), ratio))
            {
                var likenesses = remembered.ToDictionary(one => one.Key, one => Voices.Likeness(one.Value, heard));
                own.Add(likenesses[speaker]);
                others.AddRange(likenesses.Where(one => one.Key != speaker).Select(one => one.Value));
                right += likenesses.MaxBy(one => one.Value).Key == speaker ? 1 : 0;
            }
        }

        return
        [
            line, $"{seconds}", $"{samples.Speakers.Count}", $"{own.Count}, {others.Count}", Percent(EqualErrors(own, others)),
            Percent(others.Passing(0.45f)), Percent(others.Passing(0.50f)), Percent(1 - own.Passing(0.45f)), Percent(1 - own.Passing(0.50f)), Percent((double)right / own.Count),
        ];
    }

    /// <summary>Where as many strangers pass as guests are turned away.</summary>
    private static double EqualErrors(List<float> own, List<float> others) => own.Concat(others)
        .Select(threshold => (Passed: others.Passing(threshold), TurnedAway: 1 - own.Passing(threshold)))
        .MinBy(rates => Math.Abs(rates.Passed - rates.TurnedAway)) is var (passed, turnedAway) ? (passed + turnedAway) / 2 : 0;

    private static string Cost(VoiceSamples samples)
    {
        var (minute, voice) = (samples.Minute(samples.Speakers[0]), new HeardVoice());
        var (hearing, describing) = (double.MaxValue, double.MaxValue);
        // The quickest of many: the first are of a program that is not compiled to its end.
        for (var round = 0; round < 50; round++)
        {
            voice.Forget();
            var began = Stopwatch.GetTimestamp();
            foreach (var frame in minute.Chunk(160)) voice.Hear(frame);
            var heard = Stopwatch.GetTimestamp();
            Voices.Model.Describe(voice, VoiceRule.Most);
            hearing = Math.Min(hearing, Stopwatch.GetElapsedTime(began, heard).TotalMilliseconds);
            describing = Math.Min(describing, Stopwatch.GetElapsedTime(heard).TotalMilliseconds);
        }

        var seconds = HeardVoice.Longest.TotalSeconds;
        return BenchTable.Write(
        [
            new BenchRow("a second of a caller's audio, ms of processor", Number(hearing / seconds), "≤ 2", hearing / seconds <= 2),
            new BenchRow("telling whose voice it is, of 8 s of speech, ms of processor", Number(describing), Against: string.Create(CultureInfo.InvariantCulture, $"{describing / hearing:0.00} of a minute's audio")),
        ]);
    }

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}

internal static class LikenessRates
{
    /// <summary>The share of those that are at least so alike.</summary>
    public static double Passing(this List<float> likenesses, float threshold) => likenesses.Count == 0 ? 0 : (double)likenesses.Count(likeness => likeness >= threshold) / likenesses.Count;
}
