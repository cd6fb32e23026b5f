namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>How many of a language's scripted calls went as they should.</summary>
/// <param name="Wrong">The others, as <see cref="TalkGrade.Report"/> tells them.</param>
internal sealed record CallScore(string Language, int All, IReadOnlyList<string> Wrong)
{
    public int Right => All - Wrong.Count;

    /// <summary>0 to 1.</summary>
    public double Share => (double)Right / All;

    /// <summary>Holds every call of a language, one after another.</summary>
    public static async Task<CallScore> MeasureAsync(string language, Wire wire, Dictionary<string, string>? settings = null)
    {
        var scripts = ScriptedCalls.Of(language).ToList();
        var wrong = new List<string>();
        foreach (var script in scripts)
        {
            var talk = await ScriptedTalk.HoldAsync(script, wire, settings);
            if (TalkGrade.Faults(talk) is { Count: > 0 } faults) wrong.Add(TalkGrade.Report(talk, faults));
        }

        return new CallScore(language, scripts.Count, wrong);
    }
}
