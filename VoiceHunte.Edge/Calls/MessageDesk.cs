using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Where there is no human to be had, a message is taken: it is asked for, and what the caller says next is it, unless
/// that is plainly something else.
/// </summary>
internal static class MessageDesk
{
    /// <summary>"No, thank you", "yes, gladly", "when do you open then": no message has so few words and no number to ring.</summary>
    private const int MostWordsOfNoMessage = 6;

    public static bool Awaits(Call call) => call.Draft.Asked == Questions.Message;

    public static Reply Ask(Call call, string question)
    {
        call.Draft = call.Draft with { Asked = Questions.Message };
        return Say(call, question) with { Intent = Intents.Transfer };
    }

    /// <summary>Null where no message is awaited, or the caller wants something else: then the agent answers.</summary>
    public static Reply? Take(Call call, Question question)
    {
        if (!Awaits(call)) return null;
        var phrases = Phrases.For(call.Language).Message;
        var (text, understood) = (question.Text, question.Understood);
        var isShort = IsShort(text);
        var answer = AnswerHeard.Plain(text, call.Language);
        if (isShort && answer == true && understood.Intent is (null or Intents.Generic)) return Say(call, phrases.Ask);

        Forget(call);
        if (understood.Intent == Intents.Goodbye || (isShort && understood.Intent is not (null or Intents.Generic))) return null;
        call.Draft = call.Draft with { Goal = null, Asked = Questions.AnythingElse };
        if (isShort && answer == false) return Say(call, phrases.Declined);
        return Say(call, phrases.Taken) with { Intent = Intents.Transfer, Message = text };
    }

    /// <summary>The caller went on to something else.</summary>
    public static void Forget(Call call)
    {
        if (Awaits(call)) call.Draft = call.Draft with { Asked = null };
    }

    private static bool IsShort(string text) =>
        !text.Any(char.IsDigit) && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= MostWordsOfNoMessage;

    private static Reply Say(Call call, string text) => new(call.Language, text, Next.Listen);
}
