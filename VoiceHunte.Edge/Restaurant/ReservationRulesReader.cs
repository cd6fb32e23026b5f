namespace VoiceHunte.Edge.Restaurant;

/// <summary>Reads <c>table_groups</c> and <c>reservations</c> of the restaurant file.</summary>
internal static class ReservationRulesReader
{
    private const string Example = """[["5", "6"], ["5", "6", "7"]]""";
    private const int MinutesOfADay = 24 * 60;

    public static TablePlan Plan(IReadOnlyList<Table> tables, Field? groups)
    {
        var known = new List<IReadOnlyList<string>>();
        foreach (var item in groups?.Items(Example) ?? [])
        {
            if (Group(item, tables) is not { } group) continue;
            if (known.Exists(other => other.Count == group.Count && !other.Except(group).Any())) item.Problem("stands here twice");
            else known.Add(group);
        }

        return new TablePlan(tables, known);
    }

    public static ReservationRules Rules(Field? field, TablePlan plan)
    {
        if (field is not { } file || !file.IsObjectOf("sitting_minutes", "last_seating_minutes", "largest_party",
            "days_ahead", "step_minutes", "notice_minutes")) return new ReservationRules { LargestParty = plan.MostSeats };

        return new ReservationRules
        {
            Sitting = Minutes(file, "sitting_minutes", 15, ReservationRules.DefaultSittingMinutes),
            LastSeating = Minutes(file, "last_seating_minutes", 0, ReservationRules.DefaultLastSeatingMinutes),
            LargestParty = LargestParty(file.Optional("largest_party"), plan),
            DaysAhead = file.Optional("days_ahead")?.Number(0, 730) ?? ReservationRules.DefaultDaysAhead,
            Step = Minutes(file, "step_minutes", 5, ReservationRules.DefaultStepMinutes),
            Notice = Minutes(file, "notice_minutes", 0, 0),
        };
    }

    private static List<string>? Group(Field field, IReadOnlyList<Table> tables)
    {
        var group = new List<string>();
        var problems = field.Problems.Count;
        foreach (var item in field.Items("""["5", "6"]"""))
        {
            if (item.Text("\"5\"") is not { } name) continue;
            if (!tables.Any(table => table.Name == name)) item.Problem($"there is no table \"{name}\"");
            else if (group.Contains(name)) item.Problem($"\"{name}\" stands here twice");
            else group.Add(name);
        }

        if (field.Problems.Count > problems) return null;
        return group.Count >= 2 ? group : field.Problem<List<string>>("is no group; write two tables or more, such as [\"5\", \"6\"]");
    }

    private static TimeSpan Minutes(Field file, string name, int least, int otherwise) =>
        TimeSpan.FromMinutes(file.Optional(name)?.Number(least, MinutesOfADay) ?? otherwise);

    private static int LargestParty(Field? field, TablePlan plan)
    {
        if (field is not { } given || plan.MostSeats == 0) return plan.MostSeats;
        return given.Number(1, plan.MostSeats) ?? plan.MostSeats;
    }
}
