using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// The voices of returning guests: asked for once, after a booking; listened to where the number has agreed; forgotten at a word, in
/// any call. What comes of it is a name to ask for, never a key.
/// </summary>
internal sealed partial class VoiceDesk(EdgeSettings settings, VoiceBook book, CallsInProgress calls, TimeProvider time, ILogger<VoiceDesk> logger)
{
    /// <summary>A caller waits no longer for the disk that keeps keys.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A call has come onto a media stream: who may be listened to. A call that nobody can tell that of goes on without.</summary>
    public async Task BeginAsync(Call call)
    {
        if (!settings.Call.VoiceHint || PhoneOf(call) is not { } phone || call.Voice is not null) return;
        try
        {
            var (asked, guests) = await book.FindAsync(phone, CancellationToken.None);
            call.Voice = new CallersVoice(phone, asked, guests);
            Log.Began(logger, call.CallId, guests.Count);
        }
        catch (Exception trouble) when (IsOfTheDisk(trouble))
        {
            Log.NotRead(logger, call.CallId, trouble.Message);
        }
    }

    /// <summary>What is to be said at once, where the words are about the voice: that it is to be forgotten, or whether it may be remembered.</summary>
    public Reply? ReplyAtOnce(Call call, Heard heard)
    {
        if (heard.Text.Length > 0 && Language.All.Any(language => AnswerHeard.ForgetsVoice(heard.Text, language))) return Forget(call);
        if (call.Voice is not { Question: { } question } voice || (heard.Turn ?? call.Turns) <= question.Turn) return null;
        voice.DropQuestion();
        // Who cut in on the question has not heard what they would agree to.
        return heard.Text.Length > 0 && call.LastSaid?.EndsWith(question.Text, StringComparison.Ordinal) == true ? Answer(call, heard, question) : null;
    }

    /// <summary>True where the next words answer the question of consent: no model is to answer them first.</summary>
    public static bool Awaits(Call call) => call.Voice?.Question is not null;

    /// <summary>The caller has spoken: what their voice says by now.</summary>
    public static void Listen(Call call) => call.Voice?.Compare();

    /// <summary>A booking was made in this turn: whether the caller's voice may be remembered is asked in place of what else they need.</summary>
    /// <param name="before">What the call was about before the turn.</param>
    /// <param name="isOnItsWay">Part of the answer is being said already, and stays as it is.</param>
    public static Reply AfterBooking(Call call, Draft before, Reply reply, bool isOnItsWay)
    {
        var draft = call.Draft;
        if (call.Voice is not { } voice || reply.Next != Next.Listen || draft.Name is not { } name) return reply;
        if (!draft.Did.Contains(Tools.Book) || draft.Done is null || draft.Done == before.Done) return reply;
        voice.SaysToBe(name);
        if (!voice.MayAsk(name)) return reply;

        var (question, anythingElse) = (Phrases.For(call.Language).AskForVoice, Phrases.For(call.Language).Reservations.Ask(Questions.AnythingElse));
        var text = !isOnItsWay && reply.Text.EndsWith(anythingElse, StringComparison.Ordinal) ? reply.Text[..^anythingElse.Length].TrimEnd() : reply.Text;
        voice.Asks(new VoiceQuestion(question, name, call.Turns));
        return reply with { Text = $"{text} {question}", Voice = new VoiceAsked(voice.Phone, name, call.LastHeard) };
    }

    /// <summary>
    /// Before a turn goes on disk: who agreed gets a key, and the keys of whoever is forgotten go. In this order a crash between
    /// leaves a voice that opens nowhere.
    /// </summary>
    public async Task PrepareAsync(ConsentChange change)
    {
        try
        {
            var work = change switch
            {
                VoiceAgreed agreed => book.BeginAsync(agreed.Voice, CancellationToken.None),
                VoicesForgotten forgotten => book.ForgetAsync(forgotten.Phone, CancellationToken.None),
                _ => Task.CompletedTask,
            };
            await work.WaitAsync(Patience, time);
        }
        catch (Exception trouble) when (IsOfTheDisk(trouble) || trouble is TimeoutException)
        {
            Log.NoKey(logger, trouble.Message);
        }
    }

    /// <summary>The turn is on disk: of what was forgotten no trace is left in the file.</summary>
    public void Kept(ConsentChange change)
    {
        if (change is VoicesForgotten { Gone: > 0 }) _ = book.LeaveNoTraceAsync();
    }

    /// <summary>All calls of a number go on without its voices.</summary>
    public void ForgetInCalls(string phone)
    {
        foreach (var call in calls.OfCaller(phone)) call.Voice?.Forget();
    }

    /// <summary>The stream is over: what was heard of a guest goes into their template, and from memory.</summary>
    /// <param name="beginning">What <see cref="BeginAsync"/> gave.</param>
    public async Task EndAsync(Call call, Task beginning)
    {
        await beginning;
        if (call.Voice is not { } voice) return;
        call.Voice = null;
        // What comes next for the caller waits for none of it.
        await Task.Run(() => GrowAsync(call.CallId, voice));
        voice.Forget();
    }

    private async Task GrowAsync(string callId, CallersVoice voice)
    {
        if (voice.Speaker is not { } speaker || voice.Take() is not var (numbers, speech)) return;
        try
        {
            var isTheirs = await book.GrowAsync(speaker, numbers, speech, CancellationToken.None);
            Log.Ended(logger, callId, isTheirs ? "remembered" : "not remembered", (int)speech.TotalSeconds);
        }
        catch (Exception trouble) when (IsOfTheDisk(trouble))
        {
            Log.NotKept(logger, callId, trouble.Message);
        }
        finally
        {
            Array.Clear(numbers);
        }
    }

    private static string? PhoneOf(Call call) => AnonymousCaller.Is(call.From) || !PhoneNumber.Is(call.From) ? null : call.From;

    private Reply Forget(Call call)
    {
        var reply = new Reply(call.Language, Phrases.For(call.Language).VoiceForgotten, Next.Listen);
        // "How can I help you?": a yes to that books nothing that was read back before.
        (call.AwaitingConfirmation, call.Draft) = (null, call.Draft with { Asked = null });
        if (PhoneOf(call) is not { } phone) return reply;
        call.Voice?.Forget();
        ForgetInCalls(phone);
        return reply with { Voice = new VoicesForgotten(phone) };
    }

    /// <summary>A clear yes to the whole question, a no, or something else: then the agent answers.</summary>
    private Reply? Answer(Call call, Heard heard, VoiceQuestion question)
    {
        var phrases = Phrases.For(call.Language);
        if (AnswerHeard.AgreesToVoice(heard.Text, call.Language))
        {
            var (voice, now) = (call.Voice!, time.GetUtcNow());
            var stored = new StoredVoice(
                Guid.NewGuid().ToString("N"), voice.Phone, question.Name, question.Text, call.Language.Code, now, now + VoiceBook.KeptFor, VoiceModel.Default.Version, TimeSpan.Zero, null);
            voice.Agrees(new KnownVoice(stored, null));
            return new Reply(call.Language, phrases.VoiceAgreed, Next.Listen) { Voice = new VoiceAgreed(stored) };
        }

        return AnswerHeard.Declines(heard.Text, call.Language) ? new Reply(call.Language, phrases.VoiceDeclined, Next.Listen) : null;
    }

    private static bool IsOfTheDisk(Exception trouble) => trouble is StoreUnavailableException or IOException or UnauthorizedAccessException;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1060, Level = LogLevel.Warning, Message = "Call {CallSid}: nobody can tell whose voices are known, and none is listened to: {Problem}")]
        public static partial void NotRead(ILogger logger, string callSid, string problem);

        [LoggerMessage(EventId = 1064, Level = LogLevel.Information, Message = "Call {CallSid}: {Guests} guests of its number have agreed to be listened to")]
        public static partial void Began(ILogger logger, string callSid, int guests);

        [LoggerMessage(EventId = 1061, Level = LogLevel.Information, Message = "Call {CallSid}: the guest's voice is {Outcome}, {Seconds} s of it")]
        public static partial void Ended(ILogger logger, string callSid, string outcome, int seconds);

        [LoggerMessage(EventId = 1062, Level = LogLevel.Warning, Message = "Call {CallSid}: the guest's voice could not be kept: {Problem}")]
        public static partial void NotKept(ILogger logger, string callSid, string problem);

        [LoggerMessage(EventId = 1063, Level = LogLevel.Warning, Message = "The key of a voice was not made or not taken away: {Problem}")]
        public static partial void NoKey(ILogger logger, string problem);
    }
}
