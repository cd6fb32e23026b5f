using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

public sealed class ReadinessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();

    [Fact]
    public async Task All_is_well_is_200_and_names_each_check()
    {
        await using var edge = await RunningAppliance.StartAsync(folder.Path);

        var (status, report) = await AskAsync(edge);

        Assert.Equal(200, status);
        Assert.Equal(["database", "disk", "openai", "models", "twilio"], report.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Too_little_room_on_the_disk_is_503_and_says_how_much_is_left()
    {
        await using var edge = await RunningAppliance.StartAsync(folder.Path, new Dictionary<string, string> { ["MIN_FREE_DISK_MB"] = "1000000" });

        var (status, report) = await AskAsync(edge);

        Assert.Equal((503, "not ready: disk"), (status, report.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task OpenAI_is_asked_for_its_free_list_of_models_once_a_minute_whoever_asks_us()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var edge = await RunningAppliance.StartAsync(folder.Path, Settings(openAI), time: time);

        await AskAsync(edge);
        await AskAsync(edge);
        openAI.ModelList.Always(OpenAIReply.Fails(401, "invalid_request_error", "invalid_api_key"));
        var (before, _) = await AskAsync(edge);
        Assert.Single(openAI.ModelList.Requests);
        time.Advance(TimeSpan.FromMinutes(2));
        var (after, report) = await AskAsync(edge);

        Assert.Equal((200, 503), (before, after));
        Assert.Equal("not ready: openai", report.GetProperty("title").GetString());
        Assert.Empty(openAI.Chat.Requests);
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    private static Dictionary<string, string> Settings(OpenAIStandIn openAI) => new()
    {
        ["OPENAI_API_KEY"] = OpenAIStandIn.Key,
        ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
    };

    private async Task<(int Status, JsonElement Report)> AskAsync(RunningAppliance edge)
    {
        using var answer = await http.GetAsync(new Uri(edge.Url, "/ready"), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonElement.Parse(text));
    }
}
