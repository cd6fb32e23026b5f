using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>An appliance with an OpenAI behind it, and an operator who asks it for speech.</summary>
internal sealed class SpeakingHouse : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly HttpClient http;

    private SpeakingHouse(OpenAIStandIn openAI, RunningAppliance appliance, TemporaryFolder folder)
    {
        (OpenAI, Appliance, this.folder) = (openAI, appliance, folder);
        // A client who leaves hangs up at once, rather than reading on for two seconds.
        http = new HttpClient(new SocketsHttpHandler { MaxResponseDrainSize = 0 }) { BaseAddress = appliance.Url };
    }

    public OpenAIStandIn OpenAI { get; }

    public RunningAppliance Appliance { get; }

    public static async Task<SpeakingHouse> OpenAsync(TimeProvider? time = null, bool withKey = true)
    {
        var openAI = await OpenAIStandIn.StartAsync();
        var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() };
        if (withKey) settings["OPENAI_API_KEY"] = OpenAIStandIn.Key;
        return new SpeakingHouse(openAI, await RunningAppliance.StartAsync(folder.Path, settings, time: time), folder);
    }

    /// <summary>Returns when the headers are in.</summary>
    public async Task<HttpResponseMessage> AskAsync(string body, string contentType = "application/json", CancellationToken? cancel = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tts/stream")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
        };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The problem document that answers a request.</summary>
    public async Task<JsonElement> ProblemAsync(string body, string contentType = "application/json")
    {
        using var answer = await AskAsync(body, contentType);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Appliance.DisposeAsync();
        await OpenAI.DisposeAsync();
        folder.Dispose();
    }
}
