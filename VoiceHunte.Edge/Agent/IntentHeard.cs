using VoiceHunte.Edge.Agent.Grammar;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the caller wants; null for a bare answer such as a time.</summary>
internal static class IntentHeard
{
    public static string? Read(ReadOnlySpan<string> words, Vocabulary known, Question question, bool? answer, Understood slots)
    {
        var wish = Wish(words, known);
        if (wish is not null) return IsPartOfAnAnswer(wish, question, answer, slots) ? null : wish;
        if (IsFarewell(words, known, question)) return Intents.Goodbye;
        if (question.IsOpen && (slots.TimeShift is not null || slots.PeopleShift is not null)) return Intents.UpdateReservation;
        return answer is null && SaysNothing(slots) ? Intents.Generic : null;
    }

    /// <summary>
    /// Who is offered a table and says "yes, for two" has answered with the two; the yes alone is an answer as any other.
    /// </summary>
    public static bool TakesUpOffer(Question question, bool? answer, Understood slots, string? intent) =>
        question.IsPlainOffer && answer == true && intent is null && !SaysNothing(slots);

    /// <summary>The rarer and more binding wish wins: a table asked for beside a question about hours is a booking.</summary>
    private static string? Wish(ReadOnlySpan<string> words, Vocabulary known)
    {
        // "A table for our staff": who names a booking wants that, and is offered a person all the same.
        if (known.Transfer.IsIn(words) && !IsAboutABooking(words, known)) return Intents.Transfer;
        if (known.NotCancel.IsIn(words)) return Intents.UpdateReservation;
        if (known.Cancel.IsIn(words)) return Intents.CancelReservation;
        if (known.Update.IsIn(words)) return Intents.UpdateReservation;
        if (known.Create.IsIn(words)) return Intents.CreateReservation;
        if (known.Hours.IsIn(words)) return Intents.HoursInfo;
        return known.Menu.IsIn(words) ? Intents.MenuQuestion : null;
    }

    private static bool IsAboutABooking(ReadOnlySpan<string> words, Vocabulary known) =>
        known.Create.IsIn(words) || known.Update.IsIn(words) || known.Cancel.IsIn(words);

    /// <summary>In the middle of a booking "a table for four" and "change it to eight" answer what was asked.</summary>
    private static bool IsPartOfAnAnswer(string wish, Question question, bool? answer, Understood slots) => wish switch
    {
        // Asked which reservation is theirs, who wants a table after all wants a new one.
        Intents.CreateReservation => (question.AsksForSlot && (question.Asks & Asking.Reservation) == 0)
            || (question.Asks & (Asking.Confirm | Asking.Offer)) != 0,
        Intents.UpdateReservation => question.IsConfirmation || (question.Asks & Asking.Reservation) != 0 || (question.AsksForSlot && !SaysNothing(slots)),
        // "Yes, cancel it."
        Intents.CancelReservation => question.IsConfirmation && answer == true,
        // A day alone belongs to the question ("are you open on Sunday?"), and so does what only looks like a name.
        Intents.HoursInfo or Intents.MenuQuestion =>
            (question.AsksForSlot || question.IsConfirmation) && !SaysNothing(slots with { Date = null, Name = null }),
        _ => false,
    };

    /// <summary>A farewell is one only when nothing but courtesies stands around it.</summary>
    private static bool IsFarewell(ReadOnlySpan<string> words, Vocabulary known, Question question)
    {
        var farewell = false;
        for (var at = 0; at < words.Length;)
        {
            var ends = known.Farewells.LongestAt(words, at);
            var courtesy = known.Courtesies.LongestAt(words, at);
            // "That's all" ends a call, "that's all right" agrees to what was read back.
            var agrees = question.IsConfirmation ? known.Yes.LongestAt(words, at) : 0;
            if (agrees > ends) (ends, courtesy) = (0, Math.Max(agrees, courtesy));
            if (ends == 0 && courtesy == 0) return false;
            farewell |= ends > 0;
            at += Math.Max(ends, courtesy);
        }

        return farewell;
    }

    private static bool SaysNothing(Understood slots) => slots == Understood.Nothing;
}
