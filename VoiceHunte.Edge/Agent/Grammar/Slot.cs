namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>What stands in a pattern for anything of its kind: <c>{hour}</c>.</summary>
internal enum Slot
{
    /// <summary>0 to 24; an ordinal too where the language counts its hours so.</summary>
    Hour,

    /// <summary>An ordinal for the hour that runs up to it: "половина восьмого", "пів на восьму" began at seven.</summary>
    Running,

    /// <summary>10 to 59, right behind an hour.</summary>
    Minute,

    /// <summary>19:30, 7.30.</summary>
    Clock,

    /// <summary>Three or four digits: 730, 1930.</summary>
    Hhmm,

    /// <summary>How many of something.</summary>
    Number,

    /// <summary>How many people, and nothing else: "четверо", "вчетвером", "пятерых".</summary>
    Several,

    /// <summary>A day of the month: digits or an ordinal.</summary>
    Day,

    /// <summary>A day of the month that cannot be anything else: 4th, fourth, 4. before a small letter.</summary>
    Ordinal,

    /// <summary>28.11., 28/11, 28. 11. 2026, 2026-11-28.</summary>
    Date,

    Month,
    Weekday,
    Year,

    /// <summary>A part of the day, as <c>parts</c> has them.</summary>
    Part,

    /// <summary>Words that may be somebody's name.</summary>
    Name,

    /// <summary>The same, and written with a capital letter.</summary>
    Capital,

    /// <summary>Digits one by one, in pairs or in one.</summary>
    Digits,

    /// <summary>The same, at least three of them: "the booking 28. 11." is none.</summary>
    Code,
}

/// <summary>A part of the day, which tells one seven o'clock from the other.</summary>
internal enum DayPart { None, Am, Pm, Morning, Noon, Afternoon, Evening, Night }

/// <summary>What the slots of a pattern took; -1 where there was none.</summary>
internal struct Caught()
{
    public int Hour = -1;
    public int Minute = -1;
    public int Number = -1;
    public int Day = -1;
    public int Month = -1;
    public int Year = -1;

    /// <summary>0 is Monday.</summary>
    public int Weekday = -1;

    public DayPart Part = DayPart.None;
    public string? Text;
}
