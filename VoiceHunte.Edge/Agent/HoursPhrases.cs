using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about opening hours.</summary>
internal sealed class HoursPhrases(PhraseBook book, SpokenForms spoken)
{
    public string TodayOver => book.Say("hours_today_over");

    public string NoOpening => book.Say("hours_no_opening");

    public string Open(string day, IReadOnlyList<OpeningInterval> intervals) =>
        SpokenForms.Sentence(book.Say("hours_day", ("day", day), ("times", spoken.Times(intervals))));

    public string Closed(string day) => SpokenForms.Sentence(book.Say("hours_day_closed", ("day", day)));

    public string EveryDay(IReadOnlyList<OpeningInterval> intervals) =>
        Week([book.Say("week_every_day", ("times", spoken.Times(intervals)))]);

    public string OnDays(string days, IReadOnlyList<OpeningInterval> intervals) =>
        book.Say("week_days", ("days", days), ("times", spoken.Times(intervals)));

    public string Week(IReadOnlyList<string> groups) => book.Say("hours_week", ("week", string.Join(", ", groups)));
}
