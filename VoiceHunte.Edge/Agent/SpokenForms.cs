using System.Globalization;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Numbers, prices, times and days in words: the voice that reads them may be a neighbour's (a Polish one reads Slovak),
/// which would read digits in its own language.
/// </summary>
internal sealed class SpokenForms(SpeechForms forms, PhraseBook book)
{
    /// <summary>Above 999, which no price reaches, in digits.</summary>
    public string Number(int number) => number switch
    {
        < 0 or >= 1000 => number.ToString(CultureInfo.InvariantCulture),
        < 20 => forms.Numbers[number],
        < 100 when number % 10 == 0 => forms.Tens[number / 10 - 2],
        < 100 => $"{forms.Tens[number / 10 - 2]}{forms.TensToOnes}{forms.Numbers[number % 10]}",
        _ when number % 100 == 0 => forms.Hundreds[number / 100 - 1],
        _ => $"{forms.Hundreds[number / 100 - 1]} {Number(number % 100)}",
    };

    /// <param name="currency">ISO 4217.</param>
    public string Price(decimal price, string currency)
    {
        var whole = (int)price;
        var part = (int)((price - whole) * 100);
        var names = forms.Currencies[currency];
        if (whole == 0) return Counted(part, names.Part);

        return part == 0
            ? book.Say("price", ("whole", Counted(whole, names.Whole)))
            : book.Say("price_part", ("whole", Counted(whole, names.Whole)), ("part", Counted(part, names.Part)));
    }

    /// <summary>"from ten to two and from six to midnight".</summary>
    public string Times(IReadOnlyList<OpeningInterval> intervals) => List(intervals.Select(interval =>
        book.Say("interval", ("from", Time(interval.Opens)), ("to", Time(interval.Closes)))));

    /// <summary>"at 7 p.m.", "at 7:30 p.m.": when a party comes.</summary>
    public string At(TimeOnly time) => time.Minute == 0
        ? forms.AtHours[time.Hour]
        : book.Fill(forms.AtHoursAndMinutes[time.Hour], "at_hours_and_minutes", ("minutes", AtMinutes(time.Minute)));

    /// <summary>"for four people".</summary>
    public string ForPeople(int people) => Counted(people, forms.ForPeople);

    /// <summary>"four, eight, two": a number that is written down while it is heard.</summary>
    public string Digits(long number) =>
        string.Join(", ", number.ToString(CultureInfo.InvariantCulture).Select(digit => forms.Numbers[digit - '0']));

    /// <summary>As it stands after "until".</summary>
    public string Until(TimeOnly time) => Time(time);

    /// <summary>Today, tomorrow, on Friday: for a date less than a week ahead.</summary>
    public string Day(DateOnly date, DateOnly today) => (date.DayNumber - today.DayNumber) switch
    {
        0 => forms.Today,
        1 => forms.Tomorrow,
        _ => forms.OnWeekday[MondayFirst(date.DayOfWeek)],
    };

    /// <summary>Today, tomorrow, else "on Friday the twenty-seventh of November": for any date.</summary>
    public string Date(DateOnly date, DateOnly today) => (date.DayNumber - today.DayNumber) is 0 or 1
        ? Day(date, today)
        : book.Say("date", ("weekday", forms.OnWeekday[MondayFirst(date.DayOfWeek)]),
            ("day", forms.DaysOfMonth[date.Day - 1]), ("month", forms.Months[date.Month - 1]));

    /// <summary>Weekdays in a row: on Monday; on Monday and on Tuesday; Monday to Friday.</summary>
    public string Days(IReadOnlyList<DayOfWeek> row) => row.Count <= 2
        ? List(row.Select(day => forms.OnWeekday[MondayFirst(day)]))
        : $"{forms.FromWeekday[MondayFirst(row[0])]} {forms.ToWeekday[MondayFirst(row[^1])]}";

    public string Allergen(int number) => forms.Allergens[number - 1];

    /// <summary>"a, b and c".</summary>
    public string List(IEnumerable<string> items) => items.ToArray() switch
    {
        [] => "",
        [var one] => one,
        [.. var most, var last] => $"{string.Join(", ", most)} {forms.And} {last}",
    };

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>
    /// "Garlic soup" in the middle of a sentence; a name whose second word is capital too, or whose first letters are,
    /// keeps its capital.
    /// </summary>
    public static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !name.AsSpan(1).ContainsAnyInRange('A', 'Z') && !name.Skip(1).Any(char.IsUpper)
            ? char.ToLowerInvariant(name[0]) + name[1..]
            : name;

    private static int MondayFirst(DayOfWeek day) => ((int)day + 6) % 7;

    private string Time(TimeOnly time) => time == default
        ? forms.Midnight
        : book.Fill(forms.Hours[time.Hour], "hours", ("minutes", time.Minute == 0 ? "" : Minutes(time.Minute)));

    private string Minutes(int minutes) => forms.Minutes[minutes / OpeningInterval.MinuteStep - 1];

    private string AtMinutes(int minutes) => minutes % OpeningInterval.MinuteStep == 0
        ? forms.AtMinutes[minutes / OpeningInterval.MinuteStep - 1]
        : $" {(minutes < 10 ? $"{forms.Numbers[0]} " : "")}{Number(minutes)}";

    private string Counted(int number, IReadOnlyDictionary<string, string> names)
    {
        var name = names.TryGetValue(number.ToString(CultureInfo.InvariantCulture), out var irregular)
            ? irregular
            : names[Plurals.Form(forms.Plural, number)];
        return book.Fill(name, "currencies", ("n", Number(number)));
    }
}
