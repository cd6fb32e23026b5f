using System.Globalization;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary>What a request asks for in its query, with every mistake named.</summary>
internal sealed class AdminQuery(HttpContext context)
{
    public const int UsualLimit = 50;

    private const int LargestLimit = 200;
    private const int LongestText = 200;

    private readonly Dictionary<string, string[]> errors = [];

    /// <summary>Null where it is missing or empty.</summary>
    public string? Text(string name)
    {
        var text = context.Request.Query[name].ToString().Trim();
        if (text.Length > LongestText) errors[name] = [$"must be at most {LongestText} characters"];
        return text.Length is 0 or > LongestText ? null : text;
    }

    public string? OneOf(string name, params IReadOnlyList<string> words)
    {
        if (Text(name) is not { } text) return null;
        if (words.Contains(text)) return text;
        errors[name] = [$"must be one of {string.Join(", ", words)}"];
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200) return day;
        errors[name] = ["must be a day such as 2026-11-24"];
        return null;
    }

    /// <summary>Where the page before ended.</summary>
    public string? Cursor()
    {
        if (Text("cursor") is not { } text) return null;
        if ((text.Contains('~', StringComparison.Ordinal) || text.All(char.IsAsciiDigit)) && text.All(c => char.IsAsciiLetterOrDigit(c) || "-:.~".Contains(c, StringComparison.Ordinal))) return text;
        errors["cursor"] = ["must be the next of the page before"];
        return null;
    }

    public int Limit()
    {
        if (Text("limit") is not { } text) return UsualLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LargestLimit) return limit;
        errors["limit"] = [$"must be a whole number from 1 to {LargestLimit}"];
        return UsualLimit;
    }

    /// <summary>From the first day's midnight to the midnight after the last, on the restaurant's clock.</summary>
    public (DateOnly From, DateOnly To) Span(OpeningHours hours, DateTimeOffset now, int usualDays, int mostDays)
    {
        var today = hours.LocalDate(now);
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddDays(1 - usualDays);
        if (from > to) errors["from"] = ["must not be after to"];
        else if (to.DayNumber - from.DayNumber >= mostDays) errors["from"] = [$"must be at most {mostDays} days before to"];
        return (from, to);
    }

    public CallFilter Calls(OpeningHours hours)
    {
        var (from, to) = (Day("from"), Day("to"));
        if (from > to) errors["from"] = ["must not be after to"];
        var number = Text("number") is { } text ? string.Concat(text.Where((c, i) => char.IsAsciiDigit(c) || (i == 0 && c == '+'))) : null;
        return new CallFilter(
            Text("words"), number is { Length: > 0 } ? number : null,
            from is { } first ? hours.Midnight(first) : null, to is { } last ? hours.Midnight(last.AddDays(1)) : null,
            OneOf("language", [.. Language.All.Select(language => language.Code)]), OneOf("outcome", [.. CallOutcome.All, CallOutcome.Live]));
    }

    /// <summary>True when all was well; else the problem has been answered.</summary>
    public async Task<bool> IsGoodAsync()
    {
        if (errors.Count == 0) return true;
        await Problem.WriteFieldsAsync(context, errors);
        return false;
    }
}
