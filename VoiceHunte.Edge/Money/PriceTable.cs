using System.Globalization;
using System.Text.Json;

namespace VoiceHunte.Edge.Money;

/// <summary>
/// What things cost, dated: the file that is built in, or the operator's own in its place (PRICES_FILE). A model that is not
/// in it is unpriced, never free.
/// </summary>
internal sealed class PriceTable
{
    private const int MillisecondsAMinute = 60_000;

    private readonly List<Price> prices = [];

    private PriceTable(DateOnly asOf) => AsOf = asOf;

    /// <summary>When somebody last looked whether they are right.</summary>
    public DateOnly AsOf { get; private set; }

    /// <exception cref="PricesFileException">It cannot be read, or says something it should not.</exception>
    public static PriceTable Load(string? path)
    {
        try
        {
            using var stream = path is null ? typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")! : File.OpenRead(path);
            using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PricesFileException([e.Message]);
        }
    }

    /// <summary>In millionths of a dollar; null where one of the quantities has no price on that day.</summary>
    public long? Cost(string kind, string model, IEnumerable<KeyValuePair<string, long>> quantities, DateOnly day)
    {
        if (Find(kind, model, day) is not { } price) return null;
        var cost = 0.0;
        foreach (var (quantity, amount) in quantities)
        {
            if (amount == 0) continue;
            if (!price.MicroUsdEach.TryGetValue(quantity, out var each)) return null;
            cost += amount * each;
        }

        return (long)Math.Round(cost);
    }

    // A snapshot costs what its model costs: gpt-6-luna-2026-03-01.
    private Price? Find(string kind, string model, DateOnly day) => prices
        .Where(price => price.Kind == kind && price.From <= day && IsOf(model, price.Model))
        .OrderByDescending(price => price.Model.Length).ThenByDescending(price => price.From)
        .FirstOrDefault();

    private static bool IsOf(string model, string priced) =>
        model == priced || (model.StartsWith(priced, StringComparison.Ordinal) && model.AsSpan(priced.Length) is ['-', '2', '0', ..]);

    private static PriceTable Read(JsonElement root)
    {
        var problems = new List<string>();
        var table = new PriceTable(Day(root, "as_of", "as_of", problems));
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("prices", out var list) || list.ValueKind != JsonValueKind.Array)
            throw new PricesFileException([.. problems, "prices: must be a list"]);

        foreach (var (i, entry) in list.EnumerateArray().Index()) table.Read(entry, $"prices[{i}]", problems);
        return problems.Count == 0 ? table : throw new PricesFileException(problems);
    }

    private void Read(JsonElement entry, string where, List<string> problems)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{where}: must be an object");
            return;
        }

        var each = new Dictionary<string, double>();
        ReadAmounts(entry, "usd_per_million", 1, where, each, problems);
        ReadAmounts(entry, "usd_per_minute", 1_000_000.0 / MillisecondsAMinute, where, each, problems);
        if (each.Count == 0) problems.Add($"{where}: has neither usd_per_million nor usd_per_minute");
        prices.Add(new Price(Text(entry, "kind", where, problems), Text(entry, "model", where, problems), Day(entry, "from", $"{where}.from", problems), each));
    }

    private static void ReadAmounts(JsonElement entry, string name, double factor, string where, Dictionary<string, double> each, List<string> problems)
    {
        if (!entry.TryGetProperty(name, out var amounts)) return;
        if (amounts.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{where}.{name}: must be an object, quantity to dollars");
            return;
        }

        foreach (var amount in amounts.EnumerateObject())
        {
            if (amount.Value.ValueKind == JsonValueKind.Number && amount.Value.GetDouble() is >= 0 and < double.PositiveInfinity) each[amount.Name] = amount.Value.GetDouble() * factor;
            else problems.Add($"{where}.{name}.{amount.Name}: must be a number of dollars, 0 or more");
        }
    }

    private static string Text(JsonElement entry, string name, string where, List<string> problems)
    {
        if (entry.TryGetProperty(name, out var text) && text is { ValueKind: JsonValueKind.String } && text.GetString() is { Length: > 0 } found) return found;
        problems.Add($"{where}.{name}: must be a text");
        return "";
    }

    private static DateOnly Day(JsonElement entry, string name, string where, List<string> problems)
    {
        if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(text.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        problems.Add($"{where}: must be a day such as 2026-11-20");
        return default;
    }

    // A dollar a million is a millionth of a dollar each.
    private sealed record Price(string Kind, string Model, DateOnly From, IReadOnlyDictionary<string, double> MicroUsdEach);
}

/// <param name="problems">One a line, each with the field it is about.</param>
internal sealed class PricesFileException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems))
{
    public IReadOnlyList<string> Problems => problems;
}
