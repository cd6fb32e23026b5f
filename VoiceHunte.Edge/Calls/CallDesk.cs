using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// What to do with what was heard, on whatever wire: a ladder of early replies, and at its foot a question for the
/// agent. Nothing here waits.
/// </summary>
internal sealed class CallDesk(RestaurantProfile restaurant, EdgeSettings settings, RecordingDesk recordings, VoiceDesk voices)
{
    // Asked again twice; the third silence offers the keys, the fourth ends the call.
    private const int SilencesBeforeKeys = 2;

    // "Sorry?" once; whoever is not understood again wants a human.
    private const int MostMisunderstood = 2;

    private bool HasPerson => restaurant.TransferNumber is not null;

    /// <summary>The reply where none needs thought; null with a <paramref name="question"/> where the agent is to answer.</summary>
    public Reply? ReplyAtOnce(Call call, Heard heard, out Question? question)
    {
        question = null;
        if (heard.DialStatus is { } status) return AfterTransfer(call, status);
        if (recordings.HearsRefusal(call, heard)) return Listen(call, Phrases.For(call.Language).RecordingRefused);
        if (voices.ReplyAtOnce(call, heard) is { } aboutTheVoice)
        {
            call.Silences = 0;
            return aboutTheVoice;
        }

        if (call.Turns > settings.Call.MaxTurns && !MessageDesk.Awaits(call)) return TooManyTurns(call);
        if (heard.Keys.Length > 0) return Key(call, heard.Keys[0], out question);
        if (heard.Text.Length == 0) return Silence(call);

        call.Silences = 0;
        if (HeardWell(call, heard, out question) is { } reply) return reply;
        if (MessageDesk.Take(call, question!) is not { } aboutTheMessage) return null;
        call.AwaitingConfirmation = null;
        return aboutTheMessage;
    }

    /// <summary>Begins with what is to be said of its recording.</summary>
    public Reply Greeting(Call call) => Listen(call, recordings.Announce(call) + Phrases.Greeting(restaurant, call.Language));

    public static Reply Hold(Call call, int heldBefore) =>
        new(call.Language, Phrases.For(call.Language).Holding(heldBefore), Next.Hold, Source: null);

    public static Reply HoldOverRestart(Call call) =>
        new(call.Language, Phrases.For(call.Language).PleaseWait, Next.HoldOverRestart, Source: null);

    /// <summary>Said again to whoever was hearing it when the process ended. What is not written down as it was said cannot be.</summary>
    public Reply WhatMayBeUnheard(Call call) => call.Unheard switch
    {
        null => Listen(call, ""),
        _ when settings.Privacy.History != HistoryMode.Full => LostThread(call),
        { Intent: Intents.Goodbye } last => new Reply(call.Language, last.AssistantText!, Next.HangUp, Intents.Goodbye),
        var last => Listen(call, last.AssistantText!),
    };

    public static Reply LostThread(Call call) => Listen(call, Phrases.For(call.Language).PleaseRepeat);

    public static Reply StillThere(Call call) => Listen(call, Phrases.For(call.Language).StillThere);

    public static Reply LeaveSilentCaller(Call call) =>
        new(call.Language, Phrases.For(call.Language).GoodbyeAfterSilence, Next.HangUp, Intents.Goodbye);

    public static Reply TooManyCalls(Call call) => new(call.Language, Phrases.For(call.Language).RateLimited, Next.HangUp);

    /// <summary>The agent's answer as a reply. A transfer needs a number: code decides that, not the model.</summary>
    public Reply FromThought(Call call, Thought thought)
    {
        call.Misunderstood = thought.Stuck ? call.Misunderstood + 1 : 0;
        var phrases = Phrases.For(call.Language);
        if (call.Misunderstood >= MostMisunderstood)
            return ToHuman(call, TransferReasons.Stuck, phrases.TransferOfMisunderstood, phrases.Message.AskAsNothingIsUnderstood);

        var reply = new Reply(call.Language, thought.Text, thought.Then == Then.HangUp ? Next.HangUp : Next.Listen, thought.Intent);
        if (thought.Then == Then.Transfer)
        {
            var reason = thought.Source == Thought.Model ? TransferReasons.Model : TransferReasons.Asked;
            reply = ToHuman(call, reason, thought.Text, phrases.Message.AskAsNobodyIsThere);
        }

        return reply with { Source = thought.Source, ToolCalls = thought.ToolCalls, Message = thought.Message };
    }

    /// <summary>Low confidence is read back first; null with the <paramref name="question"/> once it counts.</summary>
    private Reply? HeardWell(Call call, Heard heard, out Question? question)
    {
        question = Ask(call, heard.Text, call.LastSaid);
        if (call.AwaitingConfirmation is not { } readBack) return IsDoubtful(heard) ? ReadBack(call, heard.Text) : null;

        // "I want to know when you open" is no yes, whatever else is heard in it.
        var answer = question.Understood.Intent is null or Intents.Generic ? question.Understood.Answer : null;
        if (answer == true)
        {
            // Stays awaited until it is answered: a new process would come by the same way.
            question = Ask(call, readBack, call.History.Count > 0 ? call.History[^1].Said : null);
            return null;
        }

        call.AwaitingConfirmation = null;
        if (answer == false) return Listen(call, Phrases.For(call.Language).PleaseRepeat);
        return IsDoubtful(heard) ? ReadBack(call, heard.Text) : null;
    }

    /// <summary>What was said, in the language that it was said in: the call goes over to it where the restaurant speaks it.</summary>
    /// <param name="previous">What the agent had said before the caller said this.</param>
    private Question Ask(Call call, string text, string? previous)
    {
        var isReadBack = call.AwaitingConfirmation is not null && text != call.AwaitingConfirmation;
        var around = new Surroundings(restaurant.Hours.LocalDate(call.LastHeard), previous, restaurant.Hours)
        {
            Asked = new AskedBefore(isReadBack ? Questions.Confirm : call.Draft.Asked),
        };
        var understood = Understanding.Read(text, call.Language, around);
        CallersLanguage.Follow(call, understood, restaurant.Speaks);
        return new Question(text, understood);
    }

    private static Reply Listen(Call call, string text) => new(call.Language, text, Next.Listen);

    private static Reply AfterTransfer(Call call, string status) => status is "completed" or "answered"
        ? new Reply(call.Language, "", Next.HangUp, Intents.Transfer)
        : MessageDesk.Ask(call, Phrases.For(call.Language).Message.AskAsNobodyAnswered);

    // Once: whoever comes back from there has been too long on the line for a second try.
    private Reply TooManyTurns(Call call) => HasPerson && call.TransferReason != TransferReasons.TooManyTurns
        ? ToHuman(call, TransferReasons.TooManyTurns, Phrases.For(call.Language).Transfer, "")
        : new Reply(call.Language, Phrases.For(call.Language).GoodbyeAfterLongCall, Next.HangUp, Intents.Goodbye);

    private Reply ToHuman(Call call, string reason, string transfer, string askForMessage)
    {
        call.TransferReason = reason;
        call.Misunderstood = 0;
        return HasPerson ? new Reply(call.Language, transfer, Next.Transfer, Intents.Transfer) : MessageDesk.Ask(call, askForMessage);
    }

    private Reply? Key(Call call, char key, out Question? question)
    {
        call.Silences = 0;
        MessageDesk.Forget(call);
        var phrases = Phrases.For(call.Language);
        question = key switch { '1' => Keyed(Intents.HoursInfo), '2' => Keyed(Intents.MenuQuestion), _ => null };
        if (question is not null) return null;
        return key == '0'
            ? ToHuman(call, TransferReasons.Key, phrases.Transfer, phrases.Message.AskAsNobodyIsThere)
            : Listen(call, $"{phrases.UnknownKey} {phrases.OfferKeys(HasPerson)}");
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
