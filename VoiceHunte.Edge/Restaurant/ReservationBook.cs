using System.Globalization;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>
/// The restaurant's reservations. Dates and times are those of its own clock. What is answered <see cref="Seating.Free"/> is
/// on the disk; what is answered <see cref="Seating.NotWritten"/> is not, and never will be.
/// </summary>
internal sealed class ReservationBook(RestaurantProfile restaurant, CallStore store, TimeProvider time, EdgeMetrics? metrics = null, CallBoard? board = null)
{
    private readonly DiningRoom room = new(restaurant);
    private readonly ReservationDesk desk = new(restaurant);

    /// <summary>What the rules say, before anyone looks for a table.</summary>
    public Seating Check(DateOnly date, TimeOnly at, int people) => room.Check(date.ToDateTime(at), people, time.GetUtcNow());

    /// <param name="exceptReservation">The one to be changed: its own tables are free for it.</param>
    /// <param name="callId">What this call holds is free for it.</param>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public Task<Availability> FindAsync(
        DateOnly date, TimeOnly at, int people, long? exceptReservation, string? callId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var seeker = new TableSeeker(callId, exceptReservation);
        return ReadAsync(book => room.Look(book, seeker, date.ToDateTime(at), people, now), cancel);
    }

    /// <summary>Keeps tables for a call for five minutes, in place of those it held before.</summary>
    /// <returns><see cref="Seating.Free"/>: held. Otherwise the call holds what it held.</returns>
    public async Task<Availability> HoldAsync(
        string callId, DateOnly date, TimeOnly at, int people, long? exceptReservation, CancellationToken cancel)
    {
        var (now, local) = (time.GetUtcNow(), date.ToDateTime(at));
        var decision = await store.Reservations.WriteAsync(book => desk.Hold(book, callId, exceptReservation, local, people, now), cancel)
            ?? Decision.NotWritten;
        return new Availability(
            decision.Outcome, await NearestAsync(decision, new TableSeeker(callId, exceptReservation), local, people, cancel));
    }

    /// <summary>Lets go of what a call holds.</summary>
    /// <returns>False when that was not written; then the hold expires by itself.</returns>
    public async Task<bool> ReleaseAsync(string callId, CancellationToken cancel) =>
        await store.Reservations.WriteAsync(book => ReservationDesk.Release(book, callId), cancel) is not null;

    /// <summary>Books what the guest has confirmed; the same key books nothing again and gives the same reservation.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more. It may be booked: the same key finds out.</exception>
    public async Task<Booking> BookAsync(NewReservation wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var decision = await store.Reservations.WriteAsync(book => desk.Book(book, wish, now), cancel) ?? Decision.NotWritten;
        if (decision.Reservation?.CreatedAt == now) Tell("booked", decision.Reservation);
        var seeker = new TableSeeker(wish.CallId, null);
        return ToBooking(decision, await NearestAsync(decision, seeker, wish.Date.ToDateTime(wish.Time), wish.People, cancel));
    }

    /// <summary>Changes a confirmed reservation; where that cannot be, it stays as it was.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more. It may be changed: the same key finds out.</exception>
    public async Task<Booking> ChangeAsync(ReservationChange wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var decision = await store.Reservations.WriteAsync(book => desk.Change(book, wish, now), cancel) ?? Decision.NotWritten;
        if (decision is { Outcome: Seating.Free, Reservation: { } changed } && changed.UpdatedAt >= now) Tell("changed", changed);
        var seeker = new TableSeeker(wish.CallId, wish.Id);
        return ToBooking(decision, await NearestAsync(decision, seeker, decision.Asked, decision.People, cancel));
    }

    /// <summary>Cancels a reservation, once; a second time it is cancelled already.</summary>
    public async Task<Booking> CancelAsync(ReservationCancelling wish, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var decision = await store.Reservations.WriteAsync(book => ReservationDesk.Cancel(book, wish, now), cancel) ?? Decision.NotWritten;
        // What was cancelled before is counted already.
        if (decision is { Outcome: Seating.Free, Reservation: { } cancelled } && cancelled.UpdatedAt >= now) Tell("cancelled", cancelled);
        return ToBooking(decision, []);
    }

    /// <summary>What is confirmed for this number and not over, soonest first; nothing for a number that is hidden.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<IReadOnlyList<Reservation>> OfCallerAsync(string? phone, CancellationToken cancel)
    {
        if (phone is null || AnonymousCaller.Is(phone)) return [];

        var after = time.GetUtcNow() - restaurant.Reservations.Sitting;
        var found = await ReadAsync(book => book.OfPhone(phone, after), cancel);
        return [.. found.Select(one => Reservation.From(one, restaurant.Hours))];
    }

    /// <summary>The name this number booked under last; null where that is not known.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public Task<string?> NameOfCallerAsync(string? phone, CancellationToken cancel) =>
        phone is null || AnonymousCaller.Is(phone) ? Task.FromResult<string?>(null) : OpenAsync(store.FindCustomerNameAsync(phone, cancel));

    /// <summary>A confirmed reservation that is not over, for one who knows both its number and the name; else null.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<Reservation?> FindByIdAsync(long id, string name, CancellationToken cancel) =>
        await FindAsync(id, cancel) is { } found && GuestName.Fits(found.Name, name) ? found : null;

    /// <summary>A confirmed reservation that is not over; the caller of this knows already whose it is.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<Reservation?> FindAsync(long id, CancellationToken cancel)
    {
        var found = await ReadAsync(book => book.Find(id), cancel);
        return found is { Status: ReservationStatus.Confirmed } && found.EndsAt > time.GetUtcNow() ? Reservation.From(found, restaurant.Hours) : null;
    }

    /// <summary>What begins on a date, cancelled or not, soonest first.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<IReadOnlyList<Reservation>> OnDateAsync(DateOnly date, CancellationToken cancel)
    {
        var (from, to) = (restaurant.Hours.Midnight(date), restaurant.Hours.Midnight(date.AddDays(1)));
        var found = await ReadAsync(book => book.Between(from, to), cancel);
        return [.. found.Select(one => Reservation.From(one, restaurant.Hours))];
    }

    /// <summary>As it stands in the book, over or cancelled too; null where there is none.</summary>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<Reservation?> ShowAsync(long id, CancellationToken cancel) =>
        await ReadAsync(book => book.Find(id), cancel) is { } found ? Reservation.From(found, restaurant.Hours) : null;

    private void Tell(string what, StoredReservation reservation)
    {
        metrics?.Reservation(what);
        var day = restaurant.Hours.LocalDate(reservation.StartsAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        board?.Happened("reservation", new ReservationHappened(reservation.Id.ToString(CultureInfo.InvariantCulture), day));
    }

    private Booking ToBooking(Decision decision, IReadOnlyList<DateTime> nearest) =>
        new(decision.Outcome, decision.Reservation is { } found ? Reservation.From(found, restaurant.Hours) : null, nearest);

    // Looked for on the reader's thread: the one who writes has others waiting. Without an answer the refusal stands alone.
    private async Task<IReadOnlyList<DateTime>> NearestAsync(
        Decision decision, TableSeeker seeker, DateTime asked, int people, CancellationToken cancel)
    {
        if (decision.Outcome is Seating.Free or Seating.NotWritten or Seating.NoSuchReservation or Seating.ChangedMeanwhile) return [];

        var now = time.GetUtcNow();
        try
        {
            return await ReadAsync(book => room.LookElsewhere(book, seeker, asked, people, now), cancel);
        }
        catch (BookClosedException)
        {
            return [];
        }
    }

    private Task<T> ReadAsync<T>(Func<ReservationReads, T> question, CancellationToken cancel) =>
        OpenAsync(store.Reservations.ReadAsync(question, cancel));

    private static async Task<T> OpenAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (StoreUnavailableException e)
        {
            throw new BookClosedException(e);
        }
    }
}

/// <summary>Nobody can look into the book of reservations now: what is asked for may stand in it.</summary>
internal sealed class BookClosedException(Exception inner) : Exception("the book of reservations cannot be read", inner);
