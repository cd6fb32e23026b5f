using System.Globalization;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Dates written with digits, the day first: 28.11., 28/11, 28. 11. 2026, and 2026-11-28.</summary>
internal static class DateText
{
    private const int Minutes = 5;

    /// <summary>"28.11." and "5.12" are dates, "7.30" and "7.10" are times.</summary>
    public static bool IsRather(Token token)
    {
        var parts = token.Plain.Split('.');
        if (parts.Length != 2 || !Number(parts[0], out var day) || !Number(parts[1], out var month)) return parts.Length == 3;
        if (month is < 1 or > 12) return false;
        return token.Dotted || day > 24 || (month % Minutes != 0 && !parts[1].StartsWith('0'));
    }

    public static bool TryRead(Sentence sentence, int at, int length, ref Caught caught) => length switch
    {
        1 => TryToken(sentence[at], ref caught),
        _ when at + length > sentence.Length => false,
        2 => sentence[at].IsNumber && sentence[at].Dotted && IsMonth(sentence[at + 1], dotted: true) && TryTake(sentence[at].Plain, sentence[at + 1].Plain, null, ref caught),
        _ => TryIso(sentence, at, ref caught)
            || (sentence[at].IsNumber && sentence[at].Dotted && IsMonth(sentence[at + 1], dotted: true)
                && TryTake(sentence[at].Plain, sentence[at + 1].Plain, sentence[at + 2].Plain, ref caught)),
    };

    /// <summary>The month's full stop may be the sentence's, where no small letter follows.</summary>
    private static bool IsMonth(Token token, bool dotted) => token.IsNumber && token.Plain.Length <= 2 && (!dotted || token.Dotted || token.Stops);

    private static bool TryToken(Token token, ref Caught caught)
    {
        var parts = token.Plain.Split('.', '/');
        if (parts.Length is not (2 or 3) || (parts.Length == 2 && token.Plain.Contains('.', StringComparison.Ordinal) && !IsRather(token))) return false;
        return TryTake(parts[0], parts[1], parts.Length == 3 ? parts[2] : null, ref caught);
    }

    private static bool TryIso(Sentence sentence, int at, ref Caught caught)
    {
        var (year, month, day) = (sentence[at], sentence[at + 1], sentence[at + 2]);
        return year.IsNumber && year.Plain.Length == 4 && month.Glued && day.Glued && IsMonth(month, dotted: false) && day.IsNumber
            && TryTake(day.Plain, month.Plain, year.Plain, ref caught);
    }

    private static bool TryTake(string dayText, string monthText, string? yearText, ref Caught caught)
    {
        if (!Number(dayText, out var day) || day > 99 || !Number(monthText, out var month) || month is < 1 or > 12) return false;
        var year = -1;
        if (yearText is not null && (!Number(yearText, out year) || yearText.Length is not (2 or 4))) return false;
        (caught.Day, caught.Month, caught.Year) = (day, month, year is >= 0 and < 100 ? 2000 + year : year);
        return true;
    }

    private static bool Number(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
