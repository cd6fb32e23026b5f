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
internal sealed partial class VoiceDesk(EdgeSettings settings, VoiceBook book, TimeProvider time, ILogger<VoiceDesk> logger)
{
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
        catch (Exception trouble) when (trouble is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Log.NotRead(logger, call.CallId, trouble.Message);
        }
    }

    /// <summary>What is to be said at once, where the words are about the voice: that it is to be forgotten, or whether it may be remembered.</summary>
    public Reply? ReplyAtOnce(Call call, Heard heard)
    {
        var question = call.Voice?.Question;
        if (question is not null) call.Voice!.DropQuestion();
        if (heard.Text.Length == 0) return null;
        if (Language.All.Any(language => AnswerHeard.ForgetsVoice(heard.Text, language))) return Forget(call);
        return question is var (text, name) ? Answer(call, heard, text, name) : null;
    }

    /// <summary>True where the next words answer the question of consent: no model is to answer them first.</summary>
    public static bool Awaits(Call call) => call.Voice?.Question is not null;

    /// <summary>The caller has spoken: what their voice says by now.</summary>
    public static void Listen(Call call) => call.Voice?.Compare();

    /// <summary>A booking was made in this turn: whether the caller's voice may be remembered is asked in place of what else they need.</summary>
    /// <param name="before">What the call was about before the turn.</param>
    /// <param name="isOnItsWay">Part of the answer is being said already, and stays as it is.</param>
    public Reply AfterBooking(Call call, Draft before, Reply reply, bool isOnItsWay)
    {
        var draft = call.Draft;
        if (call.Voice is not { } voice || reply.Next != Next.Listen || draft.Name is not { } name) return reply;
        if (!draft.Did.Contains(Tools.Book) || draft.Done is null || draft.Done == before.Done) return reply;
        voice.SaysToBe(name);
        if (!voice.MayAsk(name)) return reply;

        var (question, anythingElse) = (Phrases.For(call.Language).AskForVoice, Phrases.For(call.Language).Reservations.Ask(Questions.AnythingElse));
        var text = !isOnItsWay && reply.Text.EndsWith(anythingElse, StringComparison.Ordinal) ? reply.Text[..^anythingElse.Length].TrimEnd() : reply.Text;
        voice.Asks(question, name);
        return reply with { Text = $"{text} {question}", Voice = new VoiceAsked(voice.Phone, name, time.GetUtcNow()) };
    }

    /// <summary>What a turn changed is on disk: what was agreed to gets its key, and what was forgotten leaves no trace.</summary>
    public void Kept(Reply reply)
    {
        if (reply.Voice is VoiceAgreed or VoicesForgotten) _ = FollowAsync(reply.Voice);
    }

    /// <summary>The stream is over: what was heard of a guest goes into their template, and from memory.</summary>
    /// <param name="beginning">What <see cref="BeginAsync"/> gave.</param>
    public async Task EndAsync(Call call, Task beginning)
    {
        await beginning;
        if (call.Voice is not { } voice) return;
        call.Voice = null;
        var (speaker, heard) = (voice.Speaker, voice.Take());
        if (speaker is null || heard is not var (numbers, speech)) return;
        try
        {
            var isTheirs = await book.GrowAsync(speaker, numbers, speech, CancellationToken.None);
            Log.Ended(logger, call.CallId, isTheirs ? "remembered" : "not remembered", (int)speech.TotalSeconds);
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, call.CallId, trouble.Message);
        }
        finally
        {
            Array.Clear(numbers);
        }
    }

    private static string? PhoneOf(Call call) => AnonymousCaller.Is(call.From) || !PhoneNumber.Is(call.From) ? null : call.From;

    private static Reply Forget(Call call)
    {
        call.Voice?.Forget();
        var reply = new Reply(call.Language, Phrases.For(call.Language).VoiceForgotten, Next.Listen);
        return PhoneOf(call) is { } phone ? reply with { Voice = new VoicesForgotten(phone) } : reply;
    }

    /// <summary>A clear yes to the whole question, a no, or something else: then the agent answers.</summary>
    private Reply? Answer(Call call, Heard heard, string question, string name)
    {
        var phrases = Phrases.For(call.Language);
        // Who cut in on the question has not heard what they would agree to.
        if (call.LastSaid?.EndsWith(question, StringComparison.Ordinal) != true) return null;
        if (AnswerHeard.AgreesToVoice(heard.Text, call.Language))
        {
            var (voice, now) = (call.Voice!, time.GetUtcNow());
            var stored = new StoredVoice(
                Guid.NewGuid().ToString("N"), voice.Phone, name, question, call.Language.Code, now, now + VoiceBook.KeptFor, VoiceModel.Default.Version, TimeSpan.Zero, null);
            voice.Agrees(new KnownVoice(stored, null));
            return new Reply(call.Language, phrases.VoiceAgreed, Next.Listen) { Voice = new VoiceAgreed(stored) };
        }

        return AnswerHeard.Plain(heard.Text, call.Language) == false ? new Reply(call.Language, phrases.VoiceDeclined, Next.Listen) : null;
    }

    private async Task FollowAsync(VoiceChange change)
    {
        try
        {
            await (change is VoiceAgreed agreed ? book.BeginAsync(agreed.Voice.Id, CancellationToken.None) : book.LeaveNoTraceAsync(CancellationToken.None));
        }
        catch (Exception trouble) when (trouble is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Log.NotFollowed(logger, trouble.Message);
        }
    }

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

        [LoggerMessage(EventId = 1063, Level = LogLevel.Warning, Message = "The key of a voice was not made or not taken away; the night's work does it: {Problem}")]
        public static partial void NotFollowed(ILogger logger, string problem);
    }
}
