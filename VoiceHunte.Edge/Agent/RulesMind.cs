using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Answers everything by rules: reservations, hours, menu, a person, goodbye. It costs nothing and never fails.</summary>
internal sealed class RulesMind(RestaurantProfile restaurant, ReservationBook book, MenuTalk menu, HoursTalk hours) : IMind
{
    public async Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var tools = new TurnTools(book, turn);
        var said = await SayInAnyCaseAsync(turn, tools, cancellationToken);
        return new Thought(said.Text, said.Intent ?? turn.Understood.Intent ?? said.Draft.Goal ?? Intents.Generic, said.Then, Thought.Rules, tools.Json)
        {
            Draft = said.Draft,
            Stuck = said.Stuck,
        };
    }

    private async Task<Said> SayInAnyCaseAsync(TurnContext turn, TurnTools tools, CancellationToken cancellationToken)
    {
        try
        {
            return await SayAsync(turn, tools, cancellationToken);
        }
        catch (BookClosedException)
        {
            var isChange = turn.Draft.ReservationId is not null;
            return HumanTalk.Offer(turn, restaurant, turn.Draft, Phrases.For(turn.Language).Reservations.NotWritten(isChange));
        }
    }

    private async Task<Said> SayAsync(TurnContext turn, TurnTools tools, CancellationToken cancellationToken)
    {
        var heard = turn.Understood;
        if (heard.Intent == Intents.Goodbye) return await SayGoodbyeAsync(turn, tools, cancellationToken);
        if (heard.Intent == Intents.Transfer || TakesUpOffer(turn)) return HumanTalk.PutThrough(turn);

        var next = new ReservationTurn(turn, turn.Draft, Wishes.Taken(turn), tools, restaurant);
        if (heard.Answer == false && turn.Draft.Asked == Questions.Person) return await GoBackAsync(next, null, cancellationToken);
        if (InBetween(turn) is { } answer)
        {
            return answer.OffersPerson
                ? new Said(answer.Text, next.Draft with { Asked = Questions.Person })
                : await GoBackAsync(next, answer.Text, cancellationToken);
        }

        return next.Draft.Goal switch
        {
            Intents.CreateReservation when Wishes.IsGivenUp(turn) => await GiveUpAsync(next, cancellationToken),
            Intents.CreateReservation => await BookingTalk.GoOnAsync(next, cancellationToken),
            Intents.UpdateReservation => await ChangeTalk.GoOnAsync(next, cancellationToken),
            Intents.CancelReservation => await CancelTalk.GoOnAsync(next, cancellationToken),
            _ => SmallTalk(turn),
        };
    }

    /// <summary>The caller takes up the offer of a person, made in the answer before.</summary>
    public static bool TakesUpOffer(TurnContext turn) => turn.Draft.Asked == Questions.Person && turn.Understood.Answer == true;

    /// <summary>A question about hours or the menu is answered wherever it comes.</summary>
    private MenuAnswer? InBetween(TurnContext turn) => turn.Understood.Intent switch
    {
        Intents.HoursInfo => new MenuAnswer(hours.Answer(turn)),
        Intents.MenuQuestion => menu.Answer(turn),
        _ => null,
    };

    /// <summary>What was being asked is asked again after the answer; what was said with the question counts too.</summary>
    /// <param name="answer">Null where the caller only declined a person.</param>
    private static async Task<Said> GoBackAsync(ReservationTurn next, string? answer, CancellationToken cancellationToken)
    {
        if (next.Draft.Goal is null) return answer is null ? AskForMore(next.Turn) : new Said(answer, next.Draft with { Asked = null });
        var said = next.Draft.Goal switch
        {
            // Not in vain was it asked before: whoever said something in between was heard.
            Intents.CreateReservation => await BookingTalk.NextAsync(next with { Before = next.Before with { Asked = null } }, next.Draft, cancellationToken),
            Intents.UpdateReservation => await ChangeTalk.GoOnAsync(next, cancellationToken),
            _ => await CancelTalk.GoOnAsync(next, cancellationToken),
        };
        return said with { Text = string.Join(' ', ((string?[])[answer, next.Phrases.Resume, said.Text]).OfType<string>()), Stuck = false };
    }

    /// <summary>Whoever leaves in the middle of a booking hears that nothing is booked, and holds no table.</summary>
    public static async Task<Said> SayGoodbyeAsync(TurnContext turn, TurnTools tools, CancellationToken cancellationToken)
    {
        var phrases = Phrases.For(turn.Language);
        var goodbye = new Said(phrases.Goodbye, Draft.Empty) { Then = Then.HangUp, Intent = Intents.Goodbye };
        if (turn.Draft.Goal != Intents.CreateReservation) return goodbye;
        await tools.ReleaseTableAsync(cancellationToken);
        return goodbye with { Text = $"{phrases.Reservations.NothingBooked} {phrases.Goodbye}" };
    }

    private static async Task<Said> GiveUpAsync(ReservationTurn next, CancellationToken cancellationToken)
    {
        await next.Tools.ReleaseTableAsync(cancellationToken);
        return next.Done(next.Phrases.Dropped);
    }

    private Said SmallTalk(TurnContext turn)
    {
        var phrases = Phrases.For(turn.Language);
        if (turn.Draft.Asked == Questions.AnythingElse && turn.Understood is { Answer: false })
            return new Said(phrases.Goodbye, Draft.Empty) { Then = Then.HangUp, Intent = Intents.Goodbye };
        if (menu.AnswerIfNamed(turn) is { } dish)
            return new Said(dish.Text, turn.Draft with { Asked = dish.OffersPerson ? Questions.Person : null });
        var isPlain = turn.Draft.Asked == Questions.AnythingElse && turn.Understood.Answer == true;
        return new Said(phrases.WhatICanDo(restaurant.TransferNumber is not null), turn.Draft with { Asked = null }) { Stuck = !isPlain };
    }

    private static Said AskForMore(TurnContext turn) => new(
        Phrases.For(turn.Language).AnythingElse, new Draft { Asked = Questions.AnythingElse, Done = turn.Draft.Done, Did = turn.Draft.Did });
}
