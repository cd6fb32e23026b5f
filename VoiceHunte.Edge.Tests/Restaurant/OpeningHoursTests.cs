using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class OpeningHoursTests
{
    private readonly OpeningHours mill = House.With().Hours;

    [Theory]
    [InlineData("2026-11-24T09:59:59+01:00", false)]
    [InlineData("2026-11-24T10:00:00+01:00", true)]
    [InlineData("2026-11-24T21:59:59+01:00", true)]
    [InlineData("2026-11-24T22:00:00+01:00", false)]
    [InlineData("2026-11-24T10:00:00+00:00", true)]
    [InlineData("2026-11-23T12:00:00+01:00", false)]
    [InlineData("2026-11-27T16:00:00+01:00", false)]
    public void It_is_open_between_opening_and_closing(string at, bool open) => Assert.Equal(open, mill.IsOpenAt(Time(at)));

    [Theory]
    [InlineData("2026-11-28T01:59:59+01:00", true)]
    [InlineData("2026-11-28T02:00:00+01:00", false)]
    [InlineData("2026-11-29T01:30:00+01:00", true)]
    [InlineData("2026-11-29T23:59:59+01:00", true)]
    [InlineData("2026-11-30T00:00:00+01:00", false)]
    public void An_evening_may_pass_midnight(string at, bool open) => Assert.Equal(open, mill.IsOpenAt(Time(at)));

    [Theory]
    [InlineData("2026-11-24T08:00:00+01:00", "2026-11-24T10:00:00+01:00")]
    [InlineData("2026-11-27T12:00:00+01:00", "2026-11-27T18:00:00+01:00")]
    [InlineData("2026-11-28T01:00:00+01:00", "2026-11-28T18:00:00+01:00")]
    [InlineData("2026-11-29T23:00:00+01:00", "2026-12-01T10:00:00+01:00")]
    public void The_next_opening_is_found(string at, string opening) => Assert.Equal(Time(opening), mill.NextOpening(Time(at)));

    [Fact]
    public void In_the_night_the_clock_goes_forward_the_evening_is_an_hour_shorter()
    {
        // Saturday 28 March 2026, 18:00 to 02:00: the clock jumps from 02:00 to 03:00 on the Sunday.
        var night = House.With(file => file["opening_hours"]!["saturday"]![0] = "18:00-02:30").Hours;
        Assert.Equal(Time("2026-03-29T03:00:00+02:00"), night.Closing(Time("2026-03-29T01:00:00+01:00")));
        Assert.False(night.IsOpenAt(Time("2026-03-29T03:00:00+02:00")));
    }

    [Fact]
    public void In_the_night_the_clock_goes_back_it_closes_when_the_clock_shows_it_the_second_time()
    {
        var night = House.With(file => file["opening_hours"]!["saturday"]![0] = "18:00-02:30").Hours;
        Assert.True(night.IsOpenAt(Time("2026-10-25T02:45:00+02:00")));
        Assert.Equal(Time("2026-10-25T02:30:00+01:00"), night.Closing(Time("2026-10-24T20:00:00+02:00")));
    }

    [Fact]
    public void Opening_at_ten_is_at_ten_on_the_wall_in_summer_and_in_winter()
    {
        Assert.Equal(Time("2026-03-31T10:00:00+02:00"), mill.NextOpening(Time("2026-03-30T00:30:00+02:00")));
        Assert.Equal(Time("2026-10-27T10:00:00+01:00"), mill.NextOpening(Time("2026-10-26T00:30:00+01:00")));
    }

    [Fact]
    public void A_date_among_the_exceptions_has_hours_of_its_own()
    {
        var hours = House.With(file => file["exceptions"] = new JsonObject
        {
            ["2026-12-24"] = new JsonObject { ["hours"] = new JsonArray("10:00-14:00"), ["note"] = "Veselé Vianoce!" },
            ["2026-12-25"] = new JsonObject { ["hours"] = new JsonArray() },
        }).Hours;

        Assert.False(hours.IsOpenAt(Time("2026-12-24T15:00:00+01:00")));
        Assert.True(hours.On(new DateOnly(2026, 12, 25)).Closed);
        Assert.Equal(Time("2026-12-26T18:00:00+01:00"), hours.NextOpening(Time("2026-12-24T15:00:00+01:00")));
    }

    [Fact]
    public void A_restaurant_that_never_opens_has_no_next_opening()
    {
        var hours = House.With(file =>
        {
            foreach (var day in file["opening_hours"]!.AsObject().Select(day => day.Key).ToArray()) file["opening_hours"]![day] = new JsonArray();
        }).Hours;
        Assert.Null(hours.NextOpening(Time("2026-11-24T12:00:00+01:00")));
    }

    [Fact]
    public void At_any_moment_of_three_years_the_next_opening_is_ahead_and_opens() =>
        Gen.Int[0, 3 * 365 * 24 * 60].Sample(minutes =>
        {
            var at = Time("2026-01-01T00:00:00+01:00").AddMinutes(minutes);
            var next = mill.NextOpening(at)!.Value;
            return next > at && mill.IsOpenAt(next) && !mill.IsOpenAt(next.AddSeconds(-1))
                && (mill.Closing(at) is not { } closing || closing > at && !mill.IsOpenAt(closing));
        });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
