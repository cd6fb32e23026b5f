using VoiceHunte.Edge.Agent.Grammar;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The date, the time, the party, the name and the number of a reservation, where they were said.</summary>
internal static class SlotsHeard
{
    public static Understood Read(string text, Language language, Question question, Surroundings around)
    {
        var grammar = LanguageGrammar.For(language);
        var sentence = grammar.Cut(text);
        var found = grammar.Find(sentence, question.Asks);

        var (date, impossible) = DateReading.Of(found, around.Today);
        var day = date ?? question.Date ?? around.Today;
        var slots = new Understood
        {
            Date = date,
            ImpossibleDate = impossible,
            Time = TimeReading.Of(found, sentence, day, around.Hours),
            People = PartyReading.Of(found, sentence, grammar),
            Name = NameIn(found, sentence, language),
            ReservationId = Text(found, Area.Reservation),
            TimeShift = Shift(found, Area.TimeShift) is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
            PeopleShift = Shift(found, Area.PeopleShift),
        };
        return WithEither(slots, found, question, day, around);
    }

    /// <summary>"Make it eight" is a time, unless a party was spoken of.</summary>
    private static Understood WithEither(Understood slots, List<Finding> found, Question question, DateOnly day, Surroundings around)
    {
        foreach (var finding in found)
        {
            if (finding is not { Area: Area.Either, Unwanted: false }) continue;
            var number = finding.Caught.Number;
            if (IsParty(number, question)) slots = slots with { People = IsLast(Area.People, finding) ? number : slots.People ?? number };
            else if (slots.Time is null || IsLast(Area.Time, finding)) slots = slots with { Time = TimeReading.OfHour(number, found, day, around.Hours) };
        }

        bool IsLast(Area area, Finding either) => !found.Exists(finding => finding.Area == area && !finding.Unwanted && finding.At > either.At);

        return slots;
    }

    private static bool IsParty(int number, Question question)
    {
        const int earliestGuess = 5;
        if (number > 24 || (question.Asks & (Asking.People | Asking.Time)) == Asking.People) return true;
        if (question.People is null || (question.Asks & Asking.Time) != 0) return false;
        return question.Time is null || number < earliestGuess;
    }

    /// <summary>A bare name stands at the beginning: behind words that are no mere courtesy something else is talked of.</summary>
    private static string? NameIn(List<Finding> found, Sentence sentence, Language language) =>
        Text(found.FindAll(finding => !finding.Rule.IfAsked || (!sentence.Asks && !IsTalk(found, finding, sentence, Vocabulary.For(language)))), Area.Name);

    private static bool IsTalk(List<Finding> found, Finding name, Sentence sentence, Vocabulary known)
    {
        var words = sentence.Tokens[..name.At].ToArray().Select(token => token.Plain).ToArray();
        for (var at = 0; at < words.Length;)
        {
            var other = found.FindLast(finding => finding.At == at);
            var length = Math.Max(known.CourtesyAt(words, at), other.End - other.At);
            if (length == 0) return true;
            at += length;
        }

        return false;
    }

    private static string? Text(List<Finding> found, Area area)
    {
        string? text = null;
        foreach (var finding in found)
            if (finding.Area == area && !finding.Unwanted) text = finding.Caught.Text;

        return text;
    }

    private static int? Shift(List<Finding> found, Area area)
    {
        foreach (var finding in found)
            if (finding.Area == area) return finding.Means<ShiftMeaning>().With(finding.Caught.Number);

        return null;
    }
}
