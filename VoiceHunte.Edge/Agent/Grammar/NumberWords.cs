using System.Collections.Frozen;
using System.Globalization;

namespace VoiceHunte.Edge.Agent.Grammar;

[Flags]
internal enum NumberKind { None = 0, Cardinal = 1, Ordinal = 2, Collective = 4, Digits = 8, Hour = 16 }

/// <summary>A number as one word or one run of digits.</summary>
internal readonly record struct NumberHeard(int Value, NumberKind Kind)
{
    public static readonly NumberHeard None = new(-1, NumberKind.None);
}

/// <summary>The number words of a language, and the compounds that they make: "twenty five", "dvadsaťpäť", "двадцать пятого".</summary>
internal sealed class NumberWords
{
    private const int MostDigits = 6;

    private readonly FrozenDictionary<string, NumberHeard> words;
    private readonly FrozenSet<string> ordinalEndings;

    public NumberWords(NumberForms forms, PatternForms pattern)
    {
        var known = new Dictionary<string, NumberHeard>();
        Add(forms.Cardinals, NumberKind.Cardinal);
        Add(forms.Ordinals, NumberKind.Ordinal);
        Add(forms.Collectives, NumberKind.Collective);
        if (forms.Hours is { } hours) Add(hours, NumberKind.Hour);
        Halves = forms.Halves ?? [];
        words = known.ToFrozenDictionary();
        ordinalEndings = forms.OrdinalEndings.ToFrozenSet();

        void Add(IReadOnlyDictionary<string, IReadOnlyList<string>> numbers, NumberKind kind)
        {
            foreach (var (value, written) in numbers)
                foreach (var word in written.SelectMany(pattern.Words))
                    known[word] = new(int.Parse(value, CultureInfo.InvariantCulture), kind | (known.TryGetValue(word, out var other) ? other.Kind : 0));
        }
    }

    /// <summary>Beginnings that are cut off an ordinal: "пол" of "полвосьмого".</summary>
    public IReadOnlyList<string> Halves { get; }

    public bool IsOrdinal(string plain) => words.TryGetValue(plain, out var known) && (known.Kind & (NumberKind.Ordinal | NumberKind.Hour)) != 0;

    public bool IsOrdinalEnding(string plain) => ordinalEndings.Contains(plain);

    public NumberHeard Of(Token token)
    {
        if (token.StartsWithDigit) return OfDigits(token);
        if (words.TryGetValue(token.Plain, out var known)) return known;
        return Compound(token.Plain);
    }

    /// <summary>Joins neighbours: twenty and five, two and hundred, hundred and twenty; null where they make no number.</summary>
    public static NumberHeard? Join(NumberHeard left, NumberHeard right)
    {
        if (((left.Kind | right.Kind) & NumberKind.Digits) != 0) return null;
        // "Dvadsiateho siedmeho", "dvadsiatej prvej": both parts may be ordinals.
        var alike = left.Kind & right.Kind & (NumberKind.Ordinal | NumberKind.Hour);
        if ((left.Kind & NumberKind.Cardinal) == 0 && alike == NumberKind.None) return null;
        return (left.Value, right.Value) switch
        {
            (>= 20 and < 100, >= 1 and < 10) when left.Value % 10 == 0 => right with { Value = left.Value + right.Value },
            (>= 2 and < 10, 100) => right with { Value = left.Value * 100 },
            (>= 100 and < 1000, >= 1 and < 100) when left.Value % 100 == 0 => right with { Value = left.Value + right.Value },
            _ => null,
        };
    }

    private static NumberHeard OfDigits(Token token) =>
        token.IsNumber && token.Plain.Length <= MostDigits
            ? new(int.Parse(token.Plain, CultureInfo.InvariantCulture), NumberKind.Digits | (token.Dotted ? NumberKind.Ordinal : 0))
            : NumberHeard.None;

    /// <summary>Tens and ones written as one word.</summary>
    private NumberHeard Compound(string word)
    {
        for (var cut = 3; cut <= word.Length - 3; cut++)
        {
            if (words.TryGetValue(word[..cut], out var tens) && tens.Value is >= 20 and < 100
                && words.TryGetValue(word[cut..], out var ones) && Join(tens, ones) is { } both) return both;
        }

        return NumberHeard.None;
    }
}
