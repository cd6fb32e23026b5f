using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The same calls where there is a model, and it never answers: the rules go on, and the caller gets the same table.</summary>
public sealed class BrokenModelTests : IAsyncLifetime
{
    private OpenAIStandIn openAI = null!;

    private static readonly string[] Situations = ["01", "09", "11", "13", "16"];

    public static TheoryData<string> Ids => [.. from language in ScriptedCalls.Languages from situation in Situations select $"{language}-{situation}"];

    public async ValueTask InitializeAsync()
    {
        openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Always(OpenAIReply.QuotaExhausted());
    }

    public ValueTask DisposeAsync() => openAI.DisposeAsync();

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_call_goes_on_by_rules(string id)
    {
        var talk = await ScriptedTalk.HoldAsync(ScriptedCalls.Find(id), Wire.Text, new()
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key,
            ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        });

        var faults = TalkGrade.Faults(talk);
        if (faults.Count > 0) Assert.Fail(TalkGrade.Report(talk, faults));
    }
}
