using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>What the caller did in one turn.</summary>
/// <param name="Text">What was recognised; empty when nothing was.</param>
/// <param name="Confidence">0 to 1; null where the recogniser does not say.</param>
/// <param name="DialStatus">Twilio's DialCallStatus when a transfer has just ended; else null.</param>
internal sealed record Heard(string Text, double? Confidence, string Keys, string? DialStatus)
{
    /// <summary>Words that were written, or recognised by somebody who does not doubt them.</summary>
    public static Heard Of(string text) => new(text.Trim(), null, "", null);
}

/// <summary>What the agent shall answer.</summary>
/// <param name="Text">Empty where a key was pressed.</param>
internal sealed record Question(string Text, Understood Understood);

/// <summary>
/// What to do with what was heard, on whatever wire: a ladder of early replies, and at its foot a question for the
/// agent. Nothing here waits.
/// </summary>
internal sealed class CallDesk(RestaurantProfile restaurant, EdgeSettings settings)
{
    // Asked again twice; the third silence offers the keys, the fourth ends the call.
    private const int SilencesBeforeKeys = 2;

    private bool HasPerson => restaurant.TransferNumber is not null;

    /// <summary>The reply where none needs thought; null with a <paramref name="question"/> where the agent is to answer.</summary>
    public Reply? ReplyAtOnce(Call call, Heard heard, out Question? question)
    {
        question = null;
        if (heard.DialStatus is { } status) return AfterTransfer(call, status);
        if (call.Turns > settings.Call.MaxTurns) return TooManyTurns(call);
        if (heard.Keys.Length > 0) return Key(call, heard.Keys[0], out question);
        if (heard.Text.Length == 0) return Silence(call);

        call.Silences = 0;
        question = Ask(call, heard.Text, call.LastSaid);
        if (call.AwaitingConfirmation is not { } readBack) return IsDoubtful(heard) ? ReadBack(call, heard.Text) : null;

        if (question.Understood.Answer == true)
        {
            // Stays awaited until it is answered: a new process would come by the same way.
            question = Ask(call, readBack, call.History.Count > 0 ? call.History[^1].Said : null);
            return null;
        }

        call.AwaitingConfirmation = null;
        if (question.Understood.Answer == false) return Listen(call, Phrases.For(call.Language).PleaseRepeat);
        return IsDoubtful(heard) ? ReadBack(call, heard.Text) : null;
    }

    public Reply Greeting(Call call) => Listen(call, Phrases.Greeting(restaurant, call.Language));

    public static Reply Hold(Call call, int heldBefore) =>
        new(call.Language, Phrases.For(call.Language).Holding(heldBefore), Next.Hold, Source: null);

    public static Reply HoldOverRestart(Call call) =>
        new(call.Language, Phrases.For(call.Language).PleaseWait, Next.HoldOverRestart, Source: null);

    public static Reply LostThread(Call call) => Listen(call, Phrases.For(call.Language).PleaseRepeat);

    public static Reply TooManyCalls(Call call) => new(call.Language, Phrases.For(call.Language).RateLimited, Next.HangUp);

    /// <summary>What was said, in the language that it was said in: the call changes to it where the restaurant speaks it.</summary>
    /// <param name="previous">What the agent had said before the caller said this.</param>
    private Question Ask(Call call, string text, string? previous)
    {
        var around = new Surroundings(restaurant.Hours.LocalDate(call.LastHeard), previous, restaurant.Hours);
        var understood = Understanding.Read(text, call.Language, around);
        if (understood.Switch is { } language && restaurant.Speaks(language)) call.Language = language;
        return new Question(text, understood);
    }

    /// <summary>The agent's answer as a reply. A transfer needs a number: code decides that, not the model.</summary>
    public Reply FromThought(Call call, Thought thought) => new(
        call.Language,
        thought.Text,
        thought.Then switch
        {
            Then.HangUp => Next.HangUp,
            Then.Transfer when HasPerson => Next.Transfer,
            _ => Next.Listen,
        },
        thought.Intent,
        thought.Source,
        thought.ToolCalls) { Message = thought.Message };

    private static Reply Listen(Call call, string text) => new(call.Language, text, Next.Listen);

    private static Reply AfterTransfer(Call call, string status) => status is "completed" or "answered"
        ? new Reply(call.Language, "", Next.HangUp, Intents.Transfer)
        : Listen(call, Phrases.For(call.Language).TransferFailed);

    private Reply TooManyTurns(Call call) => HasPerson
        ? Transfer(call)
        : new Reply(call.Language, Phrases.For(call.Language).GoodbyeAfterLongCall, Next.HangUp, Intents.Goodbye);

    private static Reply Transfer(Call call) => new(call.Language, Phrases.For(call.Language).Transfer, Next.Transfer, Intents.Transfer);

    private Reply? Key(Call call, char key, out Question? question)
    {
        call.Silences = 0;
        var phrases = Phrases.For(call.Language);
        question = key switch { '1' => Keyed(Intents.HoursInfo), '2' => Keyed(Intents.MenuQuestion), _ => null };
        if (question is not null) return null;
        if (key != '0') return Listen(call, $"{phrases.UnknownKey} {phrases.OfferKeys(HasPerson)}");
        return HasPerson ? Transfer(call) : Listen(call, phrases.NobodyToTransferTo) with { Intent = Intents.Transfer };
    }

    private static Question Keyed(string intent) => new("", new Understood { Intent = intent });

    private Reply Silence(Call call)
    {
        var phrases = Phrases.For(call.Language);
        return ++call.Silences switch
        {
            <= SilencesBeforeKeys => Listen(call, phrases.AskAgain(call.Silences)),
            SilencesBeforeKeys + 1 => new Reply(call.Language, phrases.OfferKeys(HasPerson), Next.ListenForKeys),
            _ => new Reply(call.Language, phrases.GoodbyeAfterSilence, Next.HangUp, Intents.Goodbye),
        };
    }

    private bool IsDoubtful(Heard heard) => heard.Confidence < settings.Call.MinConfidence;

    private static Reply ReadBack(Call call, string text)
    {
        call.AwaitingConfirmation = text;
        return Listen(call, Phrases.For(call.Language).ConfirmHeard(text));
    }
}
