using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Understands by rules alone: no model, no I/O, the words and the grammar of the language files.</summary>
internal static class Understanding
{
    /// <param name="language">The language of the call so far.</param>
    public static Understood Read(string text, Language language, Surroundings around)
    {
        var heard = HeardWords.Of(text);
        var other = LanguageHeard.Of(heard, language);
        var spoken = other?.Language ?? language;
        var question = Question.Of(around, language);
        var slots = SlotsHeard.Read(text, spoken, question, around);
        var answer = AnswerHeard.Read(heard.Plain, Vocabulary.For(spoken), question, slots);
        var intent = IntentHeard.Read(heard.Plain, Vocabulary.For(spoken), question, answer, slots);
        return With(slots, intent) with
        {
            Switch = other?.Language,
            SwitchAsked = other is { IsAsked: true },
            SwitchPlain = other is { IsPlain: true },
            Intent = intent,
            Choice = Picked(heard.Plain, Vocabulary.For(spoken)),
            Answer = IntentHeard.TakesUpOffer(question, answer, slots, intent) ? null : answer,
        };
    }

    private static Choice? Picked(ReadOnlySpan<string> words, Vocabulary known)
    {
        foreach (var (choice, ways) in known.Choices)
            if (ways.IsIn(words)) return choice;

        return null;
    }

    /// <summary>The day in a question about hours or the menu is no wish for a table on it, nor that of "see you on Friday".</summary>
    private static Understood With(Understood slots, string? intent) => intent switch
    {
        Intents.HoursInfo or Intents.MenuQuestion => Understood.Nothing with { DayAsked = slots.Date, ImpossibleDate = slots.ImpossibleDate },
        Intents.Goodbye => Understood.Nothing,
        _ => slots,
    };
}
