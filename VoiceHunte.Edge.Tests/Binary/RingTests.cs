using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The binary rung by its own telephone.</summary>
public sealed class RingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_whole_call_is_held_logged_and_read_back()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);

        var (exitCode, conversation) = await EdgeProcess.RunAsync(Published.Settings,
            "call", "--url", edge.Url.ToString(), "--from", "+14155550123", "--say", "are you open tomorrow", "--say", "", "--say", "#2", "--say", "thank you goodbye");
        var (listed, list) = await EdgeProcess.RunAsync(Published.Settings, "calls", "--data-dir", folder.Path);
        var callId = Assert.Single(Database.Sql(folder.Path, "SELECT call_id FROM calls"));
        var (shown, transcript) = await EdgeProcess.RunAsync(Published.Settings, "calls", "show", callId, "--data-dir", folder.Path);

        Assert.Equal((0, 0, 0), (exitCode, listed, shown));
        Assert.Contains("Tomorrow we're open from 10 a.m. to 10 p.m.", conversation, StringComparison.Ordinal);
        Assert.Contains("Hangup", conversation, StringComparison.Ordinal);
        Assert.Contains("completed", list, StringComparison.Ordinal);
        Assert.DoesNotContain("+14155550123", list, StringComparison.Ordinal);
        Assert.Contains("are you open tomorrow", transcript, StringComparison.Ordinal);
        Assert.Equal(["completed|en"], Database.Sql(folder.Path, "SELECT status, language FROM calls"));
        Assert.Equal(["hours_info", "NULL", "menu_question", "goodbye"], Database.Sql(folder.Path, "SELECT intent FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task Every_line_of_the_journal_about_a_call_names_it_OpenAIs_too()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(
            ("JOURNAL_STREAM", "8:12345"), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString())));
        using var twilio = new TwilioStandIn(Published.Token);
        var call = twilio.Ring(edge.Url);
        await call.StartAsync();
        await call.SayAsync("máte dnes otvorené");
        await edge.StopAsync();

        var lines = edge.Log.Split('\n').Select(line => JsonElement.Parse(line[3..])).ToList();
        var asked = Assert.Single(lines, line => line.GetProperty("room").GetString() == "OpenAIClient");

        Assert.Equal(call.CallSid, asked.GetProperty("CallSid").GetString());
        Assert.DoesNotContain("otvorené", edge.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_telephone_with_the_wrong_token_hears_an_error_and_ends_with_1()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);

        var (exitCode, _) = await EdgeProcess.RunAsync(Published.With(("TWILIO_AUTH_TOKEN", "another")), "call", "--url", edge.Url.ToString(), "--say", "hello");

        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_telephone_that_reaches_nobody_ends_with_69()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        await edge.StopAsync();

        var (exitCode, _) = await EdgeProcess.RunAsync(Published.Settings, "call", "--url", edge.Url.ToString(), "--say", "hello");

        Assert.Equal(69, exitCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "phone.example.com")]
    public async Task Without_an_ADMIN_TOKEN_speech_is_closed_to_whatever_came_through_a_tunnel(string header, string value)
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(edge.Url, "/tts/stream")) { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    public void Dispose() => folder.Dispose();
}
