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

    /// <summary>When another language shows in at least two words, and in twice as many as the call's own.</summary>
    private static OtherLanguage? Spoken(HeardWords heard, Language current)
    {
        if (IsInAnotherScript(heard, current))
            return new OtherLanguage(Best(heard, Language.All.Where(language => IsCyrillic(language) != IsCyrillic(current))), IsAsked: false, IsPlain: true);

        var best = Best(heard, [current, .. Language.All]);
        var (own, most) = (Evidence(heard, current), Evidence(heard, best));
        if (best == current || most < LeastEvidence || most < 2 * own) return null;
        var isSentence = own == 0 && most >= PlainEvidence && heard.Plain.Length >= PlainWords;
        return new OtherLanguage(best, IsAsked: false, IsPlain: isSentence);
    }

    /// <summary>The one that shows most; of equals the first.</summary>
    private static Language Best(HeardWords heard, IEnumerable<Language> languages) => languages.MaxBy(language => Evidence(heard, language))!;

    /// <summary>Two words or more, and not a letter of the call's own script in them.</summary>
    private static bool IsInAnotherScript(HeardWords heard, Language current) =>
        heard.Spelled.Count(word => word.Any(char.IsLetter)) >= LeastEvidence
        && !heard.Spelled.Any(word => word.Any(letter => char.IsLetter(letter) && IsCyrillic(letter) == IsCyrillic(current)));

    private static bool IsCyrillic(Language language) => language == Language.Russian || language == Language.Ukrainian;

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
