using System.Globalization;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <param name="Line">The audio that the document plays, to be kept with the turn; null where Twilio speaks.</param>
internal sealed record GatherDocument(string Document, SpokenLine? Line);

/// <summary>Writes a reply as the TwiML of the gather mode.</summary>
internal sealed class GatherTwiml(EdgeSettings settings, RestaurantProfile restaurant, ListeningHints hints, Ledger ledger, RecordingDesk recordings, CallSpeech? speech = null)
{
    // Seconds. How long Twilio waits for the first word, and for the silence that ends a sentence (protocols of Gather:
    // whole seconds wherever a speechModel is named).
    private const int WaitForSpeechSeconds = 6;
    private const int EndOfSpeechSeconds = 2;
    private const int RingColleagueSeconds = 20;
    private const int RestartSeconds = 3;

    private readonly string path = (settings.PublicUrl?.AbsolutePath.TrimEnd('/') ?? "") + "/twilio/";

    public async Task<GatherDocument> WriteAsync(Reply reply, Call call, Webhook webhook)
    {
        var line = speech is null || reply.Text.Length == 0 || ledger.IsOver
            ? null
            : await speech.PrepareAsync(reply.Text, reply.Language, call.CallId, call.Turns, CancellationToken.None);
        var twiml = new TwimlWriter();
        void Speak(TwimlWriter writer) => Say(writer, reply, line);
        if (reply.Next is Next.Listen or Next.ListenForKeys) recordings.Begin(twiml, call, webhook);

        switch (reply.Next)
        {
            case Next.Listen:
                twiml.Gather(Listen(reply.Language, call.Turns + 1, "speech dtmf"), Speak);
                break;
            case Next.ListenForKeys:
                twiml.Gather(Listen(reply.Language, call.Turns + 1, "dtmf"), Speak);
                break;
            case Next.Hold:
                Speak(twiml);
                twiml.Redirect(Action(call.Turns, "&held=" + Number(webhook.Held + 1)));
                break;
            case Next.HoldOverRestart:
                Speak(twiml);
                twiml.Pause(RestartSeconds);
                twiml.Redirect(webhook.Step == "incoming" ? path + "incoming" : Action(call.Turns, "&held=" + Number(webhook.Held + 1)));
                break;
            case Next.Transfer:
                Speak(twiml);
                twiml.Dial(restaurant.TransferNumber!, Action(call.Turns + 1, "&dial=1"), RingColleagueSeconds, CallerId(call));
                break;
            case Next.HangUp:
                Speak(twiml);
                twiml.Hangup();
                break;
        }

        return new GatherDocument(twiml.ToString(), line);
    }

    /// <summary>Says sorry and listens on. Needs nothing that may be broken.</summary>
    /// <param name="faults">Apologies in a row, this one included.</param>
    public string WriteApology(Language language, string sorry, int nextTurn, int faults) => new TwimlWriter()
        .Gather(
            Listen(language, nextTurn, "speech dtmf") with { Action = Action(nextTurn, "&faults=" + Number(faults)) },
            writer => Say(writer, language, sorry))
        .ToString();

    /// <summary>Says sorry and hangs up. Needs nothing that may be broken.</summary>
    public string WriteLastApology(Language language, string sorry)
    {
        var twiml = new TwimlWriter();
        Say(twiml, language, sorry);
        return twiml.Hangup().ToString();
    }

    private void Say(TwimlWriter writer, Reply reply, SpokenLine? line)
    {
        if (reply.Text.Length == 0) return;
        if (line is not null) writer.Play(path + "audio/" + line.Id);
        else Say(writer, reply.Language, reply.Text);
    }

    private void Say(TwimlWriter writer, Language language, string text)
    {
        var voice = settings.Call.SayVoices[language];
        writer.Say(text, voice, SayLanguage(voice, language));
    }

    private GatherOptions Listen(Language language, int turn, string input) => new()
    {
        Input = input,
        Action = Action(turn, ""),
        Language = language.Locale,
        SpeechModel = settings.Call.SpeechModels[language],
        Hints = input == "dtmf" ? null : hints.For(language),
        TimeoutSeconds = WaitForSpeechSeconds,
        SpeechTimeoutSeconds = EndOfSpeechSeconds,
        NumDigits = 1,
    };

    private string Action(int turn, string more) => $"{path}voice?turn={Number(turn)}{more}";

    // The colleague sees who rings; a hidden caller has no number that Twilio would accept.
    private string? CallerId(Call call) => AnonymousCaller.Is(call.From) ? settings.Twilio.PhoneNumber : null;

    // A borrowed voice (Polish Maja reading Slovak) has a language of its own: naming ours beside it is a wrong pair
    // (Twilio's error 13520), so nothing is named.
    public static string? SayLanguage(string voice, Language language) => voice switch
    {
        "Polly.Maja" => null,
        "Polly.Tatyana" or "Polly.Maxim" when language != Language.Russian => null,
        _ => language.Locale,
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
