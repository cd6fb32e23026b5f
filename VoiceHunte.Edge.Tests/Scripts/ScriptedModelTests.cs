using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The same calls with a model that plays along on the wire, and the rules silent as long as it does.</summary>
public sealed class ScriptedModelTests
{
    public static TheoryData<string> Ids => ScriptedCalls.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_model_leaves_the_book_as_the_caller_wanted_it(string id)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var talk = await ScriptedTalk.HoldAsync(ScriptedCalls.Find(id), Wire.Text, PlayedModel.Play(openAI));

        var faults = TalkGrade.Faults(talk);
        if (faults.Count > 0) Assert.Fail(TalkGrade.Report(talk, faults));
        Assert.Empty(openAI.Rejected);
    }
}
