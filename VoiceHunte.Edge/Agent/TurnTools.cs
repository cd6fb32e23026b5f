using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// What both minds may do with reservations in one turn, and the record of what was done. Whose reservation it is, how many
/// seats there are and what is booked already is decided here and in the book, never by a mind.
/// </summary>
internal sealed class TurnTools(ReservationBook book, TurnContext turn)
{
    private readonly List<ToolCallMade> made = [];
    private readonly HashSet<long> proven = [.. turn.Draft.ReservationId is { } id ? (long[])[id] : []];

    /// <summary>What was called, as the database keeps it; null when nothing was.</summary>
    public string? Json => made.Count == 0 ? null : JsonSerializer.Serialize([.. made], AgentJson.Default.ToolCallMadeArray);

    /// <summary>What changed a reservation in this turn, by the tool's name.</summary>
    public IEnumerable<string> Done => made.Where(call => call is { Ok: true, Name: Tools.Book or Tools.Change or Tools.Cancel }).Select(call => call.Name);

    /// <summary>Why the last call came to nothing; null where it did not.</summary>
    public string? Outcome => made.Count == 0 ? null : made[^1].Outcome;

    // The same on a repeat of the turn: whatever is booked twice under it is booked once.
    private string Key => string.Create(CultureInfo.InvariantCulture, $"{turn.CallId}/{turn.TurnId}");

    /// <summary>The name that this number booked under before; null where none is known.</summary>
    public Task<string?> KnownNameAsync(CancellationToken cancellationToken) => book.NameOfCallerAsync(turn.From, cancellationToken);

    public async Task<Availability> FindTableAsync(Wish wish, CancellationToken cancellationToken)
    {
        var found = await book.FindAsync(wish.Date, wish.Time, wish.People, null, turn.CallId, cancellationToken);
        Note(Tools.Find, wish, found.Outcome);
        return found;
    }

    /// <param name="except">The reservation that is to be changed: its own table is free for it.</param>
    public async Task<Availability> HoldTableAsync(Wish wish, long? except, CancellationToken cancellationToken)
    {
        var held = await book.HoldAsync(turn.CallId, wish.Date, wish.Time, wish.People, except, cancellationToken);
        Note(Tools.Hold, wish, held.Outcome);
        return held;
    }

    public Task ReleaseTableAsync(CancellationToken cancellationToken) => book.ReleaseAsync(turn.CallId, cancellationToken);

    public async Task<Booking> BookAsync(Wish wish, string name, CancellationToken cancellationToken)
    {
        var booking = await book.BookAsync(
            new NewReservation
            {
                Key = Key,
                CallId = turn.CallId,
                Name = name,
                Phone = turn.From,
                People = wish.People,
                Date = wish.Date,
                Time = wish.Time,
                Language = turn.Language.Code,
            },
            cancellationToken);
        Note(Tools.Book, wish, booking.Outcome, booking.Reservation?.Id, name);
        return booking;
    }

    public async Task<Booking> ChangeAsync(long id, Wish wish, CancellationToken cancellationToken)
    {
        var booking = await IsCallersAsync(id, cancellationToken)
            ? await book.ChangeAsync(
                new ReservationChange { Id = id, Key = Key, CallId = turn.CallId, Date = wish.Date, Time = wish.Time, People = wish.People },
                cancellationToken)
            : new Booking(Seating.NoSuchReservation, null, []);
        Note(Tools.Change, wish, booking.Outcome, id);
        return booking;
    }

    public async Task<Booking> CancelAsync(long id, CancellationToken cancellationToken)
    {
        var booking = await IsCallersAsync(id, cancellationToken)
            ? await book.CancelAsync(new ReservationCancelling { Id = id, CallId = turn.CallId }, cancellationToken)
            : new Booking(Seating.NoSuchReservation, null, []);
        Note(Tools.Cancel, null, booking.Outcome, id);
        return booking;
    }

    /// <summary>Those of the number that calls, soonest first.</summary>
    public Task<IReadOnlyList<Reservation>> OwnReservationsAsync(CancellationToken cancellationToken) =>
        book.OfCallerAsync(turn.From, cancellationToken);

    /// <summary>One whose number and name the caller both knows; from then on it counts as theirs.</summary>
    public async Task<Reservation?> FindReservationAsync(long id, string name, CancellationToken cancellationToken)
    {
        var found = await book.FindByIdAsync(id, name, cancellationToken);
        if (found is not null) proven.Add(id);
        made.Add(new ToolCallMade(Tools.FindReservation, JsonSerializer.Serialize(new ToolArguments { Id = id, Name = name }, AgentJson.Default.ToolArguments))
        {
            Ok = found is not null,
        });
        return found;
    }

    /// <summary>A reservation that was found to be the caller's in this call, while it stands.</summary>
    public async Task<Reservation?> ProvenAsync(long id, CancellationToken cancellationToken) =>
        proven.Contains(id) ? await book.FindAsync(id, cancellationToken) : null;

    /// <summary>A tool of one of the minds that is about no table.</summary>
    public void Note(string tool, string arguments, bool ok) => made.Add(new ToolCallMade(tool, arguments) { Ok = ok });

    private async Task<bool> IsCallersAsync(long id, CancellationToken cancellationToken) =>
        proven.Contains(id) || (await OwnReservationsAsync(cancellationToken)).Any(own => own.Id == id);

    private void Note(string tool, Wish? wish, Seating outcome, long? id = null, string? name = null)
    {
        var arguments = new ToolArguments { Date = wish?.Date, Time = wish?.Time, People = wish?.People, Id = id, Name = name };
        made.Add(new ToolCallMade(tool, JsonSerializer.Serialize(arguments, AgentJson.Default.ToolArguments))
        {
            Ok = outcome == Seating.Free,
            Outcome = outcome == Seating.Free ? null : Tools.Word(outcome),
        });
    }
}
