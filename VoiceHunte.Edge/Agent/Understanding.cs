using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Understands by rules alone: no model, no I/O, the words of the language files.</summary>
internal static class Understanding
{
    /// <param name="language">The language of the call so far.</param>
    public static Understood Read(string text, Language language, Surroundings around)
    {
        var heard = HeardWords.Of(text);
        var other = LanguageHeard.Of(heard, language);
        var vocabulary = Vocabulary.For(other?.Language ?? language);
        return new Understood
        {
            Switch = other?.Language,
            SwitchAsked = other is { IsAsked: true },
            SwitchPlain = other is { IsPlain: true },
            Intent = Intent(heard.Plain, vocabulary),
            Answer = Answer(heard.Plain, vocabulary),
            DayAsked = Day(heard.Plain, vocabulary)?.After(around.Today),
        };
    }

    /// <summary>The rarer and more binding wish wins: a table asked for beside a question about hours is a booking.</summary>
    private static string Intent(ReadOnlySpan<string> words, Vocabulary known)
    {
        // "A table for our staff": who names a booking wants that, and is offered a person all the same.
        if (known.Transfer.IsIn(words) && !IsAboutABooking(words, known)) return Intents.Transfer;
        if (known.NotCancel.IsIn(words)) return Intents.UpdateReservation;
        if (known.Cancel.IsIn(words)) return Intents.CancelReservation;
        if (known.Update.IsIn(words)) return Intents.UpdateReservation;
        if (known.Create.IsIn(words)) return Intents.CreateReservation;
        if (known.Hours.IsIn(words)) return Intents.HoursInfo;
        if (known.Menu.IsIn(words)) return Intents.MenuQuestion;
        return IsFarewell(words, known) ? Intents.Goodbye : Intents.Generic;
    }

    private static bool IsAboutABooking(ReadOnlySpan<string> words, Vocabulary known) =>
        known.Create.IsIn(words) || known.Update.IsIn(words) || known.Cancel.IsIn(words);

    /// <summary>A farewell is one only when nothing but courtesies stands around it.</summary>
    private static bool IsFarewell(ReadOnlySpan<string> words, Vocabulary known)
    {
        var farewell = false;
        for (var at = 0; at < words.Length;)
        {
            var ends = known.Farewells.LongestAt(words, at);
            var courtesy = known.Courtesies.LongestAt(words, at);
            if (ends == 0 && courtesy == 0) return false;
            farewell |= ends > 0;
            at += Math.Max(ends, courtesy);
        }

        return farewell;
    }

    /// <summary>Of the yeses and noes that open the sentence the last one counts: "no, no, that's fine", "yes, but …".</summary>
    private static bool? Answer(ReadOnlySpan<string> words, Vocabulary known)
    {
        bool? answer = null;
        for (var at = 0; at < words.Length;)
        {
            var (yes, no, filler) = (known.Yes.LongestAt(words, at), known.No.LongestAt(words, at), known.Fillers.LongestAt(words, at));
            var longest = Math.Max(filler, Math.Max(yes, no));
            if (longest == 0) break;
            if (longest > filler) answer = yes > no;
            at += longest;
        }

        return answer;
    }

    private static SpokenDay? Day(ReadOnlySpan<string> words, Vocabulary known)
    {
        foreach (var (day, names) in known.Days)
            if (names.IsIn(words)) return day;

        return null;
    }
}
