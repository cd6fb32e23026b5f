using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The full-text index of a menu: an SQLite of its own in memory, with no file and no wait for a disk. Filled once, it
/// lives as long as the program; a look into it takes microseconds, so calls that ask at once take turns.
/// </summary>
internal sealed class MenuIndex
{
    private readonly Lock oneAtATime = new();
    private readonly Statement find;

    private MenuIndex(Statement find, IReadOnlyList<string> nameWords)
    {
        this.find = find;
        NameWords = nameWords;
    }

    /// <summary>All words of the names, each once.</summary>
    public IReadOnlyList<string> NameWords { get; }

    /// <param name="dishes">Words already folded; a dish is known by its place in the list.</param>
    public static MenuIndex Of(IEnumerable<IndexedDish> dishes)
    {
        var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        // The words come folded: what unicode61 takes for a mark is a letter in Cyrillic.
        using (var create = new Statement(connection, "CREATE VIRTUAL TABLE dishes USING fts5(names, kinds, tokenize = 'unicode61 remove_diacritics 0')")) create.Run();
        using (var create = new Statement(connection, "CREATE VIRTUAL TABLE terms USING fts5vocab(dishes, col)")) create.Run();
        Fill(connection, dishes);
        using var terms = new Statement(connection, "SELECT term FROM terms WHERE col = 'names'");
        return new MenuIndex(
            new Statement(connection, "SELECT rowid FROM dishes WHERE dishes MATCH $words"), terms.List(row => row.GetString(0)));
    }

    /// <summary>Dishes whose name has any of the words, lowest place first.</summary>
    public IReadOnlyList<int> WithName(IEnumerable<string> words) => Find("names", words);

    public IReadOnlyList<int> OfKind(string kind) => Find("kinds", [kind]);

    private static void Fill(SqliteConnection connection, IEnumerable<IndexedDish> dishes)
    {
        using var insert = new Statement(connection, "INSERT INTO dishes (rowid, names, kinds) VALUES ($place, $names, $kinds)");
        var place = 0;
        foreach (var dish in dishes) insert.Run(place++, string.Join(' ', dish.Names), string.Join(' ', dish.Kinds));
    }

    private List<int> Find(string column, IEnumerable<string> words)
    {
        var expression = $"{column} : ({string.Join(" OR ", words.Select(Quoted))})";
        lock (oneAtATime) return find.List(row => row.GetInt32(0), expression);
    }

    /// <summary>In quotes a word is a word: also NEAR, AND and what a hostile one holds.</summary>
    private static string Quoted(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

/// <param name="Names">Words of its names, in all languages.</param>
/// <param name="Kinds">What it is, whatever the language.</param>
internal sealed record IndexedDish(IEnumerable<string> Names, IEnumerable<string> Kinds);
