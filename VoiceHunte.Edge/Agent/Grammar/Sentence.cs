namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>An utterance cut into words, with the numbers among them read.</summary>
internal sealed class Sentence
{
    private readonly Token[] tokens;
    private readonly NumberHeard[] numbers;

    public Sentence(string text, NumberWords words)
    {
        Text = text;
        tokens = JoinEndings([.. Tokenizer.Cut(text).SelectMany(token => CutHalf(token, words))], words, out var ordinal);
        numbers = [.. tokens.Select(words.Of)];
        foreach (var at in ordinal) numbers[at] = numbers[at] with { Kind = NumberKind.Ordinal };
    }

    public string Text { get; }

    public int Length => tokens.Length;

    public ReadOnlySpan<Token> Tokens => tokens;

    public bool Asks => Text.AsSpan().TrimEnd().EndsWith('?');

    public Token this[int at] => tokens[at];

    public NumberHeard Number(int at) => at < numbers.Length ? numbers[at] : NumberHeard.None;

    /// <summary>The number that exactly these words make; none where they make none.</summary>
    public NumberHeard Number(int at, int length)
    {
        if (at + length > numbers.Length) return NumberHeard.None;
        var number = numbers[at];
        for (var next = at + 1; next < at + length; next++)
        {
            if (number.Kind == NumberKind.None || numbers[next].Kind == NumberKind.None) return NumberHeard.None;
            if (NumberWords.Join(number, numbers[next]) is not { } joined) return NumberHeard.None;
            number = joined;
        }

        return number;
    }

    /// <summary>"Полвосьмого" is cut in two, as it is also written.</summary>
    private static Token[] CutHalf(Token token, NumberWords words)
    {
        foreach (var half in words.Halves)
        {
            if (!token.Plain.StartsWith(half, StringComparison.Ordinal) || !words.IsOrdinal(token.Plain[half.Length..])) continue;
            var cut = token.Start + half.Length;
            return [token with { Plain = half, End = cut, Stops = false }, token with { Plain = token.Plain[half.Length..], Start = cut, Glued = true }];
        }

        return [token];
    }

    /// <summary>"4th" and "8-го" are cut in two; the ending goes, and the number is an ordinal.</summary>
    private static Token[] JoinEndings(Token[] cut, NumberWords words, out List<int> ordinals)
    {
        ordinals = [];
        var joined = new List<Token>(cut.Length);
        foreach (var token in cut)
        {
            if (token.Glued && joined is [.., { IsNumber: true } number] && words.IsOrdinalEnding(token.Plain))
            {
                joined[^1] = number with { End = token.End, Stops = token.Stops };
                ordinals.Add(joined.Count - 1);
            }
            else
            {
                joined.Add(token);
            }
        }

        return [.. joined];
    }
}
