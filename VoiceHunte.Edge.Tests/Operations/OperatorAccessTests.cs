using System.Net.Http.Headers;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>Who may use the operators' routes, shown on <c>/tts/stream</c>.</summary>
public sealed class OperatorAccessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();

    [Fact]
    public async Task With_a_token_whoever_sends_it_may_enter_also_through_a_proxy()
    {
        await using var edge = await StartAsync(("ADMIN_TOKEN", "a long random text"));

        Assert.Equal(503, await AskAsync(edge, "Bearer a long random text"));
        Assert.Equal(503, await AskAsync(edge, "bearer a long random text", ("X-Forwarded-For", "203.0.113.7")));
        Assert.Equal(401, await AskAsync(edge, "Bearer a long random guess"));
        Assert.Equal(401, await AskAsync(edge, "Basic a long random text"));
        Assert.Equal(401, await AskAsync(edge, authorization: null));
    }

    [Fact]
    public async Task Without_a_token_only_a_direct_connection_from_this_machine_may_enter()
    {
        await using var edge = await StartAsync();

        Assert.Equal(503, await AskAsync(edge, authorization: null));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("X-Forwarded-Proto", "https")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("CF-Ray", "8f0")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("Via", "1.1 proxy")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("CDN-Loop", "cloudflare")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("Host", "rebound.example.com")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("Origin", "http://elsewhere.example.com")));
        Assert.Equal(401, await AskAsync(edge, authorization: null, ("Sec-Fetch-Site", "cross-site")));
    }

    [Fact]
    public async Task Without_a_token_a_proxy_that_adds_nothing_is_known_by_its_old_HTTP()
    {
        await using var edge = await StartAsync();
        using var request = Request(edge, authorization: null, []);
        request.Version = new Version(1, 0);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_when_to_come_back()
    {
        await using var edge = await StartAsync(("ADMIN_TOKEN", "a long random text"), ("ADMIN_RATE_LIMIT", "2/hour"));
        await AskAsync(edge, "Bearer guess");
        await AskAsync(edge, "Bearer another guess");
        using var request = Request(edge, "Bearer a long random text", []);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(429, (int)answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private Task<RunningAppliance> StartAsync(params (string Name, string Value)[] settings) =>
        RunningAppliance.StartAsync(folder.Path, settings.ToDictionary(s => s.Name, s => s.Value));

    // 503 is the answer of the inside: there is no OPENAI_API_KEY.
    private async Task<int> AskAsync(RunningAppliance edge, string? authorization, params (string Name, string Value)[] headers)
    {
        using var request = Request(edge, authorization, headers);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage Request(RunningAppliance edge, string? authorization, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(edge.Url, "/tts/stream"))
        {
            Content = new StringContent("""{"text":"Dobrý deň"}""", Encoding.UTF8, "application/json"),
        };
        if (authorization is not null) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
