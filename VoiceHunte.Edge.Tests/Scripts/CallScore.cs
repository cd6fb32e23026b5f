namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>How many of a language's scripted calls went as they should.</summary>
internal sealed record CallScore(string Language, int Right, int All)
{
    /// <summary>0 to 1.</summary>
    public double Share => (double)Right / All;

    /// <summary>Holds every call of every language, one after another.</summary>
    public static async Task<IReadOnlyList<CallScore>> MeasureAsync(Wire wire, Dictionary<string, string>? settings = null)
    {
        var scores = new List<CallScore>();
        foreach (var language in ScriptedCalls.Languages)
        {
            var (right, all) = (0, 0);
            foreach (var script in ScriptedCalls.Of(language))
            {
                all++;
                if (TalkGrade.Faults(await ScriptedTalk.HoldAsync(script, wire, settings)).Count == 0) right++;
            }

            scores.Add(new CallScore(language, right, all));
        }

        return scores;
    }
}
