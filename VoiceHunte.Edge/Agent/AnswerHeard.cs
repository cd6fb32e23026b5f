using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Yes or no to what the agent asked, as it is meant: a correction is a no.</summary>
internal static class AnswerHeard
{
    public static bool? Read(ReadOnlySpan<string> words, Vocabulary known, Question question, Understood slots)
    {
        if (!question.IsYesOrNo) return null;
        var said = Opening(words, known, question.IsConfirmation) ?? (question.IsElse ? null : Anywhere(words, known));
        if (!question.IsConfirmation) return said;
        if (said == false && Repeats(slots, question) && EndsWithYes(words, known)) said = true;
        return Corrects(slots, question, said) ? false : said;
    }

    /// <summary>The yes or no that opens a sentence, whatever was asked.</summary>
    public static bool? Plain(string text, Language language) => Opening(HeardWords.Of(text).Plain, Vocabulary.For(language), lastCounts: true);

    /// <summary>The caller does not want to be recorded, whatever else they say.</summary>
    public static bool RefusesRecording(string text, Language language) => Vocabulary.For(language).NoRecording.IsIn(HeardWords.Of(text).Plain);

    /// <summary>The caller wants their voice forgotten, or takes their consent back, whatever else they say.</summary>
    public static bool ForgetsVoice(string text, Language language)
    {
        var (words, known) = (HeardWords.Of(text).Plain, Vocabulary.For(language));
        return known.ForgetVoice.FirstIn(words) is >= 0 and var at && !known.NotForgetVoice.IsIn(words) && (at == 0 || !known.Negations.Contains(words[at - 1]));
    }

    /// <summary>
    /// A clear yes to having the voice remembered, and nothing besides: every word is part of it, or of a thank-you. What is a yes to
    /// a table ("mhm", "fine", "if you please") is none to this, nor is one with a doubt or a question behind it.
    /// </summary>
    public static bool AgreesToVoice(string text, Language language)
    {
        var (words, known, agrees) = (HeardWords.Of(text).Plain, Vocabulary.For(language), false);
        for (var at = 0; at < words.Length;)
        {
            var (agreed, beside) = (known.RememberVoice.LongestAt(words, at), known.RememberVoiceBeside.LongestAt(words, at));
            if (Math.Max(agreed, beside) is not (> 0 and var longest)) return false;
            agrees |= agreed == longest;
            at += longest;
        }

        return agrees;
    }

    /// <summary>A no to a question, and no goodbye with it.</summary>
    public static bool Declines(string text, Language language) => Plain(text, language) == false && !Vocabulary.For(language).Farewells.IsIn(HeardWords.Of(text).Plain);

    /// <summary>
    /// Of the yeses and noes that open the sentence the last one counts: "no, no, that's fine", "yes, but …". Who is offered
    /// something refuses it with the same "no, that's fine".
    /// </summary>
    private static bool? Opening(ReadOnlySpan<string> words, Vocabulary known, bool lastCounts)
    {
        bool? answer = null;
        for (var at = 0; at < words.Length;)
        {
            var (length, said) = At(words, at, known);
            if (length == 0) break;
            answer = lastCounts || answer != false ? said ?? answer : answer;
            at += length;
        }

        return answer;
    }

    private static bool? Anywhere(ReadOnlySpan<string> words, Vocabulary known)
    {
        for (var at = 0; at < words.Length; at++)
            if (At(words, at, known) is { Length: > 0, Said: not null } found) return found.Said;

        return null;
    }

    /// <summary>"No no, four people is right": what was read back, said again and agreed to.</summary>
    private static bool EndsWithYes(ReadOnlySpan<string> words, Vocabulary known)
    {
        var last = false;
        for (var at = 0; at < words.Length;)
        {
            var (length, said) = At(words, at, known);
            last = length > 0 ? said ?? last : false;
            at += Math.Max(1, length);
        }

        return last;
    }

    private static bool Repeats(Understood slots, Question question) =>
        (slots.Date is not null || slots.Time is not null || slots.People is not null)
        && (slots.Date ?? question.Date, slots.Time ?? question.Time, slots.People ?? question.People) == (question.Date, question.Time, question.People);

    private static (int Length, bool? Said) At(ReadOnlySpan<string> words, int at, Vocabulary known)
    {
        var (yes, no, filler) = (known.Yes.LongestAt(words, at), known.No.LongestAt(words, at), known.Fillers.LongestAt(words, at));
        var longest = Math.Max(filler, Math.Max(yes, no));
        return (longest, longest > filler ? yes > no : null);
    }

    /// <summary>Something else than what was read back, or anything at all without a yes.</summary>
    private static bool Corrects(Understood slots, Question question, bool? said)
    {
        var (date, time, people) = (slots.Date, slots.Time, slots.People);
        if (slots.TimeShift is not null || slots.PeopleShift is not null || slots.ImpossibleDate) return true;
        var repeats = (date is null || date == question.Date) && (time is null || time == question.Time) && (people is null || people == question.People);
        var any = date is not null || time is not null || people is not null || slots.Name is not null;
        if (said == true) return any && !repeats && question.HasValues;
        return any && !(repeats && question.HasValues && slots.Name is null && said is null);
    }
}
