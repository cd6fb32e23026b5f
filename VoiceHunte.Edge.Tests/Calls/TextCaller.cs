using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>A caller in writing: each sentence goes to <c>/agent/text</c>, on one call.</summary>
internal sealed class TextCaller(Uri appliance, string? from = "+421900123456", string? language = null) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = appliance };

    public TextCaller(House house, string? from = "+421900123456", string? language = null)
        : this(house.Appliance.Url, from, language)
    {
    }

    public string? CallId { get; set; }

    public async Task<JsonElement> SayAsync(string text)
    {
        var request = new JsonObject { ["text"] = text };
        if (from is not null) request["from"] = from;
        if (language is not null) request["language"] = language;
        if (CallId is not null) request["call_id"] = CallId;
        var answer = await AskAsync(request.ToJsonString());
        CallId = answer.GetProperty("call_id").GetString();
        return answer;
    }

    /// <summary>What is answered to a body, which must be of that status.</summary>
    public async Task<JsonElement> AskAsync(string body, int status = 200, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        using var response = await http.PostAsync(new Uri("/agent/text", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal(status == 200 ? "application/json" : "application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What tests look at in an answer.</summary>
internal static class TextAnswers
{
    public static string Said(this JsonElement answer) => answer.GetProperty("answer_text").GetString()!;

    public static string? Language(this JsonElement answer) => answer.GetProperty("language").GetString();

    /// <summary><c>transfer (asked)</c>, <c>hang_up</c>, …; what failed with an exclamation mark.</summary>
    public static IEnumerable<string> Actions(this JsonElement answer) => answer.GetProperty("actions").EnumerateArray().Select(action =>
        action.GetProperty("name").GetString() + (action.GetProperty("ok").GetBoolean() ? "" : "!")
        + (action.GetProperty("reason").GetString() is { } reason ? $" ({reason})" : ""));
}
