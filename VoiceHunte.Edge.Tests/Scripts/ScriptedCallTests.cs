namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>Whole calls by the rules alone, on what they leave in the book and what never happened.</summary>
public abstract class ScriptedCallTests(Wire wire)
{
    public static TheoryData<string> Ids => ScriptedCalls.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_call_leaves_the_book_as_its_caller_wanted_it(string id)
    {
        var talk = await ScriptedTalk.HoldAsync(ScriptedCalls.Find(id), wire);

        IReadOnlyList<string> faults = [.. TalkGrade.Faults(talk), .. SpokenQuestions.Faults(talk)];
        if (faults.Count > 0) Assert.Fail(TalkGrade.Report(talk, faults));
    }
}

public sealed class ScriptedTextTests() : ScriptedCallTests(Wire.Text);

public sealed class ScriptedTelephoneTests() : ScriptedCallTests(Wire.Telephone);
