namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>
/// <c>Languages/xx/grammar.json</c>: how dates, times, parties and names are said. Languages/README.md explains it; what
/// a pattern may hold: <see cref="Pattern"/> and <see cref="PatternForms"/>.
/// </summary>
/// <param name="Forms">Lists of words for <c>&lt;name&gt;</c>.</param>
/// <param name="OrdinalHours">"O siedmej", "о сьомій": hours are counted first, second, third.</param>
/// <param name="Months">By 1 to 12.</param>
/// <param name="Weekdays">By 1 to 7, Monday first.</param>
/// <param name="Parts">Parts of the day, by <see cref="DayPart"/> in small letters.</param>
/// <param name="Dates">By meaning: <see cref="DateMeaning"/>. Of those <c>…IfAsked</c> only answers to such a question are read.</param>
/// <param name="Times">By meaning: <see cref="TimeMeaning"/>.</param>
/// <param name="People">By meaning: <see cref="PeopleMeaning"/>.</param>
/// <param name="Companions">Those who come, one after the other: "me", "my wife and", "two kids".</param>
/// <param name="Either">"Make it {number}": a time or a party, by what was said before.</param>
/// <param name="Apart">What has a number, a day or a part of day in it that is none: ages, prices, "good evening".</param>
/// <param name="Counted">Words for people: "at 7 10 people" is not ten past.</param>
/// <param name="TimeShifts">By minutes: <c>60</c>, <c>-30</c>, <c>n*60</c>, <c>n</c>.</param>
/// <param name="PeopleShifts">By persons: <c>1</c>, <c>-1</c>, <c>n</c>, <c>-n</c>.</param>
/// <param name="UnwantedBefore">"Not" before a day, a time or a party.</param>
/// <param name="NoOrNot">The same where it is the word for no too: unwanted only beside one that is wanted.</param>
/// <param name="UnwantedAfter">"Doesn't work" behind one.</param>
/// <param name="NotNames">Words that no name begins with, and that end one.</param>
/// <param name="SpelledAs">"As" behind a letter that is spelled: "K as Karl".</param>
/// <param name="Asked">Questions of the agent by what they ask for: <see cref="Asking"/> in small letters.</param>
internal sealed record GrammarFile(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Forms, NumberForms Numbers, bool OrdinalHours,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Months, IReadOnlyDictionary<string, IReadOnlyList<string>> Weekdays,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parts,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Dates, IReadOnlyDictionary<string, IReadOnlyList<string>> DatesIfAsked,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Times, IReadOnlyDictionary<string, IReadOnlyList<string>> TimesIfAsked,
    IReadOnlyDictionary<string, IReadOnlyList<string>> People, IReadOnlyDictionary<string, IReadOnlyList<string>> PeopleIfAsked,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Companions, IReadOnlyList<string> CompanionsJoin, IReadOnlyList<string> CompanionsLead,
    IReadOnlyList<string> Either, IReadOnlyList<string> Apart, IReadOnlyList<string> Counted,
    IReadOnlyDictionary<string, IReadOnlyList<string>> TimeShifts, IReadOnlyDictionary<string, IReadOnlyList<string>> PeopleShifts,
    IReadOnlyList<string> UnwantedBefore, IReadOnlyList<string> UnwantedAfter,
    IReadOnlyList<string> Names, IReadOnlyList<string> NamesIfAsked, IReadOnlyList<string> Titles, IReadOnlyList<string> NotNames,
    IReadOnlyList<string> Reservation, IReadOnlyList<string> ReservationIfAsked, IReadOnlyList<string> Twice,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Asked,
    IReadOnlyList<string>? NoOrNot = null, IReadOnlyList<string>? SpelledAs = null);

/// <summary>Number words by their value, in all their cases.</summary>
/// <param name="OrdinalEndings">Written behind digits: 4th, 8-го.</param>
/// <param name="Hours">Ordinals in a form that only hours have: "о сьомій" is a time, "сьомого" a day.</param>
/// <param name="Halves">What is written in one with an ordinal: "полвосьмого" is read as "пол восьмого".</param>
internal sealed record NumberForms(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Cardinals, IReadOnlyDictionary<string, IReadOnlyList<string>> Ordinals,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Collectives, IReadOnlyList<string> OrdinalEndings,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Hours = null, IReadOnlyList<string>? Halves = null);

/// <summary>What the agent's last words ask for.</summary>
[Flags]
internal enum Asking
{
    Nothing = 0,
    Date = 1,
    Time = 2,
    People = 4,
    Name = 8,
    Reservation = 16,

    /// <summary>Whether what was read back is right.</summary>
    Confirm = 32,

    /// <summary>Whether the caller would like something: a table, another time, a person.</summary>
    Offer = 64,

    /// <summary>Whether there is anything else: it is no offer.</summary>
    Else = 128,

    /// <summary>Something else that no yes answers: "how can I help you?"</summary>
    Open = 256,
}
