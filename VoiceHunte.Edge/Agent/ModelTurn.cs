using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>
/// One turn in which the model calls tools. A tool that goes on with a reservation ends the turn with the code's own
/// sentence: what is read back is what is booked, and what is said to be booked is booked.
/// </summary>
internal sealed class ModelTurn(TurnContext turn, TurnTools tools, RestaurantProfile restaurant, MenuTalk menu, HoursTalk hours)
{
    /// <summary>With what was heard already in it.</summary>
    public Draft Draft { get; private set; } = Wishes.Taken(turn);

    /// <summary>What the caller hears; null while the model may go on.</summary>
    public Said? Said { get; private set; }

    public string? Message { get; private set; }

    /// <returns>JSON for the model.</returns>
    public async Task<string> CallAsync(ChatToolCall call, CancellationToken cancellationToken)
    {
        var result = Read(call.Arguments) is { } arguments
            ? await CallAsync(call.Name, arguments, cancellationToken)
            : Error("the arguments are no JSON object of this tool");
        return JsonSerializer.Serialize(result, AgentJson.Default.ToolResult);
    }

    private async Task<ToolResult> CallAsync(string tool, ModelArguments arguments, CancellationToken cancellationToken)
    {
        if (Said is not null) return Error("the caller is being answered already");
        if (Unreadable(arguments) is { } problem) return Error(problem);
        return tool switch
        {
            Tools.Find => await FindTableAsync(arguments, cancellationToken),
            Tools.Hold => await AnswerAsync(Intents.CreateReservation, arguments, isConfirmed: false, cancellationToken),
            Tools.Book => await AnswerAsync(Intents.CreateReservation, new ModelArguments(), IsConfirmed, cancellationToken),
            Tools.Change => await AnswerAsync(Intents.UpdateReservation, arguments, IsConfirmed, cancellationToken),
            Tools.Cancel => await AnswerAsync(Intents.CancelReservation, arguments, IsConfirmed, cancellationToken),
            Tools.FindReservation => await FindReservationAsync(arguments, cancellationToken),
            Tools.Menu => Facts(tool, menu.Answer(Asking(arguments.Question)).Text),
            Tools.Hours => Facts(tool, hours.Answer(turn with { Understood = new Understood { Intent = Intents.HoursInfo, DayAsked = Date(arguments) } })),
            Tools.Message => TakeMessage(),
            Tools.Transfer => End(tool, HumanTalk.PutThrough(turn)),
            Tools.End => End(tool, new Said(Phrases.For(turn.Language).Goodbye, Draft.Empty) { Then = Then.HangUp, Intent = Intents.Goodbye }),
            _ => Error("there is no such tool"),
        };
    }

    /// <summary>The caller was read it all back, changed nothing of it since, and did not say no: the model may have understood a yes that the rules did not.</summary>
    private bool IsConfirmed => turn.Draft.Asked == Questions.Confirm && turn.Understood.Answer != false;

    private async Task<ToolResult> AnswerAsync(string goal, ModelArguments arguments, bool isConfirmed, CancellationToken cancellationToken)
    {
        Draft = With(Wishes.Turned(Draft, goal), arguments);
        var confirmed = isConfirmed && turn.Draft.Goal == goal;
        var heard = turn with { Understood = turn.Understood with { Intent = null, Answer = confirmed ? true : turn.Understood.Answer } };
        var next = new ReservationTurn(heard, turn.Draft, Draft, tools, restaurant);
        Said = goal switch
        {
            Intents.CreateReservation when !confirmed => await BookingTalk.NextAsync(next, Draft, cancellationToken),
            Intents.CreateReservation => await BookingTalk.GoOnAsync(next, cancellationToken),
            Intents.UpdateReservation => await ChangeTalk.GoOnAsync(next, cancellationToken),
            _ => await CancelTalk.GoOnAsync(next, cancellationToken),
        };
        Said = Said with { Intent = goal };
        return new ToolResult("answered");
    }

    private async Task<ToolResult> FindTableAsync(ModelArguments arguments, CancellationToken cancellationToken)
    {
        var draft = With(Draft, arguments);
        if (draft is not { Date: { } date, Time: { } time }) return Error("date and time are needed");
        var found = await tools.FindTableAsync(new Wish(date, time, draft.People ?? 2), cancellationToken);
        if (found.Nearest.Count > 0)
            Draft = Wishes.Turned(draft, Intents.CreateReservation) with { Asked = Questions.Alternative, Offered = [.. found.Nearest] };
        return new ToolResult(Tools.Word(found.Outcome)) { NearestFree = [.. found.Nearest.Select(Local)] };
    }

    private async Task<ToolResult> FindReservationAsync(ModelArguments arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<Reservation> found = await tools.OwnReservationsAsync(cancellationToken);
        if (arguments is { Number: { } number, Name: { Length: > 0 } name } && found.All(own => own.Id != number))
        {
            found = await tools.FindReservationAsync(number, name, cancellationToken) is { } proven ? [proven] : [];
            Draft = Draft with { Number = number, NameSaid = name };
        }

        return new ToolResult(found.Count > 0 ? "found" : "none_found")
        {
            Reservations = [.. found.Select(one => new ReservationTold(one.Id, Local(one.LocalStart), one.People, one.Name))],
        };
    }

    private ToolResult Facts(string tool, string facts)
    {
        tools.Note(tool, "{}", ok: true);
        return new ToolResult("found") { Facts = facts };
    }

    /// <summary>In the caller's own words: what the model makes of them is not the message.</summary>
    private ToolResult TakeMessage()
    {
        Message = turn.Heard;
        return End(Tools.Message, new Said(Phrases.For(turn.Language).Message.Taken, Draft with { Goal = null, Asked = Questions.AnythingElse }));
    }

    private ToolResult End(string tool, Said said)
    {
        tools.Note(tool, "{}", ok: true);
        Said = said;
        return new ToolResult("answered");
    }

    private TurnContext Asking(string? question) => turn with
    {
        Heard = question is { Length: > 0 } ? question : turn.Heard,
        Understood = new Understood { Intent = Intents.MenuQuestion },
    };

    /// <summary>What the code understood in this very turn stands, whatever the model makes of it.</summary>
    private Draft With(Draft draft, ModelArguments arguments) => draft with
    {
        Date = turn.Understood.Date ?? Date(arguments) ?? draft.Date,
        Time = turn.Understood.Time ?? Time(arguments) ?? draft.Time,
        People = turn.Understood.People ?? arguments.People ?? draft.People,
        Name = draft.Goal == Intents.CreateReservation ? turn.Understood.Name ?? Text(arguments.Name) ?? draft.Name : draft.Name,
        NameSaid = draft.Goal == Intents.CreateReservation ? draft.NameSaid : Text(arguments.Name) ?? draft.NameSaid,
        Number = arguments.Number ?? draft.Number,
    };

    private static string? Unreadable(ModelArguments arguments)
    {
        if (arguments.Date is not null && Date(arguments) is null) return $"\"{arguments.Date}\" is no date of the calendar; write YYYY-MM-DD";
        return arguments.Time is not null && Time(arguments) is null ? $"\"{arguments.Time}\" is no time of day; write HH:MM" : null;
    }

    private static DateOnly? Date(ModelArguments arguments) =>
        DateOnly.TryParseExact(arguments.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? Time(ModelArguments arguments) =>
        TimeOnly.TryParseExact(arguments.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Local(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static ToolResult Error(string problem) => new("error") { Problem = problem };

    private static ModelArguments? Read(string arguments)
    {
        try
        {
            return JsonSerializer.Deserialize(arguments.Length == 0 ? "{}" : arguments, AgentJson.Default.ModelArguments);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
