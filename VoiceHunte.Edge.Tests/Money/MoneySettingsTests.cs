using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Money;

public sealed class MoneySettingsTests
{
    [Fact]
    public void Nothing_set_is_no_limit() => Assert.Equal(new MoneySettings(null, null, null, null, null), Load([]).Settings.Money);

    [Fact]
    public void Dollars_are_kept_in_millionths()
    {
        var money = Load(new()
        {
            ["DAILY_BUDGET_USD"] = "12.345678", ["PRICES_FILE"] = "/etc/voicehunte/prices.json",
            ["CALLER_CALLS_PER_HOUR"] = "7", ["CALLER_MINUTES_PER_DAY"] = "60", ["CALLER_USD_PER_DAY"] = "0.5",
        }).Settings.Money;

        Assert.Equal(new MoneySettings(12_345_678, "/etc/voicehunte/prices.json", 7, 60, 500_000), money);
    }

    [Theory]
    [InlineData("DAILY_BUDGET_USD", "0")]
    [InlineData("DAILY_BUDGET_USD", "-1")]
    [InlineData("DAILY_BUDGET_USD", "1,5")]
    [InlineData("DAILY_BUDGET_USD", "NaN")]
    [InlineData("CALLER_CALLS_PER_HOUR", "0")]
    [InlineData("CALLER_CALLS_PER_HOUR", "2.5")]
    [InlineData("CALLER_MINUTES_PER_DAY", "many")]
    [InlineData("CALLER_USD_PER_DAY", "$1")]
    public void A_wrong_one_is_named_with_an_example(string name, string value)
    {
        var problem = Assert.Single(Load(new() { [name] = value }).Problems);

        Assert.StartsWith(name, problem, StringComparison.Ordinal);
        Assert.Contains("for example", problem, StringComparison.Ordinal);
    }

    private static LoadedSettings Load(Dictionary<string, string> environment) =>
        SettingsLoader.Load(new SettingsSource(environment, new Dictionary<string, string>()), null, []);
}
