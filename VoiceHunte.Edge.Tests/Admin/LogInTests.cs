using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>A browser logs in and out with the ADMIN_TOKEN.</summary>
public sealed class LogInTests
{
    private const string Token = "a long random text";

    private static readonly (string, string)[] OverTls = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "edge.example.com"), ("X-Forwarded-For", "203.0.113.7")];

    [Fact]
    public async Task Who_has_the_token_is_let_in_until_they_log_out()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        Assert.Equal(401, (await page.GetAsync("/admin/today")).Status);
        Assert.Equal(204, (await page.LogInAsync(Token)).Status);
        var old = page.Headers["Cookie"];
        Assert.Equal(200, (await page.GetAsync("/admin/today")).Status);
        Assert.True((await page.ReadAsync("/admin/session")).GetProperty("signed_in").GetBoolean());
        Assert.Equal(204, (await page.AskAsync("DELETE", "/admin/session")).Status);

        Assert.False(page.Headers.ContainsKey("Cookie"));
        Assert.Equal(401, (await page.GetAsync("/admin/today", ("Cookie", old))).Status);
        Assert.Equal("", (await page.ReadAsync("/admin/session")).Text("version"));
        Assert.Equal(["log in", "log out"], house.Sql("SELECT action FROM audit ORDER BY id"));
    }

    [Fact]
    public async Task Logging_all_out_ends_every_browsers_session()
    {
        await using var house = await OpenAsync();
        using var office = new Operator(house);
        using var kitchen = new Operator(house);
        await office.LogInAsync(Token);
        await kitchen.LogInAsync(Token);

        Assert.Equal(204, (await office.AskAsync("DELETE", "/admin/sessions")).Status);

        Assert.Equal(401, (await kitchen.GetAsync("/admin/today")).Status);
        Assert.Equal(401, (await office.GetAsync("/admin/today")).Status);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_noted_and_the_sixth_attempt_in_a_minute_has_to_wait()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        var tried = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => page.LogInAsync($"guess {i}")));
        var right = await page.LogInAsync(Token);

        Assert.Equal([401, 401, 401, 401, 401, 429], tried.Select(answer => answer.Status).Order());
        Assert.False(page.Headers.ContainsKey("Cookie"));
        Assert.Equal(429, right.Status);
        Assert.Equal("60", right.Headers["Retry-After"]);
        Assert.Equal("application/problem+json", right.Headers["Content-Type"]);
        Assert.Equal(Enumerable.Repeat("log in refused", 5), house.Sql("SELECT action FROM audit"));
    }

    [Theory]
    [InlineData("""{"token":7}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""not JSON""", 400)]
    public async Task What_is_no_log_in_is_said_to_be_none(string body, int status)
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        Assert.Equal(status, (await page.PostAsync("/admin/session", body)).Status);
    }

    [Fact]
    public async Task A_session_survives_a_restart_and_ends_with_its_token()
    {
        var settings = new Dictionary<string, string> { ["ADMIN_TOKEN"] = Token };
        await using var house = await House.OpenAsync(settings);
        using var page = new Operator(house);
        await page.LogInAsync(Token);

        await house.RestartAsync();
        Assert.Equal(200, (await page.GetAsync("/admin/today")).Status);

        settings["ADMIN_TOKEN"] = "another long random text";
        await house.RestartAsync();
        Assert.Equal(401, (await page.GetAsync("/admin/today")).Status);
    }

    [Fact]
    public async Task The_cookie_is_out_of_a_scripts_reach_and_of_other_pages()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        var cookie = (await page.LogInAsync(Token)).Headers["Set-Cookie"].ToLowerInvariant();

        Assert.StartsWith("voicehunte=", cookie, StringComparison.Ordinal);
        Assert.All(["httponly", "samesite=strict", "path=/", "max-age=604800"], part => Assert.Contains(part, cookie.Split("; ")));
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
        // The id itself is nowhere on the disk.
        Assert.DoesNotContain(house.Sql("SELECT id_hash FROM sessions"), hash => cookie.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_TLS_the_cookie_is_for_TLS_and_this_host_only()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);

        var cookie = (await page.LogInAsync(Token, [.. OverTls, ("Origin", "https://edge.example.com"), ("Sec-Fetch-Site", "same-origin")])).Headers["Set-Cookie"];

        Assert.StartsWith("__Host-voicehunte=", cookie, StringComparison.Ordinal);
        Assert.All(["secure", "httponly", "samesite=strict", "path=/"], part => Assert.Contains(part, cookie.ToLowerInvariant().Split("; ")));
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(200, (await page.GetAsync("/admin/today", OverTls)).Status);
        Assert.True((await page.GetAsync("/admin/session", OverTls)).Json.GetProperty("secure").GetBoolean());
        // Over plain HTTP a cookie of this name may be anybody's.
        Assert.Equal(401, (await page.GetAsync("/admin/today")).Status);
    }

    private static Task<House> OpenAsync() => House.OpenAsync(new Dictionary<string, string> { ["ADMIN_TOKEN"] = Token });
}
