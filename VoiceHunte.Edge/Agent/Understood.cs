using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the rules make of one thing a caller said: only what was said, null where nothing was.</summary>
internal sealed record Understood
{
    public static readonly Understood Nothing = new();

    /// <summary>The caller asks for another language, or plainly speaks it; it need not be one of the restaurant's.</summary>
    public Language? Switch { get; init; }

    /// <summary>That language was asked for: "English, please".</summary>
    public bool SwitchAsked { get; init; }

    /// <summary>That language is beyond doubt: another script, or a whole sentence without a word of the call's own.</summary>
    public bool SwitchPlain { get; init; }

    /// <summary>One of <see cref="Intents"/>; null for a bare answer such as a time.</summary>
    public string? Intent { get; init; }

    /// <summary>Yes or no to what was asked before, as it is meant: a correction is a no.</summary>
    public bool? Answer { get; init; }

    public DateOnly? Date { get; init; }

    /// <summary>A day was named that no calendar has: 31 April.</summary>
    public bool ImpossibleDate { get; init; }

    public TimeOnly? Time { get; init; }

    /// <summary>"An hour later"; negative for earlier.</summary>
    public TimeSpan? TimeShift { get; init; }

    /// <summary>As said, also 0 and 400.</summary>
    public int? People { get; init; }

    /// <summary>"One more person"; negative for fewer.</summary>
    public int? PeopleShift { get; init; }

    public string? Name { get; init; }

    /// <summary>Digits.</summary>
    public string? ReservationId { get; init; }

    /// <summary>Which of several that were named; words that may mean something else where nothing was named.</summary>
    public Choice? Choice { get; init; }

    /// <summary>The day in a question about hours or the menu, which is no wish for a table on it.</summary>
    public DateOnly? DayAsked { get; init; }
}

/// <summary>How one of several things is picked that the agent has named.</summary>
internal enum Choice
{
    First,
    Second,
    Earlier,
    Later,
}

/// <summary>What words alone do not tell.</summary>
/// <param name="Today">On the restaurant's clock.</param>
/// <param name="Previous">What the agent said last; null at the beginning.</param>
/// <param name="Hours">"At seven" is the seven at which the restaurant is open.</param>
internal sealed record Surroundings(DateOnly Today, string? Previous, OpeningHours Hours)
{
    /// <summary>What the agent knows that it asked, one of <see cref="Questions"/> or none; where it is not said, the words of
    /// <see cref="Previous"/> tell.</summary>
    public AskedBefore? Asked { get; init; }
}

/// <param name="Question">One of <see cref="Questions"/>; null for no question.</param>
internal sealed record AskedBefore(string? Question);

/// <summary>What a caller may want, in the words of the database.</summary>
internal static class Intents
{
    public const string CreateReservation = "create_reservation";
    public const string UpdateReservation = "update_reservation";
    public const string CancelReservation = "cancel_reservation";
    public const string MenuQuestion = "menu_question";
    public const string HoursInfo = "hours_info";
    public const string Transfer = "transfer";
    public const string Goodbye = "goodbye";
    public const string Generic = "generic";
}
