using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>The grammar file of one language, made ready for reading.</summary>
internal sealed class LanguageGrammar
{
    private static readonly Dictionary<Language, Lazy<LanguageGrammar>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<LanguageGrammar>(() => new LanguageGrammar(LanguageFile.Of(language).Grammar)));

    private readonly NumberWords numbers;
    private readonly SlotReader slots;
    private readonly PatternTable<Rule> rules;
    private readonly PatternTable<Asking> questions;
    private readonly PatternTable<bool> unwantedBefore;
    private readonly PatternTable<bool> unwantedAfter;
    private readonly PatternTable<bool> noOrNot;

    private LanguageGrammar(GrammarFile file)
    {
        var forms = new PatternForms(file.Forms);
        numbers = new(file.Numbers, forms);
        slots = new(file, forms);
        rules = new(Rules(file), forms);
        questions = new(ByMeaning(file.Asked, name => Enum.Parse<Asking>(name, ignoreCase: true)), forms);
        unwantedBefore = new(file.UnwantedBefore.Select(text => (text, true)), forms);
        unwantedAfter = new(file.UnwantedAfter.Select(text => (text, true)), forms);
        noOrNot = new((file.NoOrNot ?? []).Select(text => (text, true)), forms);
        CompanionsJoin = new(file.CompanionsJoin.Select(text => (text, true)), forms);
        CompanionsLead = new(file.CompanionsLead.Select(text => (text, true)), forms);
    }

    /// <summary>"And" between those who come.</summary>
    public PatternTable<bool> CompanionsJoin { get; }

    /// <summary>"With" before them: the caller comes too.</summary>
    public PatternTable<bool> CompanionsLead { get; }

    public SlotReader Slots => slots;

    public static LanguageGrammar For(Language language) => ByLanguage[language].Value;

    public NumberHeard NumberOf(Token token) => numbers.Of(token);

    public Sentence Cut(string text) => new(text, numbers);

    /// <summary>All questions that the agent's words hold.</summary>
    public Asking Asked(Sentence said)
    {
        var asked = Asking.Nothing;
        for (var at = 0; at < said.Length; at++)
            foreach (var question in questions.AllAt(said, at, slots)) asked |= question;

        return asked;
    }

    /// <summary>From left to right, at each word the rule that takes most.</summary>
    public List<Finding> Find(Sentence sentence, Asking asks)
    {
        var found = FindOnce(sentence, asks);
        // "7 pm for 1", asked for the time: with the one plainly said, the other number is no time.
        var plainlySaid = found.Where(finding => !finding.Rule.IfAsked).Aggregate(Asking.Nothing, (said, finding) => said | finding.Rule.Answers);
        var rest = asks & ~plainlySaid;
        return rest == asks || !found.Exists(finding => finding.Rule.IfAsked) ? found : FindOnce(sentence, rest);
    }

    private List<Finding> FindOnce(Sentence sentence, Asking asks)
    {
        var found = new List<Finding>();
        for (var at = 0; at < sentence.Length;)
        {
            var here = MayBeTime(sentence, found, at) ? asks | Asking.Time : asks;
            if (Best(sentence, at, here) is not { } best || IsCutShort(sentence, at + best.Length - 1, best.Value, asks))
            {
                at++;
                continue;
            }

            var end = at + best.Length;
            found.Add(new Finding(best.Value, at, end, best.Caught, IsUnwanted(sentence, at, end)));
            at = end;
        }

        return [.. found.Select(finding => IsCorrected(sentence, finding, found) ? finding with { Unwanted = true } : finding)];
    }

    /// <summary>The 8 of "tonight 8" and "a table for two tomorrow, for 8" is a time, asked or not.</summary>
    private static bool MayBeTime(Sentence sentence, List<Finding> found, int at)
    {
        if (found.Count == 0 || found.Exists(finding => finding.Area == Area.Time)) return false;
        var before = found[^1];
        if (sentence.Number(at).Kind != NumberKind.None) return before.End == at && before.PartOfDay != DayPart.None;
        return sentence.Number(at + 1).Kind != NumberKind.None
            && ((before.End == at && before.Area == Area.Date) || found.Exists(finding => finding.Area == Area.People));
    }

    private PatternTable<Rule>.Found? Best(Sentence sentence, int at, Asking asks) =>
        rules.LongestAt(sentence, at, slots, rule => rule.Preference(asks));

    /// <summary>"A table for 7" whose 7 goes on as "7 in the evening", "make it 5" as "5 March" or "5 people".</summary>
    private bool IsCutShort(Sentence sentence, int last, Rule rule, Asking asks) =>
        rule.Area is Area.People or Area.Either && sentence.Number(last).Kind != NumberKind.None
        && Best(sentence, last, asks) is { Length: > 1, Value.Area: var goesOn } && (goesOn is Area.Time or Area.Date || (rule.Area, goesOn) == (Area.Either, Area.People));

    private bool IsUnwanted(Sentence sentence, int at, int end) =>
        IsBefore(unwantedBefore, sentence, at) || (end < sentence.Length && unwantedAfter.LongestAt(sentence, end, slots) is not null);

    /// <summary>"Nie v piatok, v sobotu" is Saturday, "nie, v piatok", "nie v piatok" and "v sobotu, teda nie v piatok" Friday.</summary>
    private bool IsCorrected(Sentence sentence, Finding finding, List<Finding> found) =>
        IsBefore(noOrNot, sentence, finding.At) && !sentence[finding.At - 1].Stops
        && !found.Exists(other => other.Area == Area.Apart && other.End == finding.At)
        && found.Exists(other => other.Area == finding.Area && other.At != finding.At && !other.Unwanted);

    private bool IsBefore(PatternTable<bool> words, Sentence sentence, int at)
    {
        const int reach = 3;
        for (var before = Math.Max(0, at - reach); before < at; before++)
            if (words.LongestAt(sentence, before, slots) is { } found && before + found.Length == at) return true;

        return false;
    }

    private static IEnumerable<(string, Rule)> Rules(GrammarFile file) =>
    [
        ("{part}", new Rule(Area.Part)),
        .. Of(Area.Date, file.Dates, DateMeaning.Of),
        .. Of(Area.Date, file.DatesIfAsked, DateMeaning.Of, ifAsked: true),
        .. Of(Area.Time, file.Times, TimeMeaning.Of),
        .. Of(Area.Time, file.TimesIfAsked, TimeMeaning.Of, ifAsked: true),
        .. Of(Area.People, file.People, text => PeopleMeaning.Of(text)),
        .. Of(Area.People, file.PeopleIfAsked, text => PeopleMeaning.Of(text), ifAsked: true),
        .. Of(Area.Companion, file.Companions, text => PeopleMeaning.Of(text)),
        .. Of(Area.TimeShift, file.TimeShifts, text => ShiftMeaning.Of(text)),
        .. Of(Area.PeopleShift, file.PeopleShifts, text => ShiftMeaning.Of(text)),
        .. file.Either.Select(text => (text, new Rule(Area.Either))),
        .. file.Apart.Select(text => (text, new Rule(Area.Apart))),
        .. file.Names.Select(text => (text, new Rule(Area.Name))),
        .. file.NamesIfAsked.Select(text => (text, new Rule(Area.Name, IfAsked: true))),
        .. file.Reservation.Select(text => (text, new Rule(Area.Reservation))),
        .. file.ReservationIfAsked.Select(text => (text, new Rule(Area.Reservation, IfAsked: true))),
    ];

    private static IEnumerable<(string, Rule)> Of(Area area, IReadOnlyDictionary<string, IReadOnlyList<string>> written, Func<string, object> meaning, bool ifAsked = false) =>
        ByMeaning(written, text => new Rule(area, meaning(text), ifAsked));

    private static IEnumerable<(string, T)> ByMeaning<T>(IReadOnlyDictionary<string, IReadOnlyList<string>> written, Func<string, T> meaning) =>
        from one in written let value = meaning(one.Key) from text in one.Value select (text, value);
}
