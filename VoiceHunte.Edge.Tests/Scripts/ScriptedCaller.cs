using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>Answers what is asked, out of the script: a fair human who knows what they want and listens.</summary>
internal sealed class ScriptedCaller(ScriptedCall script)
{
    private readonly Dictionary<string, int> asked = [];
    private string said = script.Opens;

    /// <summary>The caller has said yes to what was read back: the last of what they say to that.</summary>
    public bool HasConfirmed => asked.GetValueOrDefault("confirm") >= Math.Max(1, script.AnswersTo("confirm").Count);

    /// <param name="question">One of <see cref="Questions"/>; null where nothing was asked.</param>
    public string Answer(string? question) => said = question switch
    {
        Questions.DateAndTime => $"{Say("date")} {Say("time")}",
        Questions.NumberAndName => $"{Say("number")}, {Say("name")}",
        // "What shall I change?": what they have just said was not understood to the end.
        Questions.Change => said,
        Questions.Message or Questions.Person => Say("other"),
        null => Say("anything_else"),
        _ => Say(question),
    };

    private string Say(string question)
    {
        var answers = script.AnswersTo(question);
        if (answers.Count == 0) return Say(question == "other" ? "anything_else" : "other");
        var before = asked.GetValueOrDefault(question);
        asked[question] = before + 1;
        return answers[Math.Min(before, answers.Count - 1)];
    }
}
