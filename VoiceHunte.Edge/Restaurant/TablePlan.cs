namespace VoiceHunte.Edge.Restaurant;

/// <summary>Where one party can sit: a table, or several pushed together.</summary>
internal sealed record Place(IReadOnlyList<string> Tables, int Seats);

/// <summary>The dining room: assigns parties to tables.</summary>
internal sealed class TablePlan
{
    // Fewest seats first, a single table before tables that must be moved, then as the file has them.
    private readonly IReadOnlyList<Place> places;

    /// <param name="groups">Names of tables that can be pushed together.</param>
    public TablePlan(IReadOnlyList<Table> tables, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var seats = tables.ToDictionary(table => table.Name, table => table.Seats);
        places =
        [
            .. tables.Select(table => new Place([table.Name], table.Seats))
                .Concat(groups.Select(group => new Place(group, group.Sum(name => seats[name]))))
                .OrderBy(place => place.Seats).ThenBy(place => place.Tables.Count),
        ];
    }

    /// <summary>The most people who can sit together; 0 in a restaurant without tables.</summary>
    public int MostSeats => places.Count == 0 ? 0 : places[^1].Seats;

    /// <summary>The place that wastes the fewest seats of those that are free; null when the party fits none.</summary>
    public Place? Find(int people, IReadOnlySet<string> taken) =>
        places.FirstOrDefault(place => place.Seats >= people && !place.Tables.Any(taken.Contains));
}
