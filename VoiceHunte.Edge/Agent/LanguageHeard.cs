using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Another language than the call is in.</summary>
/// <param name="IsAsked">The caller asked for it.</param>
/// <param name="IsPlain">The caller speaks it beyond doubt; otherwise it may have been a name or a few borrowed words.</param>
internal sealed record OtherLanguage(Language Language, bool IsAsked, bool IsPlain);

/// <summary>Tells whether a caller wants, or speaks, another language than the call is in.</summary>
internal static class LanguageHeard
{
    /// <summary>One word may be a name or a dish.</summary>
    private const int LeastEvidence = 2;

    /// <summary>A sentence: three or more of its words are the other language's everyday ones, and none is the call's own.</summary>
    private const int PlainEvidence = 3;
    private const int PlainWords = 4;

    /// <summary>How far before "English" a "don't" still belongs to it: "don't speak English".</summary>
    private const int NegationReach = 2;

    /// <summary>Null while the call should stay in its language.</summary>
    public static OtherLanguage? Of(HeardWords heard, Language current)
    {
        var other = AskedFor(heard.Plain) is { } asked ? new OtherLanguage(asked, IsAsked: true, IsPlain: false) : Spoken(heard, current);
        return other?.Language == current ? null : other;
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

    /// <summary>When another language shows in enough words, and in twice as many as the call's own.</summary>
    private static OtherLanguage? Spoken(HeardWords heard, Language current)
    {
        var own = Evidence(heard, current);
        var (best, most) = (current, own);
        foreach (var language in Language.All)
        {
            var evidence = Evidence(heard, language);
            if (evidence > most) (best, most) = (language, evidence);
        }

        // A whole sentence in another script is no name: one word then tells whose it is.
        var isAnotherScript = IsInAnotherScript(heard, current);
        var least = isAnotherScript && heard.Plain.Length >= PlainWords ? 1 : LeastEvidence;
        if (best == current || most < least || most < 2 * own) return null;
        var isSentence = own == 0 && most >= PlainEvidence && heard.Plain.Length >= PlainWords;
        return new OtherLanguage(best, IsAsked: false, IsPlain: isSentence || isAnotherScript);
    }

    private static bool IsInAnotherScript(HeardWords heard, Language current)
    {
        var cyrillic = current == Language.Russian || current == Language.Ukrainian;
        return !heard.Spelled.Any(word => word.Any(letter => char.IsLetter(letter) && IsCyrillic(letter) == cyrillic));
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04ff';

    private static int Evidence(HeardWords heard, Language language)
    {
        var vocabulary = Vocabulary.For(language);
        var evidence = 0;
        for (var i = 0; i < heard.Plain.Length; i++)
            if (vocabulary.IsCommon(heard.Plain[i]) || vocabulary.HasOwnLetter(heard.Spelled[i])) evidence++;

        return evidence;
    }
}
