using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Tells whether a caller wants, or plainly speaks, another language than the call is in.</summary>
internal static class LanguageHeard
{
    /// <summary>One word may be a name or a dish.</summary>
    private const int LeastEvidence = 2;

    /// <summary>How far before "English" a "don't" still belongs to it: "don't speak English".</summary>
    private const int NegationReach = 2;

    /// <summary>Null while the call should stay in its language.</summary>
    public static Language? Of(HeardWords heard, Language current)
    {
        var wanted = AskedFor(heard.Plain) ?? Spoken(heard, current);
        return wanted == current ? null : wanted;
    }

    private static Language? AskedFor(ReadOnlySpan<string> words)
    {
        foreach (var asking in Language.All)
        {
            var vocabulary = Vocabulary.For(asking);
            foreach (var (language, phrases) in vocabulary.AskedFor)
            {
                var at = phrases.FirstIn(words);
                if (at >= 0 && !IsNegated(words, at, vocabulary)) return language;
            }
        }

        return null;
    }

    private static bool IsNegated(ReadOnlySpan<string> words, int at, Vocabulary vocabulary)
    {
        foreach (var before in words[Math.Max(0, at - NegationReach)..at])
            if (vocabulary.Negations.Contains(before)) return true;

        return false;
    }

    /// <summary>Clear when another language shows in at least two words, and in twice as many as the call's own.</summary>
    private static Language Spoken(HeardWords heard, Language current)
    {
        var own = Evidence(heard, current);
        var (best, most) = (current, own);
        foreach (var language in Language.All)
        {
            var evidence = Evidence(heard, language);
            if (evidence > most) (best, most) = (language, evidence);
        }

        return most >= LeastEvidence && most >= 2 * own ? best : current;
    }

    private static int Evidence(HeardWords heard, Language language)
    {
        var vocabulary = Vocabulary.For(language);
        var evidence = 0;
        for (var i = 0; i < heard.Plain.Length; i++)
            if (vocabulary.IsCommon(heard.Plain[i]) || vocabulary.HasOwnLetter(heard.Spelled[i])) evidence++;

        return evidence;
    }
}
