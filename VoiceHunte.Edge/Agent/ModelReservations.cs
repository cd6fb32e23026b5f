using System.Globalization;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// The model's wishes about reservations, carried out by the rules' own talks: the model is a second pair of ears, and what it
/// heard counts where the rules heard nothing. So nothing is booked, changed or cancelled that was not read back before.
/// </summary>
internal sealed class ModelReservations(TurnContext turn, TurnTools tools, RestaurantProfile restaurant)
{
    private ReservationPhrases Phrases => Agent.Phrases.For(turn.Language).Reservations;

    private DateOnly Today => restaurant.Hours.LocalDate(turn.Now);

    /// <param name="confirmed">The model takes it that the caller said yes.</param>
    public Task<Said> BookAsync(Draft draft, ModelArguments asked, bool confirmed, CancellationToken cancellationToken)
    {
        var before = draft.Goal is null or Intents.CreateReservation ? draft : Fresh(draft);
        var heard = WithWish(before, asked) with
        {
            Intent = Intents.CreateReservation,
            Name = turn.Understood.Name ?? Other(asked.Guest, before.Name),
            Answer = Answer(before, Intents.CreateReservation, confirmed),
        };
        return BookingTalk.GoOnAsync(Next(before, heard), cancellationToken);
    }

    public Task<Said> ChangeAsync(Draft draft, ModelArguments asked, bool confirmed, CancellationToken cancellationToken)
    {
        // In the middle of a booking "make it eight" is a correction of it.
        if (draft.Goal == Intents.CreateReservation && asked.Number is null) return BookAsync(draft, asked, confirmed: false, cancellationToken);

        var before = Meaning(draft, asked.Number);
        var heard = WithWish(before, asked) with
        {
            Intent = Intents.UpdateReservation,
            Answer = Answer(before, Intents.UpdateReservation, confirmed),
        };
        return ChangeTalk.GoOnAsync(Next(before, WithWhich(heard, asked)), cancellationToken);
    }

    public async Task<Said> CancelAsync(Draft draft, ModelArguments asked, bool confirmed, CancellationToken cancellationToken)
    {
        if (draft.Goal == Intents.CreateReservation && asked.Number is null)
        {
            await tools.ReleaseTableAsync(cancellationToken);
            return Next(draft, turn.Understood).Done(Phrases.Dropped);
        }

        var before = Meaning(draft, asked.Number);
        var isTheSame = (asked.Day ?? before.Date) == before.Date && (asked.Clock ?? before.Time) == before.Time;
        var heard = WithWish(before, asked) with
        {
            Intent = Intents.CancelReservation,
            Answer = Answer(before, Intents.CancelReservation, confirmed && isTheSame),
        };
        return await CancelTalk.GoOnAsync(Next(before, WithWhich(heard, asked)), cancellationToken);
    }

    /// <summary>Those of the number that calls; one of another number by its own number and name, both of which must be right.</summary>
    public async Task<(Said Said, IReadOnlyList<Reservation> Found)> FindAsync(Draft draft, ModelArguments asked, CancellationToken cancellationToken)
    {
        var number = long.TryParse(turn.Understood.ReservationId, CultureInfo.InvariantCulture, out var said) ? said : asked.Number;
        if (number is not null)
        {
            var looking = draft with { ReservationId = null, Number = number, NameSaid = turn.Understood.Name ?? asked.Guest ?? draft.NameSaid };
            var next = new ReservationTurn(turn with { Draft = draft }, draft, looking, tools, restaurant);
            var (one, question) = await OwnReservation.FindAsync(next, byDay: false, cancellationToken);
            return one is null ? (question!, []) : (Told(looking, [one]), [one]);
        }

        var own = await tools.OwnReservationsAsync(cancellationToken);
        return own.Count > 0
            ? (Told(draft, own), own)
            : (new Said($"{Phrases.NoneUnderNumber} {Phrases.Ask(Questions.NumberAndName)}", draft with { Asked = Questions.NumberAndName }), own);
    }

    /// <summary>Where the rules heard something else than the model, what they heard holds, and the model is told.</summary>
    public string? Overruled(ModelArguments asked)
    {
        var heard = turn.Understood;
        var other = new List<string>();
        if (asked.Day is { } day && heard.Date is { } date && date != day) other.Add(string.Create(CultureInfo.InvariantCulture, $"date {date:yyyy-MM-dd}"));
        if (asked.Clock is { } clock && heard.Time is { } time && time != clock) other.Add(string.Create(CultureInfo.InvariantCulture, $"time {time:HH:mm}"));
        if (asked.People is { } people && heard.People is { } party && party != people) other.Add(string.Create(CultureInfo.InvariantCulture, $"people {party}"));
        if (asked.Guest is { } guest && heard.Name is { } name && name != guest) other.Add($"name {name}");
        return other.Count == 0 ? null : string.Join(", ", other);
    }

    private ReservationTurn Next(Draft before, Understood heard)
    {
        var meant = turn with { Draft = before, Understood = heard };
        return new ReservationTurn(meant, before, Wishes.Taken(meant), tools, restaurant);
    }

    /// <summary>What the draft says already was not heard in this turn, even if the model repeats it.</summary>
    private Understood WithWish(Draft before, ModelArguments asked)
    {
        var heard = turn.Understood;
        return heard with
        {
            Date = heard.Date ?? (heard.ImpossibleDate ? null : Other(asked.Day, before.Date)),
            Time = heard.Time ?? (heard.TimeShift is null ? Other(asked.Clock, before.Time) : null),
            People = heard.People ?? (heard.PeopleShift is null ? Other(asked.People, before.People) : null),
        };
    }

    private static Understood WithWhich(Understood heard, ModelArguments asked) => heard with
    {
        ReservationId = heard.ReservationId ?? asked.Number?.ToString(CultureInfo.InvariantCulture),
        Name = heard.Name ?? asked.Guest,
    };

    /// <summary>
    /// A yes that the model heard counts where the rules heard neither yes nor no nor another wish, and just after the same was
    /// read back.
    /// </summary>
    private bool? Answer(Draft before, string goal, bool confirmed)
    {
        var mayBeAYes = turn.Understood.Answer is null && (turn.Understood.Intent is null or Intents.Generic || turn.Understood.Intent == goal);
        return confirmed && mayBeAYes && turn.Draft.Asked == Questions.Confirm && before.Asked == Questions.Confirm && before.Goal == goal
            ? true
            : turn.Understood.Answer;
    }

    /// <summary>The model means another reservation than was spoken of: nothing of that one counts for it.</summary>
    private static Draft Meaning(Draft draft, long? number)
    {
        if (draft.Goal == Intents.CreateReservation) return Fresh(draft);
        return number is { } other && draft.ReservationId is { } id && id != other ? Fresh(draft) with { NotFound = draft.NotFound } : draft;
    }

    private static Draft Fresh(Draft draft) => new() { Done = draft.Done, Name = draft.Name, Did = draft.Did };

    private Said Told(Draft draft, IReadOnlyList<Reservation> found) =>
        new(Phrases.YouHave(found.Select(OwnReservation.WishOf), Today, which: false), draft with { Asked = null });

    private static T? Other<T>(T? asked, T? known) where T : struct => asked is { } value && !value.Equals(known) ? value : null;

    private static string? Other(string? asked, string? known) => string.Equals(asked, known, StringComparison.OrdinalIgnoreCase) ? null : asked;
}
