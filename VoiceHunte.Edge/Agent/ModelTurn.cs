using System.Globalization;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Agent;

/// <summary>One turn of the model's: carries out its tool calls, and knows what code would say to the caller after them.</summary>
internal sealed class ModelTurn(TurnContext turn, RestaurantProfile restaurant, TurnTools tools, MenuTalk menu, HoursTalk hours)
{
    private const int LongestMessageChars = 500;

    private readonly ModelReservations reservations = new(turn, tools, restaurant);
    private readonly HashSet<string> once = [];
    private readonly List<string> facts = [];
    private Said? said;
    private bool offersPerson;

    /// <summary>Code's own words end the turn: something was read back, booked, changed, cancelled or taken down, or the call moves on.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>A tool has given an answer that could be said as it is.</summary>
    public bool HasAnswer => said is not null || facts.Count > 0;

    /// <summary>The call is to end, and the model may say goodbye in its own words.</summary>
    public bool MayTakeLeave => said is { Then: Then.HangUp } && turn.Draft.Goal != Intents.CreateReservation;

    /// <summary>The caller's own reservations that this turn told the model of.</summary>
    public HashSet<long> Told { get; } = [];

    public string? Message { get; private set; }

    public string? Json => tools.Json;

    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<string> TakeAsync(ChatToolCall call, CancellationToken cancellationToken)
    {
        using var stage = turn.Stages?.Measure(TurnStages.Tool);
        var result = ModelArguments.Read(call.Arguments, out var asked) is { } problem ? ToolResult.Failed(problem)
            : IsSettled ? ToolResult.Failed("one thing at a time")
            : Limited(call.Name) && !once.Add(call.Name) ? ToolResult.Failed("once a turn")
            : await CarryOutAsync(call.Name, asked, cancellationToken);
        if (result.Error is not null || call.Name is Tools.Menu or Tools.Hours or Tools.Message or Tools.Transfer or Tools.End)
            tools.Note(call.Name, call.Arguments, result.Ok);
        return result.ToJson();
    }

    /// <summary>What code would say: the facts that were asked for, and what became of the reservation.</summary>
    public Said InCodesWords() => said is null
        ? new Said(string.Join(' ', facts), About(string.Join(' ', facts))) { Intent = turn.Understood.Intent }
        : said with { Text = string.Join(' ', facts.Append(said.Text)) };

    /// <summary>Nothing new was understood, by the tool that was called last.</summary>
    public bool Stuck => said is { Stuck: true } && facts.Count == 0;

    /// <summary>What the call is about after these words.</summary>
    public Draft About(string text)
    {
        if (said is not null) return said.Draft;
        var draft = Wishes.Taken(turn);
        if (offersPerson && text.Contains(Phrases.For(turn.Language).Menu.OfferPerson, StringComparison.Ordinal)) return draft with { Asked = Questions.Person };
        return draft with { Asked = BookingTalk.Missing(draft) ?? StillAsked(draft) };
    }

    private async Task<ToolResult> CarryOutAsync(string name, ModelArguments asked, CancellationToken cancellationToken)
    {
        var draft = said?.Draft ?? turn.Draft;
        return name switch
        {
            Tools.Find when draft.Goal == Intents.UpdateReservation => Result(await reservations.ChangeAsync(draft, asked, confirmed: false, cancellationToken), asked),
            Tools.Find or Tools.Hold => Result(await reservations.BookAsync(draft, asked, confirmed: false, cancellationToken), asked),
            Tools.Book => Result(await reservations.BookAsync(draft, asked, confirmed: true, cancellationToken), asked),
            Tools.Change => Result(await reservations.ChangeAsync(draft, asked, asked.Confirmed == true, cancellationToken), asked),
            Tools.Cancel => Result(await reservations.CancelAsync(draft, asked, asked.Confirmed == true, cancellationToken), asked),
            Tools.FindReservation => Result(await reservations.FindAsync(draft, asked, cancellationToken), asked),
            Tools.Menu => OnMenu(asked.Question ?? turn.Heard),
            Tools.Hours => Fact(hours.Answer(turn with { Understood = new Understood { DayAsked = asked.Day } })),
            Tools.Message => TakeMessage(draft, asked.Message),
            Tools.Transfer => Settle(HumanTalk.PutThrough(turn with { Draft = draft })),
            Tools.End => Settle(await RulesMind.SayGoodbyeAsync(turn with { Draft = draft }, tools, cancellationToken)),
            _ => ToolResult.Failed("there is no such tool"),
        };
    }

    /// <summary>What would let a model try one key after another, or do twice what was confirmed once.</summary>
    private static bool Limited(string name) =>
        name is Tools.Book or Tools.Change or Tools.Cancel or Tools.FindReservation or Tools.Message;

    private ToolResult Result((Said Said, IReadOnlyList<Reservation> Found) looked, ModelArguments asked)
    {
        foreach (var one in looked.Found) Told.Add(one.Id);
        return Result(looked.Said, asked) with { Ok = looked.Found.Count > 0, Reservations = [.. looked.Found.Select(ToTell)] };
    }

    private ToolResult Result(Said next, ModelArguments asked)
    {
        said = next;
        var draft = next.Draft;
        IsSettled = draft.Asked is Questions.Confirm or Questions.AnythingElse or Questions.Person or Questions.Message;
        return new ToolResult(true)
        {
            Outcome = tools.Outcome,
            Heard = reservations.Overruled(asked),
            Ask = draft.Asked,
            Free = draft.Offered.Count == 0 ? null : [.. draft.Offered.Select(time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))],
            Say = next.Text,
        };
    }

    private ToolResult OnMenu(string question)
    {
        var answer = menu.Answer(turn with { Heard = question });
        offersPerson |= answer.OffersPerson;
        return Fact(answer.Text);
    }

    private ToolResult Fact(string text)
    {
        if (!facts.Contains(text)) facts.Add(text);
        return new ToolResult(true) { Say = text };
    }

    private ToolResult Settle(Said last)
    {
        (said, IsSettled) = (last, true);
        return new ToolResult(true);
    }

    private ToolResult TakeMessage(Draft draft, string? message)
    {
        if (string.IsNullOrWhiteSpace(message)) return ToolResult.Failed("the message is empty: ask the caller for it");
        Message = message.Length <= LongestMessageChars ? message : message[..LongestMessageChars];
        return Settle(new Said(Phrases.For(turn.Language).Message.Taken, draft with { Goal = null, Asked = Questions.AnythingElse }) { Intent = Intents.Transfer });
    }

    /// <summary>A question that the model's words have not answered stays asked; a read-back does not: the next yes might be to those words.</summary>
    private string? StillAsked(Draft draft) => draft.Goal switch
    {
        Intents.CreateReservation when turn.Draft.Asked == Questions.Alternative && turn.Draft.Offered.Count > 0 => Questions.Alternative,
        Intents.CreateReservation => draft.Name is null ? Questions.Name : null,
        null => turn.Draft.Asked == Questions.AnythingElse ? Questions.AnythingElse : null,
        _ when draft.Goal == turn.Draft.Goal && turn.Draft.Asked is not (Questions.Confirm or Questions.Person) => turn.Draft.Asked,
        _ => null,
    };

    private static ToldReservation ToTell(Reservation one)
    {
        var wish = OwnReservation.WishOf(one);
        return new ToldReservation(
            one.Id, one.Name, wish.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), wish.Time.ToString("HH:mm", CultureInfo.InvariantCulture), one.People);
    }
}
