using CsCheck;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class TablePlanTests
{
    private static readonly Gen<(Table[] Tables, string[][] Groups)> Rooms =
        Gen.Select(Gen.Int[1, 10].Array[1, 8], Gen.Int[0, 7].Array[2, 3].Array[0, 4], (seats, groups) => (
            seats.Select((count, i) => new Table($"{i + 1}", count)).ToArray(),
            groups.Select(group => group.Select(i => $"{(i % seats.Length) + 1}").Distinct().ToArray()).Where(group => group.Length > 1).ToArray()));

    private static readonly Gen<bool[]> Busy = Gen.Bool.Array[8];

    [Fact]
    public void A_party_gets_the_free_place_that_wastes_the_fewest_seats() => Gen.Select(Rooms, Busy, Gen.Int[1, 14]).Sample((room, busy, people) =>
    {
        var taken = room.Tables.Where((_, i) => busy[i]).Select(table => table.Name).ToHashSet();
        var free = Places(room.Tables, room.Groups).Where(place => !place.Names.Any(taken.Contains) && place.Seats >= people).ToList();

        var found = new TablePlan(room.Tables, room.Groups).Find(people, taken);

        if (found is null) return free.Count == 0;
        var fewest = free.Min(place => place.Seats);
        return found.Seats == fewest
            && found.Seats == room.Tables.Where(table => found.Tables.Contains(table.Name)).Sum(table => table.Seats)
            && !found.Tables.Any(taken.Contains)
            && (found.Tables.Count == 1 || !free.Exists(place => place.Seats == fewest && place.Names.Length == 1));
    });

    private static IEnumerable<(string[] Names, int Seats)> Places(Table[] tables, string[][] groups) =>
        tables.Select(table => (new[] { table.Name }, table.Seats))
            .Concat(groups.Select(group => (group, tables.Where(table => group.Contains(table.Name)).Sum(table => table.Seats))));
}
