using System.Security.Cryptography;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>
/// Decides over the open book, one guest after the other: what is free when it is looked up is free when it is written.
/// A decision may be made anew when its commit came to nothing, so each starts from the book alone.
/// </summary>
internal sealed class ReservationDesk(RestaurantProfile restaurant)
{
    /// <summary>How long a caller may take to confirm.</summary>
    private static readonly TimeSpan HoldLasts = TimeSpan.FromMinutes(5);

    private readonly OpeningHours hours = restaurant.Hours;
    private readonly DiningRoom room = new(restaurant);

    public Decision Hold(OpenBook book, string callId, long? exceptReservation, DateTime local, int people, DateTimeOffset now)
    {
        var seeker = new TableSeeker(callId, exceptReservation);
        book.Holds.DropExpired(now);
        if (room.Check(local, people, now) is var rule && rule != Seating.Free) return new Decision(rule, null);

        var start = hours.Instant(local);
        if (room.FindPlace(book.Reads, seeker, start, people, now) is not { } place) return new Decision(Seating.Full, null);
        book.Holds.Keep(new StoredHold(callId, start, room.EndOf(start), people, place.Tables, now + HoldLasts));
        return Decision.Done(null);
    }

    public static Decision Release(OpenBook book, string callId)
    {
        book.Holds.Release(callId);
        return Decision.Done(null);
    }

    public Decision Book(OpenBook book, NewReservation wish, DateTimeOffset now)
    {
        if (book.Reads.FindBooked(wish.Key) is { } booked) return Decision.Done(booked);

        var local = wish.Date.ToDateTime(wish.Time);
        if (Refusal(book, wish.CallId, local, wish.People, now) is { } refusal) return new Decision(refusal, null);

        var start = hours.Instant(local);
        if (room.FindPlace(book.Reads, new TableSeeker(wish.CallId, null), start, wish.People, now) is not { } place)
            return new Decision(Seating.Full, null);

        var reservation = new StoredReservation(
            FreeId(book.Reads), wish.Name, start, room.EndOf(start), wish.People, Number(wish.Phone), wish.Notes,
            ReservationStatus.Confirmed, wish.CallId, place.Tables, wish.Language, wish.Key, now, now);
        book.Reservations.Add(reservation);
        book.History.Note("booked", wish.By, null, reservation);
        book.Customers.CallBy(reservation);
        LetGo(book, wish.CallId, now);
        return Decision.Done(reservation);
    }

    public Decision Change(OpenBook book, ReservationChange wish, DateTimeOffset now)
    {
        if (book.Reads.Find(wish.Id) is not { } old) return Decision.NoSuchReservation;
        if (book.Reads.IsChanged(wish.Key)) return Decision.Done(old);
        if (old.Status != ReservationStatus.Confirmed || old.EndsAt <= now) return Decision.NoSuchReservation;

        if (IsChangedSince(wish.UnchangedSince, old)) return new Decision(Seating.ChangedMeanwhile, old);

        var before = hours.LocalTime(old.StartsAt);
        var local = (wish.Date ?? DateOnly.FromDateTime(before)).ToDateTime(wish.Time ?? TimeOnly.FromDateTime(before));
        var people = wish.People ?? old.People;
        var notes = wish.Notes ?? old.Notes;
        var changed = old with
        {
            Name = wish.Name ?? old.Name, Phone = Number(wish.Phone) ?? old.Phone, Notes = notes is "" ? null : notes, UpdatedAt = Later(now, old),
        };
        if (local != before && Refusal(book, wish.CallId, local, people, now) is { } refusal) return new Decision(refusal, null, local, people);
        if (people != old.People && PartyRefusal(people) is { } wrong) return new Decision(wrong, null, local, people);
        if (local != before || people != old.People)
        {
            if (Seat(book, wish, changed, local, people, now) is not { } seated) return new Decision(Seating.Full, null, local, people);
            changed = seated;
        }

        book.Reservations.Change(changed);
        book.History.Note("changed", wish.By, old, changed);
        book.Reservations.NoteChange(wish.Key, changed);
        LetGo(book, wish.CallId, now);
        return Decision.Done(changed);
    }

    public static Decision Cancel(OpenBook book, ReservationCancelling wish, DateTimeOffset now)
    {
        if (book.Reads.Find(wish.Id) is not { } found) return Decision.NoSuchReservation;
        if (found.Status == ReservationStatus.Cancelled) return Decision.Done(found);
        if (IsChangedSince(wish.UnchangedSince, found)) return new Decision(Seating.ChangedMeanwhile, found);

        var cancelled = found with { Status = ReservationStatus.Cancelled, UpdatedAt = Later(now, found) };
        book.Reservations.Change(cancelled);
        book.History.Note("cancelled", wish.By, found, cancelled);
        book.Holds.DropExpired(now);
        return Decision.Done(cancelled);
    }

    // By the milliseconds that the book keeps: the one who has just changed it may know its time more exactly.
    private static bool IsChangedSince(DateTimeOffset? seen, StoredReservation now) =>
        seen is { } known && UtcText.Of(known) != UtcText.Of(now.UpdatedAt);

    // The time is the version too: two changes in one millisecond, or after the clock was put back, are two versions.
    private static DateTimeOffset Later(DateTimeOffset now, StoredReservation old)
    {
        var next = old.UpdatedAt.AddMilliseconds(1);
        return now > next ? now : next;
    }

    private StoredReservation? Seat(
        OpenBook book, ReservationChange wish, StoredReservation reservation, DateTime local, int people, DateTimeOffset now)
    {
        var start = local == hours.LocalTime(reservation.StartsAt) ? reservation.StartsAt : hours.Instant(local);
        if (room.FindPlace(book.Reads, new TableSeeker(wish.CallId, wish.Id), start, people, now) is not { } place) return null;
        return reservation with { StartsAt = start, EndsAt = room.EndOf(start), People = people, Tables = place.Tables };
    }

    // What is held was allowed when it was held: "at once" may be a minute ago when the caller says yes.
    private Seating? Refusal(OpenBook book, string? callId, DateTime local, int people, DateTimeOffset now)
    {
        if (room.Check(local, people, now) is var rule && rule == Seating.Free) return null;

        var held = callId is not null
            && rule is Seating.Past or Seating.TooSoon
            && book.Reads.HoldOf(callId, now) is { } hold
            && hold.StartsAt == hours.Instant(local) && hold.People >= people;
        return held ? null : rule;
    }

    // More or fewer people at the same time need no leave of the clock, only seats.
    private Seating? PartyRefusal(int people) =>
        people < 1 ? Seating.PartyTooSmall : people > restaurant.Reservations.LargestParty ? Seating.PartyTooLarge : null;

    // All who hide their number are nobody: none of them may find what another one booked.
    private static string? Number(string? phone) => AnonymousCaller.Is(phone) ? null : phone;

    private static void LetGo(OpenBook book, string? callId, DateTimeOffset now)
    {
        book.Holds.DropExpired(now);
        if (callId is not null) book.Holds.Release(callId);
    }

    // Says nothing of how many there are, and a guest can write it down. Six digits only when five are nearly used up.
    private static long FreeId(ReservationReads book)
    {
        for (var tries = 0; ; tries++)
        {
            var id = tries < 50 ? RandomNumberGenerator.GetInt32(10_000, 100_000) : RandomNumberGenerator.GetInt32(100_000, 1_000_000);
            if (book.Find(id) is null) return id;
        }
    }
}
