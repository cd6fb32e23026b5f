using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>A browser or a program at the routes below /admin; cookies are kept as a browser keeps them.</summary>
internal sealed class Operator : IDisposable
{
    private readonly House house;
    // A stream that is closed is closed at once, not read on for a while.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, ResponseDrainTimeout = TimeSpan.Zero });

    public Operator(House house) => this.house = house;

    /// <summary>What a browser sends of its own accord.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>With the token that a program has.</summary>
    public static Operator WithToken(House house, string token) => new(house) { Headers = { ["Authorization"] = $"Bearer {token}" } };

    public async Task<JsonElement> ReadAsync(string path)
    {
        var answer = await AskAsync("GET", path);
        Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    public Task<AdminReply> GetAsync(string path, params (string Name, string Value)[] headers) => AskAsync("GET", path, null, headers);

    public Task<AdminReply> PostAsync(string path, string? body = null, params (string Name, string Value)[] headers) => AskAsync("POST", path, body, headers);

    public Task<AdminReply> PatchAsync(string path, string body, params (string Name, string Value)[] headers) => AskAsync("PATCH", path, body, headers);

    /// <param name="body">JSON.</param>
    public async Task<AdminReply> AskAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, body, headers);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        foreach (var cookie in Cookies(response)) Keep(cookie);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new AdminReply((int)response.StatusCode, bytes, all);
    }

    /// <summary>An answer that goes on and on.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, params (string Name, string Value)[] headers) =>
        http.SendAsync(Request("GET", path, null, headers), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public Task<AdminReply> LogInAsync(string token, params (string Name, string Value)[] headers) => PostAsync("/admin/session", $$"""{"token":"{{token}}"}""", headers);

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(house.Appliance.Url, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.Contains(name)) request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage response) => response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];

    // "voicehunte=…; max-age=…; …": an empty one is gone.
    private void Keep(string cookie)
    {
        var pair = cookie.Split(';')[0];
        if (pair.EndsWith('=')) Headers.Remove("Cookie");
        else Headers["Cookie"] = pair;
    }
}

/// <summary>What was answered.</summary>
internal sealed record AdminReply(int Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Bytes);

    /// <summary>The fields that a problem document names, each with the first thing that is wrong.</summary>
    public Dictionary<string, string> Errors => Json.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value[0].GetString()!);
}

/// <summary>Ways into an answer.</summary>
internal static class AdminJsonReads
{
    public static string? Text(this JsonElement value, string name) => value.GetProperty(name).GetString();

    public static int Number(this JsonElement value, string name) => value.GetProperty(name).GetInt32();

    public static IEnumerable<JsonElement> All(this JsonElement value, string name) => value.GetProperty(name).EnumerateArray();

    public static IEnumerable<JsonElement> Items(this JsonElement value) => value.All("items");
}
