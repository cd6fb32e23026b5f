namespace VoiceHunte.Edge.Agent;

/// <summary>The dates of holidays by their names in <c>menu.json</c>, by the civil calendar.</summary>
internal static class Holidays
{
    /// <summary>
    /// The longer name first, as the files have them: "New Year's Eve" has a "New Year" in it. A holiday of several days
    /// is each of them; of a day that is past, the next year's.
    /// </summary>
    public static IReadOnlyList<DateOnly> In(ReadOnlySpan<string> words, MenuVocabulary known, DateOnly today)
    {
        foreach (var (name, heard) in known.Holidays)
            if (heard.IsIn(words)) return Coming(name, today);

        return [];
    }

    private static List<DateOnly> Coming(string name, DateOnly today)
    {
        // On 1 January the New Year that began last year is still on.
        List<DateOnly> thisTime = [.. Of(name, today.Year - 1).Concat(Of(name, today.Year)).Where(date => date >= today)];
        return thisTime.Count > 0 ? thisTime : [.. Of(name, today.Year + 1)];
    }

    private static IEnumerable<DateOnly> Of(string name, int year) => name switch
    {
        "new_year" => [new(year, 12, 31), new(year + 1, 1, 1)],
        "new_years_eve" => [new(year, 12, 31)],
        "new_years_day" => [new(year, 1, 1)],
        "epiphany" => [new(year, 1, 6)],
        "valentines" => [new(year, 2, 14)],
        "good_friday" => [Easter(year).AddDays(-2)],
        "easter" => [Easter(year), Easter(year).AddDays(1)],
        "easter_monday" => [Easter(year).AddDays(1)],
        "may_day" => [new(year, 5, 1)],
        "halloween" => [new(year, 10, 31)],
        "christmas" => [new(year, 12, 24), new(year, 12, 25), new(year, 12, 26)],
        "christmas_eve" => [new(year, 12, 24)],
        "christmas_day" => [new(year, 12, 25)],
        "second_christmas_day" => [new(year, 12, 26)],
        _ => throw new InvalidDataException($"\"{name}\" is no known holiday"),
    };

    /// <summary>Easter Sunday of the Gregorian calendar, by the algorithm of Meeus and Jones.</summary>
    private static DateOnly Easter(int year)
    {
        var (century, ofCentury) = (year / 100, year % 100);
        var golden = year % 19;
        var moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (ofCentury / 4) - moon - ofCentury % 4) % 7;
        var late = (golden + 11 * moon + 22 * weekday) / 451;
        var days = moon + weekday - 7 * late + 114;
        return new DateOnly(year, days / 31, days % 31 + 1);
    }
}
