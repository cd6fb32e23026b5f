using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The ordinary week in as few words as it takes.</summary>
internal sealed class HoursOfWeek(OpeningHours hours)
{
    private static readonly DayOfWeek[] MondayFirst =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    public string In(Language language)
    {
        var phrases = Phrases.For(language);
        var rows = Rows();
        if (rows.Count == 1) return phrases.Hours.EveryDay(hours.On(rows[0][0]));

        var open = rows.Where(row => hours.On(row[0]).Count > 0)
            .Select(row => phrases.Hours.OnDays(phrases.Spoken.Days(row), hours.On(row[0])));
        var closed = rows.Where(row => hours.On(row[0]).Count == 0).Select(phrases.Spoken.Days).ToArray();
        var week = phrases.Hours.Week([.. open]);
        return closed.Length == 0 ? week : $"{week} {phrases.Hours.Closed(phrases.Spoken.List(closed))}";
    }

    /// <summary>Days in a row that have the same hours.</summary>
    private List<List<DayOfWeek>> Rows()
    {
        var rows = new List<List<DayOfWeek>>();
        foreach (var day in MondayFirst)
        {
            if (rows.Count > 0 && hours.On(rows[^1][0]).SequenceEqual(hours.On(day))) rows[^1].Add(day);
            else rows.Add([day]);
        }

        return rows;
    }
}
