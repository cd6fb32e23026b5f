using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about opening hours.</summary>
internal sealed class HoursPhrases(PhraseBook book, SpokenForms spoken)
{
    public string TodayOver => book.Say("hours_today_over");

    public string NoOpening => book.Say("hours_no_opening");

    /// <summary>To "are you open now".</summary>
    public string ClosedNow => book.Say("hours_now_closed");

    public string Open(string day, IReadOnlyList<OpeningInterval> intervals) => WithTimes("hours_day", day, intervals);

    public string Closed(string day) => SpokenForms.Sentence(book.Say("hours_day_closed", ("day", day)));

    /// <param name="asked">It is the answer to "are you open now", and not said beside one.</param>
    public string OpenNow(TimeOnly until, bool asked) => book.Say(asked ? "hours_now" : "hours_now_open", ("until", spoken.Until(until)));

    /// <summary>To "are you open at eight", before the day's hours.</summary>
    public string YesOrNo(bool open, string sentence) => book.Say(open ? "hours_yes" : "hours_no", ("sentence", sentence));

    /// <param name="pauses">From the closing before to the opening after.</param>
    public string Break(string day, IReadOnlyList<OpeningInterval> pauses) => WithTimes("hours_break", day, pauses);

    public string NoBreak(string day, IReadOnlyList<OpeningInterval> intervals) => WithTimes("hours_no_break", day, intervals);

    public string EveryDay(IReadOnlyList<OpeningInterval> intervals) =>
        Week([book.Say("week_every_day", ("times", spoken.Times(intervals)))]);

    public string OnDays(string days, IReadOnlyList<OpeningInterval> intervals) =>
        book.Say("week_days", ("days", days), ("times", spoken.Times(intervals)));

    public string Week(IReadOnlyList<string> groups) => book.Say("hours_week", ("week", string.Join(", ", groups)));

    private string WithTimes(string name, string day, IReadOnlyList<OpeningInterval> intervals) =>
        SpokenForms.Sentence(book.Say(name, ("day", day), ("times", spoken.Times(intervals))));
}
