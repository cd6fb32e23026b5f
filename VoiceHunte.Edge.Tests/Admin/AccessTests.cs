using Microsoft.AspNetCore.Routing;
using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>Nobody reads or changes anything below /admin who is not the operator, on the operator's own page.</summary>
public sealed class AccessTests
{
    private const string Token = "a long random text";

    [Fact]
    public async Task No_route_below_admin_answers_a_stranger()
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", Token));
        using var stranger = new Operator(house);
        var routes = house.Appliance.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => (Method: method, Path: route.RoutePattern.RawText!)))
            .ToList();

        var open = new List<string>();
        foreach (var (method, path) in routes)
        {
            var concrete = path.Replace("{id}", "CA1", StringComparison.Ordinal).Replace("{turn}", "1", StringComparison.Ordinal).Replace("{kind}", "input", StringComparison.Ordinal);
            var body = method is "POST" or "PATCH" ? "{}" : null;
            if ((await stranger.AskAsync(method, concrete, body)).Status != 401) open.Add($"{method} {path}");
            if (path != "/admin/session") Assert.Equal(401, (await stranger.AskAsync(method, concrete, body, ("Authorization", "Bearer guess"), ("Cookie", $"voicehunte={new string('0', 64)}"))).Status);
        }

        Assert.True(routes.Count > 35);
        Assert.Equal(["GET /admin/session", "POST /admin/session"], open.Order());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 204)]
    [InlineData("Origin", "https://elsewhere.example.com", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Origin", "own", 204)]
    [InlineData("X-Program", "says nothing", 204)]
    public async Task Only_our_own_page_may_change_something(string header, string value, int status)
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", Token));
        using var page = new Operator(house);
        var sent = (header, value == "own" ? house.Appliance.Url.GetLeftPart(UriPartial.Authority) : value);

        Assert.Equal(status, (await page.LogInAsync(Token, sent)).Status);
        if (status == 403) await page.LogInAsync(Token);
        Assert.Equal(status == 204 ? 400 : 403, (await page.PostAsync("/admin/reservations", "{}", sent)).Status);
        Assert.Equal(status == 204 ? 400 : 403, (await page.PatchAsync("/admin/messages/1", "{}", sent)).Status);
        Assert.Equal(status, (await page.AskAsync("DELETE", "/admin/sessions", null, sent)).Status);
    }

    [Fact]
    public async Task Without_a_token_only_this_machine_is_let_in_and_never_through_a_proxy()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        Assert.Equal(200, (await page.GetAsync("/admin/calls")).Status);
        Assert.False((await page.ReadAsync("/admin/session")).GetProperty("needs_token").GetBoolean());
        foreach (var header in ((string, string)[])[("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("Via", "1.1 proxy"), ("Forwarded", "for=127.0.0.1"), ("Host", "rebound.example.com"), ("X-Real-IP", "127.0.0.1")])
        {
            Assert.Equal(401, (await page.GetAsync("/admin/calls", header)).Status);
            Assert.False((await page.GetAsync("/admin/session", header)).Json.GetProperty("signed_in").GetBoolean());
        }

        Assert.Equal(401, (await page.LogInAsync("")).Status);
        Assert.Equal(403, (await page.PostAsync("/admin/reservations", "{}", ("Sec-Fetch-Site", "cross-site"))).Status);
    }

    [Fact]
    public async Task A_programs_requests_are_counted_and_a_browsers_are_not()
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", Token), ("ADMIN_RATE_LIMIT", "3/hour"));
        using var program = Operator.WithToken(house, Token);
        using var page = new Operator(house);
        await page.LogInAsync(Token);

        for (var i = 0; i < 3; i++) Assert.Equal(200, (await program.GetAsync("/admin/live")).Status);
        var refused = await program.GetAsync("/admin/live");
        for (var i = 0; i < 10; i++) Assert.Equal(200, (await page.GetAsync("/admin/live")).Status);

        Assert.Equal(429, refused.Status);
        Assert.True(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    private static Task<House> OpenAsync(params (string Name, string Value)[] settings) => House.OpenAsync(settings.ToDictionary(one => one.Name, one => one.Value));
}
