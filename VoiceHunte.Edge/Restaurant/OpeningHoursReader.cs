using System.Globalization;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>Reads <c>opening_hours</c> (by weekday) and <c>exceptions</c> (by date) of the restaurant file.</summary>
internal static class OpeningHoursReader
{
    private const string Example = "\"09:00-22:00\"";

    private static readonly string[] Weekdays =
        ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    public static OpeningHours Read(Field? week, Field? exceptions, LocalTextReader texts, TimeZoneInfo? timeZone) =>
        new(Week(week), Exceptions(exceptions, texts), timeZone ?? TimeZoneInfo.Utc);

    private static IReadOnlyList<OpeningInterval>[] Week(Field? field)
    {
        if (field is not { } week || !week.IsObjectOf(Weekdays)) return [.. Weekdays.Select(_ => Array.Empty<OpeningInterval>())];
        return [.. Weekdays.Select(day => Intervals(week.Required(day)))];
    }

    private static Dictionary<DateOnly, HoursException> Exceptions(Field? field, LocalTextReader texts)
    {
        var exceptions = new Dictionary<DateOnly, HoursException>();
        foreach (var (name, day) in field?.Members() ?? [])
        {
            if (!DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                day.Problem($"\"{name}\" is no date; write \"2026-12-24\"");
            if (!day.IsObjectOf("hours", "note")) continue;
            exceptions[date] = new HoursException(Intervals(day.Required("hours")), texts.Read(day.Optional("note")));
        }

        return exceptions;
    }

    /// <summary>An empty list means closed.</summary>
    private static IReadOnlyList<OpeningInterval> Intervals(Field? field)
    {
        var intervals = new List<OpeningInterval>();
        foreach (var item in field?.Items($"[{Example}], or [] when closed") ?? [])
        {
            if (item.Text(Example) is not { } text) continue;
            if (OpeningInterval.Parse(text) is not { } interval)
                item.Problem($"\"{text}\" is no interval; write {Example}, in steps of {OpeningInterval.MinuteStep} minutes, 24:00 for midnight");
            else if (intervals.Find(other => Overlap(other, interval)) is { } other)
                item.Problem($"{text} overlaps {other}");
            else intervals.Add(interval);
        }

        return [.. intervals.OrderBy(interval => interval.Opens)];
    }

    private static bool Overlap(OpeningInterval one, OpeningInterval other)
    {
        var (a, b) = (one.Minutes(), other.Minutes());
        return a.From < b.To && b.From < a.To;
    }
}
