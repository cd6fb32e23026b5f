using System.Globalization;
using System.Text.RegularExpressions;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>
/// What a pattern for a time means: <c>h</c>, <c>h:m</c>, <c>h:30</c>, <c>h-15</c> (a quarter to), <c>h-m</c> ({number}
/// minutes to), <c>h+m</c>, <c>h-30+m</c> and <c>h-30-m</c> (so many minutes from the half before the hour), <c>12:00</c>,
/// <c>clock</c> (as written) or <c>none</c>.
/// </summary>
/// <param name="Hour">-1: the one said.</param>
/// <param name="Minutes">-1: those said.</param>
/// <param name="Back">Minutes before the hour from which those are counted.</param>
internal sealed partial record TimeMeaning(int Hour, char Sign, int Minutes, int Back = 0)
{
    public static readonly TimeMeaning None = new(-1, ' ', 0);

    /// <summary>Counted back from the hour: "half to one" is half past twelve.</summary>
    public bool IsBefore => Sign == '-' || Back > 0;

    /// <summary>An hour of its own such as noon needs no part of day.</summary>
    public bool IsExact => Hour >= 0;

    public static TimeMeaning Of(string text)
    {
        if (text == "none") return None;
        if (text is "h" or "clock") return new(-1, '+', 0);
        if (Written().Match(text) is not { Success: true } match) throw new InvalidDataException($"\"{text}\" means no time");
        var minutes = match.Groups["minutes"].Value;
        return new(
            match.Groups["hour"].Value == "h" ? -1 : int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture),
            match.Groups["sign"].Value == "-" ? '-' : '+',
            minutes == "m" ? -1 : int.Parse(minutes, CultureInfo.InvariantCulture),
            match.Groups["back"] is { Success: true } back ? int.Parse(back.Value, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"^(?<hour>h|\d+)(-(?<back>\d+)(?=[-+]))?(?<sign>[-+:])(?<minutes>m|\d+)$")]
    private static partial Regex Written();
}

/// <summary>What a pattern for a party means: <c>n</c>, <c>n+1</c>, a number, <c>me</c> (the caller, among companions), or <c>none</c>.</summary>
/// <param name="Said">The number said counts.</param>
internal readonly record struct PeopleMeaning(bool Said, int More, bool None, bool Caller = false)
{
    public static PeopleMeaning Of(string text) => text switch
    {
        "none" => new(false, 0, true),
        "n" => new(true, 0, false),
        "me" => new(false, 1, false, Caller: true),
        _ when text.StartsWith("n+", StringComparison.Ordinal) => new(true, Number(text[2..], text), false),
        _ => new(false, Number(text, text), false),
    };

    private static int Number(string digits, string text) =>
        int.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidDataException($"\"{text}\" means no party");
}

/// <summary>How much later or more: <c>60</c>, <c>-30</c>, <c>n</c>, <c>-n</c>, <c>n*60</c>, <c>-n*60</c>.</summary>
/// <param name="Times">What the number said is multiplied by; 0 where none is said.</param>
internal readonly partial record struct ShiftMeaning(int Times, int Fixed)
{
    public static ShiftMeaning Of(string text)
    {
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number)) return new(0, number);
        if (Written().Match(text) is not { Success: true } match) throw new InvalidDataException($"\"{text}\" means no shift");
        var times = match.Groups["times"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 1;
        return new(match.Groups["minus"].Success ? -times : times, 0);
    }

    public int With(int said) => Times * said + Fixed;

    [GeneratedRegex(@"^(?<minus>-)?n(\*(?<times>\d+))?$")]
    private static partial Regex Written();
}
