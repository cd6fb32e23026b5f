namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>How many come: as said, else counted one after the other.</summary>
internal static class PartyReading
{
    /// <summary>The last number said counts, and one said in so many words more than those listed.</summary>
    public static int? Of(List<Finding> found, Sentence sentence, LanguageGrammar grammar)
    {
        Finding? said = null;
        foreach (var finding in found)
            if (finding.Area == Area.People && !finding.Unwanted) said = finding;

        if (said is not { } last) return Listed(found, sentence, grammar);
        var meaning = last.Means<PeopleMeaning>();
        return meaning.None ? null : (meaning.Said ? last.Caught.Number : 0) + meaning.More + Joined(found, last, sentence, grammar);
    }

    /// <summary>"For two and three kids": those who are counted behind an "and" come too.</summary>
    private static int Joined(List<Finding> found, Finding said, Sentence sentence, LanguageGrammar grammar)
    {
        var (count, end) = (0, said.End);
        foreach (var finding in found)
        {
            if (finding.At < end || finding.Area != Area.Companion) continue;
            if (!finding.Means<PeopleMeaning>().Said || finding.At == end || !Joins(sentence, end, finding.At, grammar)) break;
            if (grammar.CompanionsLead.LongestAt(sentence, end, grammar.Slots) is { } with && end + with.Length == finding.At) break;
            (count, end) = (count + finding.Caught.Number, finding.End);
        }

        return count;
    }

    /// <summary>"Me, my wife and two kids"; "with three friends" has the caller on top.</summary>
    private static int? Listed(List<Finding> found, Sentence sentence, LanguageGrammar grammar)
    {
        int? most = null;
        for (var first = 0; first < found.Count; first++)
        {
            if (found[first] is not { Area: Area.Companion, Unwanted: false }) continue;
            var last = first;
            while (last + 1 < found.Count && found[last + 1].Area == Area.Companion && Joins(sentence, found[last].End, found[last + 1].At, grammar)) last++;

            var led = !HasCaller(found, first, last) && IsLed(sentence, found[first].At, grammar);
            var several = IsOther(found, first, last) && (last > first || found[first].Caught.Number > 1);
            if (several || led) most = Count(found, first, last) + (led ? 1 : 0);
            first = last;
        }

        return most;
    }

    private static bool HasCaller(List<Finding> found, int first, int last)
    {
        for (var at = first; at <= last; at++)
            if (found[at].Means<PeopleMeaning>().Caller) return true;

        return false;
    }

    /// <summary>"With me" alone is no party.</summary>
    private static bool IsOther(List<Finding> found, int first, int last)
    {
        for (var at = first; at <= last; at++)
            if (!found[at].Means<PeopleMeaning>().Caller) return true;

        return false;
    }

    private static int Count(List<Finding> found, int first, int last)
    {
        var count = 0;
        for (var at = first; at <= last; at++)
        {
            var meaning = found[at].Means<PeopleMeaning>();
            count += (meaning.Said ? found[at].Caught.Number : 0) + meaning.More;
        }

        return count;
    }

    private static bool Joins(Sentence sentence, int from, int to, LanguageGrammar grammar) =>
        from == to || (grammar.CompanionsJoin.LongestAt(sentence, from, grammar.Slots) is { } join && from + join.Length == to);

    private static bool IsLed(Sentence sentence, int at, LanguageGrammar grammar)
    {
        const int reach = 3;
        for (var before = Math.Max(0, at - reach); before < at; before++)
            if (grammar.CompanionsLead.LongestAt(sentence, before, grammar.Slots) is { } lead && before + lead.Length == at) return true;

        return false;
    }
}
