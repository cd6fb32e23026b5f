using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>Settings of a restaurant that looks at its money, and what an operator reads of it.</summary>
internal static class MoneyHouse
{
    // What a soup is asked for no rule knows: the model answers.
    public const string Soup = "what is the soup of the day";

    public const string Hours = "are you open tomorrow";

    /// <summary>Kind, model, quantities and cost of what a call used, in the order in which it was written.</summary>
    public static List<string> Used(this House house, string callId, string where = "1") => house.Sql($"""
        SELECT kind, model, quantities, coalesce(CAST(cost_micro_usd AS TEXT), 'unpriced') FROM usage
        WHERE call_id = '{callId}' AND {where} ORDER BY id
        """);

    public static Dictionary<string, string> Settings(OpenAIStandIn openAI, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string> { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }

    /// <summary>The day's money is gone: somebody else has spoken for hours.</summary>
    public static Task SpendAsync(this House house, int seconds = 3600) => house.Ring("+447700900999").HangUpAsync(seconds);

    /// <summary>Waits until it is so, as long as requests take: whoever is at work gets on meanwhile.</summary>
    public static async Task UntilAsync(this House house, Func<bool> isSo)
    {
        using var http = new HttpClient();
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, "it never was");
            await http.GetAsync(new Uri(house.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        }
    }

    public static async Task<TwilioCall> GreetedAsync(this House house, string from = "+14155550123")
    {
        var call = house.Ring(from);
        await call.StartAsync();
        return call;
    }
}
