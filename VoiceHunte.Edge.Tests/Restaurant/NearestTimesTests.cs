using System.Globalization;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class NearestTimesTests
{
    [Theory]
    [InlineData("2026-11-24 22:30", "2026-11-24 21:00", "2026-11-24 20:45")]
    [InlineData("2026-11-24 09:00", "2026-11-24 12:00", "2026-11-24 12:15")]
    [InlineData("2026-11-30 19:00", "2026-12-01 19:00", "2026-12-02 19:00")]
    [InlineData("2026-11-27 16:00", "2026-11-27 18:00", "2026-11-27 18:15")]
    [InlineData("2026-11-28 03:00", "2026-11-28 18:00", "2026-11-28 18:15")]
    [InlineData("2026-11-28 01:30", "2026-11-28 01:00", "2026-11-28 00:45")]
    [InlineData("2026-11-22 19:00", "2026-11-24 19:00", "2026-11-24 18:45")]
    public async Task When_it_cannot_be_then_the_two_nearest_times_are_offered(string asked, string first, string second)
    {
        await using var mill = new BookingHouse();
        Assert.Equal([Time(first), Time(second)], await NearestAsync(mill, asked, 2));
    }

    [Fact]
    public async Task Both_sides_of_a_full_hour_are_offered_and_what_is_full_as_well_is_not()
    {
        await using var mill = new BookingHouse();
        await mill.BookAsync(6, new TimeOnly(18, 0));
        Assert.Equal([Time("2026-11-24 20:00"), Time("2026-11-24 20:15")], await NearestAsync(mill, "2026-11-24 19:00", 6));

        await mill.BookAsync(6, new TimeOnly(20, 0));
        Assert.Equal([Time("2026-11-24 16:00"), Time("2026-11-24 15:45")], await NearestAsync(mill, "2026-11-24 18:00", 6));
    }

    [Fact]
    public async Task Where_one_time_is_left_that_day_the_next_open_day_is_offered_too()
    {
        await using var mill = new BookingHouse(file =>
        {
            foreach (var day in (string[])["tuesday", "wednesday", "thursday"]) file["opening_hours"]![day] = new JsonArray("18:00-19:30");
            file["exceptions"] = new JsonObject { ["2026-11-25"] = new JsonObject { ["hours"] = new JsonArray() } };
            file["reservations"] = new JsonObject { ["step_minutes"] = 30 };
        });

        Assert.Equal([Time("2026-11-24 18:30"), Time("2026-11-24 18:00")], await NearestAsync(mill, "2026-11-24 19:00", 6));
        mill.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 17, 10, 0, TimeSpan.Zero));
        Assert.Equal([Time("2026-11-24 18:30"), Time("2026-11-26 18:30")], await NearestAsync(mill, "2026-11-24 19:00", 6));
    }

    [Fact]
    public async Task A_time_the_clock_skips_is_answered_with_those_around_it()
    {
        await using var night = new BookingHouse(file => file["opening_hours"]!["saturday"]![0] = "18:00-05:00");
        night.Time.SetUtcNow(new DateTimeOffset(2027, 3, 27, 12, 0, 0, TimeSpan.Zero));

        var found = await night.FindAsync(2, new TimeOnly(2, 30), new DateOnly(2027, 3, 28));
        Assert.Equal(Seating.NoSuchTime, found.Outcome);
        Assert.Equal([Time("2027-03-28 03:00"), Time("2027-03-28 01:45")], found.Nearest);
    }

    [Fact]
    public async Task Nothing_is_offered_to_a_party_that_never_fits_or_beyond_the_book()
    {
        await using var mill = new BookingHouse();
        Assert.Empty(await NearestAsync(mill, "2026-11-24 19:00", 400));
        Assert.Empty(await NearestAsync(mill, "2026-11-24 19:00", 0));
        Assert.Empty(await NearestAsync(mill, "2027-11-24 19:00", 2));
    }

    private static async Task<IReadOnlyList<DateTime>> NearestAsync(BookingHouse house, string asked, int people)
    {
        var found = await house.FindAsync(people, TimeOnly.FromDateTime(Time(asked)), DateOnly.FromDateTime(Time(asked)));
        Assert.NotEqual(Seating.Free, found.Outcome);
        return found.Nearest;
    }

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
