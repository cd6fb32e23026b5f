using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>What the tests of the published binary share.</summary>
internal static class Published
{
    public const string Token = RunningAppliance.AuthToken;

    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["TWILIO_AUTH_TOKEN"] = Token,
        ["TWILIO_RATE_LIMIT"] = "1000000/minute",
    };

    public static Dictionary<string, string> With(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }

    public static async Task<(int Status, string Body)> GetAsync(Uri appliance, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(appliance, path), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
