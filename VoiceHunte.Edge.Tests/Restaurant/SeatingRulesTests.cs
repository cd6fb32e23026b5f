using System.Globalization;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class SeatingRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 30, TimeSpan.FromHours(1));

    private readonly RestaurantProfile mill = House.With(file => file["exceptions"] = new JsonObject
    {
        ["2026-12-24"] = new JsonObject { ["hours"] = new JsonArray("10:00-14:00") },
        ["2026-12-25"] = new JsonObject { ["hours"] = new JsonArray() },
    });

    [Theory]
    [InlineData("2026-11-24 12:00", 2, "Free")]
    [InlineData("2026-11-24 11:59", 2, "Past")]
    [InlineData("2026-11-23 19:00", 2, "Past")]
    [InlineData("0001-01-01 19:00", 2, "Past")]
    [InlineData("9999-12-31 19:00", 2, "TooFarAhead")]
    [InlineData("2027-02-21 19:00", 2, "Free")]
    [InlineData("2027-02-23 19:00", 2, "TooFarAhead")]
    [InlineData("2026-11-24 19:00", 0, "PartyTooSmall")]
    [InlineData("2026-11-24 19:00", 400, "PartyTooLarge")]
    [InlineData("2026-11-24 19:00", 7, "PartyTooLarge")]
    [InlineData("2026-11-30 19:00", 2, "ClosedThatDay")]
    [InlineData("2026-11-25 03:00", 2, "ClosedAtThatTime")]
    [InlineData("2026-11-27 16:00", 2, "ClosedAtThatTime")]
    [InlineData("2026-11-24 22:00", 2, "ClosedAtThatTime")]
    [InlineData("2026-11-24 21:00", 2, "Free")]
    [InlineData("2026-11-24 21:01", 2, "AfterLastSeating")]
    [InlineData("2026-11-28 01:00", 2, "Free")]
    [InlineData("2026-11-28 01:30", 2, "AfterLastSeating")]
    [InlineData("2026-11-28 02:00", 2, "ClosedAtThatTime")]
    [InlineData("2026-12-24 19:00", 2, "ClosedAtThatTime")]
    [InlineData("2026-12-24 13:00", 2, "Free")]
    [InlineData("2026-12-25 13:00", 2, "ClosedThatDay")]
    public void A_wish_is_measured_by_the_hours_and_the_rules(string local, int people, string outcome) =>
        Assert.Equal(outcome, Check(mill, local, people, Noon));

    [Fact]
    public void A_house_may_want_to_know_two_hours_before()
    {
        var asks = House.With(file => file["reservations"] = new JsonObject { ["notice_minutes"] = 120 });
        Assert.Equal("TooSoon", Check(asks, "2026-11-24 13:59", 2, Noon));
        Assert.Equal("Free", Check(asks, "2026-11-24 14:00", 2, Noon));
    }

    [Fact]
    public void At_a_lunch_shorter_than_the_last_seating_one_may_come_at_the_opening()
    {
        var lunch = House.With(file => file["opening_hours"]!["tuesday"]![0] = "14:00-14:30");
        Assert.Equal("Free", Check(lunch, "2026-11-24 14:00", 2, Noon));
        Assert.Equal("AfterLastSeating", Check(lunch, "2026-11-24 14:15", 2, Noon));
    }

    [Fact]
    public void In_the_night_the_clock_goes_forward_there_is_no_half_past_two()
    {
        var night = House.With(file => file["opening_hours"]!["saturday"]![0] = "18:00-05:00");
        var before = new DateTimeOffset(2026, 3, 28, 12, 0, 0, TimeSpan.FromHours(1));

        Assert.Equal("NoSuchTime", Check(night, "2026-03-29 02:30", 2, before));
        Assert.Equal("Free", Check(night, "2026-03-29 03:00", 2, before));
        Assert.Equal("Free", Check(night, "2026-03-29 04:00", 2, before));
        Assert.Equal("AfterLastSeating", Check(night, "2026-03-29 04:15", 2, before));
    }

    [Fact]
    public async Task In_the_night_the_clock_goes_back_half_past_two_is_the_first_one()
    {
        await using var night = new BookingHouse(file => file["opening_hours"]!["saturday"]![0] = "18:00-05:00");
        night.Time.SetUtcNow(new DateTimeOffset(2027, 10, 30, 12, 0, 0, TimeSpan.Zero));

        var booked = (await night.BookAsync(2, new TimeOnly(2, 30), on: new DateOnly(2027, 10, 31))).Reservation!;

        Assert.Equal(new DateTimeOffset(2027, 10, 31, 0, 30, 0, TimeSpan.Zero), booked.StartsAt);
        Assert.Equal(new DateTime(2027, 10, 31, 2, 30, 0), booked.LocalStart);
    }

    [Theory]
    [InlineData("2026-10-25 02:30")]
    [InlineData("2026-10-25 01:00")]
    [InlineData("2026-10-25 03:00")]
    public void The_longer_night_seats_as_others_do(string local)
    {
        var night = House.With(file => file["opening_hours"]!["saturday"]![0] = "18:00-05:00");
        Assert.Equal("Free", Check(night, local, 2, new DateTimeOffset(2026, 10, 24, 12, 0, 0, TimeSpan.FromHours(2))));
    }

    private static string Check(RestaurantProfile house, string local, int people, DateTimeOffset now) =>
        new SeatingRules(house.Hours, house.Reservations).Check(DateTime.Parse(local, CultureInfo.InvariantCulture), people, now).ToString();
}
