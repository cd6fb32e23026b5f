using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class ReservationRulesTests
{
    [Fact]
    public void A_file_that_says_nothing_of_reservations_has_the_rules_of_the_manual()
    {
        var rules = House.With().Reservations;
        Assert.Equal(new ReservationRules { LargestParty = 6 }, rules);
        Assert.Equal(
            (120, 60, 90, 15, 0),
            (rules.Sitting.TotalMinutes, rules.LastSeating.TotalMinutes, rules.DaysAhead, rules.Step.TotalMinutes, rules.Notice.TotalMinutes));
    }

    [Fact]
    public void The_largest_party_is_as_large_as_the_largest_group() =>
        Assert.Equal(8, House.With(file => file["table_groups"] = new JsonArray(new JsonArray("1", "2"))).Reservations.LargestParty);

    [Fact]
    public void Twelve_can_sit_together_in_the_demo()
    {
        var demo = RestaurantProfile.Load(path: null);
        Assert.Equal((12, 12), (demo.Reservations.LargestParty, demo.Plan.MostSeats));
        Assert.Equal(["5", "6", "7"], demo.Plan.Find(12, new HashSet<string> { "11" })!.Tables);
    }

    [Fact]
    public void Odd_rules_are_listed_with_where_they_stand() => Assert.Equal(
        [
            "reservations.sitting_hours: unknown field; known here: sitting_minutes, last_seating_minutes, largest_party, days_ahead, step_minutes, notice_minutes",
            "reservations.sitting_minutes: 0 is no whole number from 15 to 1440",
            "reservations.last_seating_minutes: \"an hour\" is no whole number from 0 to 1440",
            "reservations.largest_party: 20 is no whole number from 1 to 6",
            "reservations.days_ahead: -1 is no whole number from 0 to 730",
            "reservations.step_minutes: 1 is no whole number from 5 to 1440",
        ],
        House.ProblemsWith(file => file["reservations"] = new JsonObject
        {
            ["sitting_hours"] = 2,
            ["sitting_minutes"] = 0,
            ["last_seating_minutes"] = "an hour",
            ["largest_party"] = 20,
            ["days_ahead"] = -1,
            ["step_minutes"] = 1,
        }));

    [Fact]
    public void Odd_groups_of_tables_are_listed_with_where_they_stand() => Assert.Equal(
        [
            "table_groups[0][1]: there is no table \"9\"",
            "table_groups[1][1]: \"1\" stands here twice",
            "table_groups[2]: is no group; write two tables or more, such as [\"5\", \"6\"]",
            "table_groups[4]: stands here twice",
            "table_groups[5]: 1 is no list; write [\"5\", \"6\"]",
        ],
        House.ProblemsWith(file => file["table_groups"] = new JsonArray(
            new JsonArray("1", "9"), new JsonArray("1", "1"), new JsonArray("1"), new JsonArray("1", "2"), new JsonArray("2", "1"), 1)));
}
