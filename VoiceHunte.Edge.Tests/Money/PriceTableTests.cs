using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>PRICES_FILE: what is right in it, and how what is wrong is told.</summary>
public sealed class PriceTableTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_built_in_says_when_it_was_looked_at_and_prices_cached_tokens_apart()
    {
        var prices = PriceTable.Load(null);

        Assert.True(prices.AsOf > new DateOnly(2026, 1, 1));
        // 100 at 0.10, 800 at 0.01 and 20 at 0.50 dollars a million.
        Assert.Equal(28, Cost(prices, "gpt-6-luna", ("prompt_tokens", 100), ("cached_tokens", 800), ("completion_tokens", 20)));
    }

    [Theory]
    [InlineData("gpt-6-luna-2026-03-01", true)]
    [InlineData("gpt-6-luna-mini", false)]
    [InlineData("gpt-6-lunar", false)]
    [InlineData("gpt-6", false)]
    [InlineData("", false)]
    public void A_snapshot_costs_what_its_model_costs_and_a_cousin_is_unpriced(string model, bool isPriced)
    {
        var cost = Cost(PriceTable.Load(null), model, ("prompt_tokens", 1_000_000));

        Assert.Equal(isPriced ? 100_000 : null, cost);
    }

    [Fact]
    public void A_price_of_the_snapshot_itself_comes_first()
    {
        var prices = Load(Prices(Entry("m", "2026-01-01", 1), Entry("m-2026-05-01", "2026-01-01", 7)));

        Assert.Equal(7, Cost(prices, "m-2026-05-01", ("prompt_tokens", 1)));
        Assert.Equal(1, Cost(prices, "m-2026-06-01", ("prompt_tokens", 1)));
    }

    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", 1)]
    [InlineData("2026-10-31", 1)]
    [InlineData("2026-11-01", 3)]
    [InlineData("2027-06-01", 3)]
    public void A_price_holds_from_its_day_on(string day, int? cost)
    {
        var prices = Load(Prices(Entry("m", "2026-11-01", 3), Entry("m", "2026-01-01", 1)));

        Assert.Equal(cost, prices.Cost("chat", "m", [new("prompt_tokens", 1)], DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_has_no_price_is_unpriced_and_never_free()
    {
        var prices = Load(Prices(Entry("m", "2026-01-01", 0)));

        Assert.Equal(0, Cost(prices, "m", ("prompt_tokens", 5)));
        Assert.Null(Cost(prices, "m", ("prompt_tokens", 5), ("completion_tokens", 5)));
        Assert.Equal(0, Cost(prices, "m", ("prompt_tokens", 5), ("completion_tokens", 0)));
        Assert.Null(prices.Cost("speech", "m", [new("prompt_tokens", 5)], Today));
    }

    [Fact]
    public void Minutes_are_priced_by_the_millisecond()
    {
        var prices = Load("""{"as_of":"2026-11-20","prices":[{"kind":"transcription","model":"w","from":"2026-01-01","usd_per_minute":{"milliseconds":0.006}}]}""");

        Assert.Equal(6_000, prices.Cost("transcription", "w", [new("milliseconds", 60_000)], Today));
        Assert.Equal(300, prices.Cost("transcription", "w", [new("milliseconds", 3_000)], Today));
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { """[]""", "as_of: must be a day such as 2026-11-20|prices: must be a list" },
        { """{}""", "as_of: must be a day such as 2026-11-20|prices: must be a list" },
        { """{"as_of":"20 November","prices":{}}""", "as_of: must be a day such as 2026-11-20|prices: must be a list" },
        { Prices("7"), "prices[0]: must be an object" },
        {
            Prices(Entry("m", "2026-01-01", 1), "{}"),
            "prices[1]: has neither usd_per_million nor usd_per_minute|prices[1].kind: must be a text|prices[1].model: must be a text|prices[1].from: must be a day such as 2026-11-20"
        },
        { Prices("""{"kind":"chat","model":"m","from":"2026-02-30","usd_per_million":{"prompt_tokens":1}}"""), "prices[0].from: must be a day such as 2026-11-20" },
        { Prices("""{"kind":"chat","model":7,"from":"2026-02-03","usd_per_million":{"prompt_tokens":1}}"""), "prices[0].model: must be a text" },
        { Prices("""{"kind":"chat","model":"m","from":"2026-02-03","usd_per_million":{"prompt_tokens":-1,"completion_tokens":"2","cached_tokens":1}}"""), "prices[0].usd_per_million.prompt_tokens: must be a number of dollars, 0 or more|prices[0].usd_per_million.completion_tokens: must be a number of dollars, 0 or more" },
        { Prices("""{"kind":"chat","model":"m","from":"2026-02-03","usd_per_million":{"prompt_tokens":1e999,"cached_tokens":1}}"""), "prices[0].usd_per_million.prompt_tokens: must be a number of dollars, 0 or more" },
        { Prices("""{"kind":"chat","model":"m","from":"2026-02-03","usd_per_million":{"prompt_tokens":1},"usd_per_minute":3}"""), "prices[0].usd_per_minute: must be an object, quantity to dollars" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_problem_is_named_with_its_field(string json, string problems)
    {
        var refused = Assert.Throws<PricesFileException>(() => Load(json));

        Assert.Equal(problems.Split('|'), refused.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"as_of\":")]
    public void A_file_that_is_no_JSON_is_refused_with_the_reason(string text) =>
        Assert.NotEmpty(Assert.Single(Assert.Throws<PricesFileException>(() => Load(text)).Problems));

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = folder.File("nowhere.json");

        Assert.Contains(path, Assert.Single(Assert.Throws<PricesFileException>(() => PriceTable.Load(path)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_a_comma_too_many_are_no_trouble()
    {
        var prices = Load("""{"as_of":"2026-11-20", /* ours */ "prices":[{"kind":"chat","model":"m","from":"2026-01-01","usd_per_million":{"prompt_tokens":2},},]}""");

        Assert.Equal(2, Cost(prices, "m", ("prompt_tokens", 1)));
    }

    internal static string Prices(params string[] entries) => $$"""{"as_of":"2026-11-20","prices":[{{string.Join(',', entries)}}]}""";

    internal static string Entry(string model, string from, int dollars) =>
        $$$"""{"kind":"chat","model":"{{{model}}}","from":"{{{from}}}","usd_per_million":{"prompt_tokens":{{{dollars}}}}}""";

    private static long? Cost(PriceTable prices, string model, params (string Quantity, long Amount)[] used) =>
        prices.Cost("chat", model, used.Select(one => KeyValuePair.Create(one.Quantity, one.Amount)), Today);

    private PriceTable Load(string json)
    {
        var path = folder.File("prices.json");
        File.WriteAllText(path, json);
        return PriceTable.Load(path);
    }
}
