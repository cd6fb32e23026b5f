using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Admin;

/// <summary>A day of the book as the restaurant reads it: when it is open, who comes, how full it is.</summary>
internal static class BookedDay
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    public static ReservationDayAnswer Of(DateOnly day, IReadOnlyList<Reservation> items, RestaurantProfile restaurant, CallAnswers answers)
    {
        var spans = restaurant.Hours.Spans(day).ToList();
        var (opens, closes) = spans.Count == 0
            ? (null, null)
            : (Clock.Of(restaurant.Hours.LocalTime(spans[0].From)), Clock.Of(restaurant.Hours.LocalTime(spans[^1].To)));
        return new ReservationDayAnswer(
            Clock.Of(day), opens, closes, restaurant.Seats, [.. items.Select(answers.Reservation)],
            [.. Steps(spans).Select(at => new CapacityAnswer(Clock.Of(restaurant.Hours.LocalTime(at)), Seated(items, at, restaurant)))]);
    }

    /// <summary>Guests at their tables at that moment.</summary>
    public static int Seated(IReadOnlyList<Reservation> items, DateTimeOffset at, RestaurantProfile restaurant) =>
        items.Where(one => !one.IsCancelled && one.StartsAt <= at && at < one.StartsAt + restaurant.Reservations.Sitting).Sum(one => one.People);

    /// <summary>Each half hour that the restaurant is open.</summary>
    public static IEnumerable<DateTimeOffset> Steps(IReadOnlyList<OpenSpan> spans)
    {
        foreach (var span in spans)
        {
            for (var at = span.From; at < span.To; at += Step) yield return at;
        }
    }
}
