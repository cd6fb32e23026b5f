using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>What a model must not tell a caller unless a tool has made it true.</summary>
internal static class Claims
{
    private const int ShortestReservationNumber = 5;
    private const int NegationReach = 3;

    /// <summary>The first claim that nothing bears out, as a word for the log; null where there is none.</summary>
    public static string? FalseIn(string text, TurnContext turn, TurnTools tools)
    {
        var words = ClaimWords.For(turn.Language);
        foreach (var sentence in Sentences(text))
        {
            if (sentence.EndsWith('?')) continue;
            var plain = HeardWords.Of(sentence).Plain;
            if (turn.Draft.Done is null && Says(plain, words.Done, words.Not)) return "done";
            if (!tools.HasLooked && turn.Draft.Offered.Count == 0 && Says(plain, words.Free, words.Not)) return "free";
        }

        return HasForeignNumber(text, turn.Draft.Done) ? "number" : null;
    }

    private static bool Says(string[] plain, PatternList claims, PatternList not)
    {
        for (var at = 0; at < plain.Length; at++)
            if (claims.LongestAt(plain, at) > 0 && !IsNegated(plain, at, not)) return true;

        return false;
    }

    private static bool IsNegated(string[] plain, int at, PatternList not)
    {
        for (var before = Math.Max(0, at - NegationReach); before <= at + 1 && before < plain.Length; before++)
            if (not.LongestAt(plain, before) > 0) return true;

        return false;
    }

    /// <summary>A number as long as a reservation's that is not the one this call was about.</summary>
    private static bool HasForeignNumber(string text, long? own)
    {
        var digits = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsAsciiDigit(text[at])) digits++;
            else
            {
                if (digits >= ShortestReservationNumber && text[(at - digits)..at] != $"{own}") return true;
                digits = 0;
            }
        }

        return false;
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not ('.' or '!' or '?')) continue;
            yield return text[start..(at + 1)].Trim();
            start = at + 1;
        }

        if (start < text.Length) yield return text[start..].Trim();
    }
}

/// <summary>The words of <c>claims.json</c>, made ready for matching.</summary>
/// <param name="Done">"Is booked", "have cancelled".</param>
/// <param name="Free">"We have a table".</param>
/// <param name="Not">What turns one of them into no claim: "not", "if", "can".</param>
internal sealed record ClaimWords(PatternList Done, PatternList Free, PatternList Not)
{
    private static readonly Dictionary<Language, Lazy<ClaimWords>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<ClaimWords>(() => Read(LanguageFile.Of(language).Claims)));

    public static ClaimWords For(Language language) => ByLanguage[language].Value;

    private static ClaimWords Read(IReadOnlyDictionary<string, IReadOnlyList<string>> file) =>
        new(new PatternList(file["done"]), new PatternList(file["free"]), new PatternList(file["not"]));
}
