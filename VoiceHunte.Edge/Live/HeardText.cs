namespace VoiceHunte.Edge.Live;

/// <summary>A stretch of speech: its words, and where they lie in what the caller hears.</summary>
/// <param name="From">In bytes of µ-law since the call began, as <see cref="PlayOut"/> counts.</param>
internal readonly record struct SpokenPiece(string Text, long From, long To);

/// <summary>The words that a caller heard before cutting in.</summary>
internal static class HeardText
{
    /// <summary>
    /// Whole pieces as far as they were heard, and of the one that was cut the words in proportion to its sound: nobody says
    /// where in it a word stands.
    /// </summary>
    public static string Of(IReadOnlyList<SpokenPiece> pieces, long heard)
    {
        var words = new List<string>();
        foreach (var piece in pieces)
        {
            if (piece.To <= heard) words.Add(piece.Text);
            else if (piece.From < heard && WordsWithin(piece.Text, (double)(heard - piece.From) / (piece.To - piece.From)) is { Length: > 0 } part) words.Add(part);
        }

        return string.Join(' ', words);
    }

    /// <summary>The words that end within a part of the text, from 0 to 1.</summary>
    public static string WordsWithin(string text, double part)
    {
        var end = (int)(text.Length * Math.Clamp(part, 0, 1));
        if (end >= text.Length) return text;
        if (!char.IsWhiteSpace(text[end])) end = text.LastIndexOf(' ', end);
        return end <= 0 ? "" : text[..end].TrimEnd();
    }
}
