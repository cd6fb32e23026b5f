using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary>
/// <c>/admin/reservations</c>: a day as the restaurant reads it, and changes by hand, by the same rules as the telephone's.
/// What somebody else changed meanwhile is not written over: 412, with how it stands now.
/// </summary>
internal sealed class ReservationEndpoints(RestaurantProfile restaurant, ReservationBook book, CallStore store, CallAnswers answers, TimeProvider time)
{
    private const int LongestName = 100;
    private const int LongestNotes = 500;
    private const string NoSuchReservation = "There is no such reservation.";

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/reservations", guard(ShowDayAsync));
        routes.MapPost("/admin/reservations", guard(AddAsync));
        routes.MapPatch("/admin/reservations/{id}", guard(ChangeAsync));
        routes.MapPost("/admin/reservations/{id}/cancel", guard(CancelAsync));
        routes.MapGet("/admin/reservations/{id}/history", guard(HistoryAsync));
    }

    private async Task ShowDayAsync(HttpContext context)
    {
        var query = new AdminQuery(context);
        var day = query.Day("day") ?? restaurant.Hours.LocalDate(time.GetUtcNow());
        if (!await query.IsGoodAsync()) return;
        var items = await book.OnDateAsync(day, context.RequestAborted);
        await AdminAnswer.WriteAsync(context, BookedDay.Of(day, items, restaurant, answers), AdminJson.Readable.ReservationDayAnswer);
    }

    private async Task AddAsync(HttpContext context)
    {
        using var body = await AdminAnswer.BodyAsync(context);
        if (body is null) return;
        var wish = new ReservationWish(body.RootElement);
        if (wish.Missing() is { Count: > 0 } errors)
        {
            await Problem.WriteFieldsAsync(context, errors);
            return;
        }

        var booking = await book.BookAsync(new NewReservation
        {
            Key = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 100 } key ? $"operator {key}" : $"operator {Guid.NewGuid():N}",
            CallId = null,
            Name = wish.Name!,
            Phone = wish.Phone,
            People = wish.People!.Value,
            Date = wish.Date!.Value,
            Time = wish.Time!.Value,
            Notes = wish.Notes,
            Operator = OperatorAccess.NameOf(context),
        }, context.RequestAborted);
        await AnswerAsync(context, booking, StatusCodes.Status201Created);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        using var body = await AdminAnswer.BodyAsync(context);
        if (body is null) return;
        var wish = new ReservationWish(body.RootElement);
        if (wish.Errors.Count > 0)
        {
            await Problem.WriteFieldsAsync(context, wish.Errors);
        }
        else if (await SeenAsync(context) is { } seen)
        {
            await AnswerAsync(context, await book.ChangeAsync(new ReservationChange
            {
                Id = Id(context),
                Key = $"operator {Guid.NewGuid():N}",
                CallId = null,
                Date = wish.Date,
                Time = wish.Time,
                People = wish.People,
                Name = wish.Name,
                Phone = wish.Phone,
                Notes = wish.Notes,
                Operator = OperatorAccess.NameOf(context),
                UnchangedSince = seen,
            }, context.RequestAborted));
        }
    }

    private async Task CancelAsync(HttpContext context)
    {
        if (await SeenAsync(context) is not { } seen) return;
        await AnswerAsync(context, await book.CancelAsync(
            new ReservationCancelling { Id = Id(context), CallId = null, Operator = OperatorAccess.NameOf(context), UnchangedSince = seen }, context.RequestAborted));
    }

    private async Task HistoryAsync(HttpContext context)
    {
        var id = Id(context);
        var events = await store.ReadForOfficeAsync(history => history.Office.HistoryOf(id), context.RequestAborted);
        await AdminAnswer.WriteAsync(context, new HistoryAnswer([.. events.Select(HistoryItem)]), AdminJson.Readable.HistoryAnswer);
    }

    private static HistoryItemAnswer HistoryItem(ReservationEvent one) => new(
        one.CreatedAt, one.ChangedBy == "operator" ? "dashboard" : "phone", one.CallId, one.Action == "booked" ? "created" : one.Action, Changes(one));

    private static Dictionary<string, IReadOnlyList<string?>> Changes(ReservationEvent one)
    {
        if (CallAnswers.Json(one.Before) is not { } before || CallAnswers.Json(one.After) is not { } after) return [];
        return after.EnumerateObject()
            .Select(field => (field.Name, Before: before.TryGetProperty(field.Name, out var was) ? Text(was) : null, After: Text(field.Value)))
            .Where(field => field.Before != field.After)
            .ToDictionary(field => field.Name, field => (IReadOnlyList<string?>)[field.Before, field.After]);
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();

    /// <summary>What the operator has seen, by If-Match; null when the problem has been answered.</summary>
    private static async Task<DateTimeOffset?> SeenAsync(HttpContext context)
    {
        var match = context.Request.Headers.IfMatch.ToString().Trim();
        if (match is ['"', .., '"']
            && DateTimeOffset.TryParseExact(match[1..^1], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var seen)) return seen;
        await Problem.WriteAsync(context, StatusCodes.Status428PreconditionRequired, "Send the reservation's version as If-Match, so that nobody's change is lost.");
        return null;
    }

    private async Task AnswerAsync(HttpContext context, Booking booking, int done = StatusCodes.Status200OK)
    {
        switch (booking.Outcome)
        {
            case Seating.Free:
                var current = await book.ShowAsync(booking.Reservation!.Id, context.RequestAborted) ?? booking.Reservation;
                context.Response.Headers.ETag = CallAnswers.Version(current.UpdatedAt);
                await AdminAnswer.WriteAsync(context, answers.Reservation(current), AdminJson.Readable.ReservationAnswer, done);
                break;
            case Seating.ChangedMeanwhile:
                var stale = new StaleAnswer("Precondition Failed", StatusCodes.Status412PreconditionFailed, "Somebody else changed it meanwhile.", answers.Reservation(booking.Reservation!));
                await AdminAnswer.WriteAsync(context, stale, AdminJson.Readable.StaleAnswer, stale.Status);
                break;
            case Seating.NoSuchReservation:
                await AdminAnswer.NotFoundAsync(context, NoSuchReservation);
                break;
            case Seating.NotWritten:
                await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The disk did not take it: nothing was changed.");
                break;
            default:
                var (field, why) = Refusal(booking.Outcome);
                var nearest = booking.Nearest.Count == 0 ? "" : $"; free are {string.Join(" and ", booking.Nearest.Select(free => free.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)))}";
                await Problem.WriteConflictAsync(context, field, why + nearest);
                break;
        }
    }

    private static (string Field, string Why) Refusal(Seating outcome) => outcome switch
    {
        Seating.Past => ("time", "is over"),
        Seating.TooSoon => ("time", "is too soon for the restaurant's notice"),
        Seating.TooFarAhead => ("date", "is further ahead than the book is open"),
        Seating.ClosedThatDay => ("date", "is a day on which the restaurant is closed"),
        Seating.ClosedAtThatTime => ("time", "is when the restaurant is closed"),
        Seating.AfterLastSeating => ("time", "is after the last seating"),
        Seating.PartyTooSmall => ("people", "must be at least 1"),
        Seating.PartyTooLarge => ("people", "is more than the largest party"),
        Seating.NoSuchTime => ("time", "does not exist that night: the clock goes forward"),
        _ => ("time", "has no table free for so many"),
    };

    private static long Id(HttpContext context) => Digits.Read(context.Request.RouteValues["id"]) ?? 0;

    /// <summary>What an operator wrote into the form.</summary>
    private sealed class ReservationWish
    {
        private readonly ProblemFields fields;

        public ReservationWish(JsonElement body)
        {
            fields = new ProblemFields(body);
            Name = fields.Text("name", text => text.Trim().Length is 0 or > LongestName ? $"must be 1 to {LongestName} characters" : null)?.Trim();
            Notes = fields.Text("notes", text => text.Length > LongestNotes ? $"must be at most {LongestNotes} characters" : null);
            var phone = fields.Text("phone", text => text.Length == 0 || PhoneNumber.Is(text.Replace(" ", "", StringComparison.Ordinal)) ? null : "must be a number in the international form, such as +421900123456");
            Phone = string.IsNullOrEmpty(phone) ? null : phone.Replace(" ", "", StringComparison.Ordinal);
            if (fields.Text("date", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "must be a day such as 2026-11-24") is { } date)
                Date = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (fields.Text("time", text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "must be a time such as 19:30") is { } time)
                Time = TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
            People = (int?)fields.Number("people", number => number is >= 1 and <= 1000 && number == Math.Floor(number) ? null : "must be a whole number of people");
        }

        public string? Name { get; }

        public string? Notes { get; }

        public string? Phone { get; }

        public DateOnly? Date { get; }

        public TimeOnly? Time { get; }

        public int? People { get; }

        public IReadOnlyDictionary<string, string[]> Errors => fields.Errors;

        /// <summary>All errors of a new one, for which nothing may be missing.</summary>
        public Dictionary<string, string[]> Missing()
        {
            var errors = new Dictionary<string, string[]>(fields.Errors);
            if (errors.ContainsKey("body")) return errors;
            if (Name is null) errors.TryAdd("name", ["is required"]);
            if (Date is null) errors.TryAdd("date", ["is required"]);
            if (Time is null) errors.TryAdd("time", ["is required"]);
            if (People is null) errors.TryAdd("people", ["is required"]);
            return errors;
        }
    }
}
