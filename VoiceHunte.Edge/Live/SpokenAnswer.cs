using System.Text;

namespace VoiceHunte.Edge.Live;

/// <summary>An item of the Realtime conversation that the caller hears: its words, and where it lies in the sound.</summary>
internal sealed class SpokenItem(string id, long from)
{
    // 15 characters a second, as people speak.
    private const long BytesACharacter = 66 * PlayOut.BytesAMillisecond;

    public string Id => id;
    public long From { get; } = from;

    /// <summary>So far: it may still be coming.</summary>
    public long To { get; set; } = from;

    public StringBuilder Words { get; } = new();

    /// <summary>Up to here its words have been looked at.</summary>
    public int Checked { get; set; }

    /// <summary>The last of its sound never came.</summary>
    public bool IsBroken { get; private set; }

    public void BrokeOff() => IsBroken = true;

    /// <summary>All its words are here, but not yet all of its sound.</summary>
    public bool IsGrowing { get; set; }

    public SpokenPiece Piece
    {
        get
        {
            var words = Words.ToString().Trim();
            return new(words, From, IsGrowing ? Math.Max(To, From + words.Length * BytesACharacter) : To);
        }
    }
}

/// <summary>What was generated for one turn, in the order in which it is heard.</summary>
internal sealed class SpokenAnswer
{
    private readonly TaskCompletionSource<long> cutAt = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<SpokenItem> Items { get; } = [];

    /// <summary>Ends when the caller cuts in for good, with up to where they heard.</summary>
    public Task<long> CutIn => cutAt.Task;

    public string Text => string.Join(' ', Items.Select(item => item.Words.ToString().Trim()).Where(words => words.Length > 0));

    public string HeardUpTo(long position) => HeardText.Of([.. Items.Select(item => item.Piece)], position);

    /// <summary>
    /// What of these words was not spoken to the end of a sentence. What was said beside them, such as that it will take a
    /// moment, does not count.
    /// </summary>
    public string Unsaid(string words)
    {
        foreach (var item in Items.Where(item => !item.IsBroken))
            if (words.StartsWith(item.Piece.Text, StringComparison.Ordinal)) words = words[item.Piece.Text.Length..].TrimStart();
        return words;
    }

    public SpokenItem Item(string id, long from)
    {
        if (Items.Find(item => item.Id == id) is { } known) return known;
        var begun = new SpokenItem(id, from);
        Items.Add(begun);
        return begun;
    }

    /// <summary>A piece whose words are known from the beginning.</summary>
    public SpokenItem Begin(string words, long from)
    {
        var begun = new SpokenItem("", from) { IsGrowing = true };
        begun.Words.Append(words);
        Items.Add(begun);
        return begun;
    }

    public void Cut(long heard) => cutAt.TrySetResult(heard);
}
