using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Writes the TwiML that puts a call on a WebSocket. When the socket ends, or never opens, Twilio comes back to
/// <c>/twilio/voice?live=1</c>: so every call has a next step, whatever becomes of the socket.
/// </summary>
internal sealed class LiveTwiml(
    EdgeSettings settings, RestaurantProfile restaurant, LiveTickets tickets, ListeningHints hints, Ledger ledger, RecordingDesk recordings, GreetingAudio? greetings = null)
{
    private readonly string path = (settings.PublicUrl?.AbsolutePath.TrimEnd('/') ?? "") + "/twilio/";

    /// <summary>How a new call is held, if there is room and money: <c>gather</c>, <c>relay</c> or <c>stream</c>.</summary>
    public string Mode => settings.Call.Mode switch
    {
        _ when ledger.IsOver => "gather",
        CallMode.Relay => "relay",
        CallMode.Stream when settings.OpenAI.ApiKey is not null => "stream",
        _ => "gather",
    };

    /// <summary>Null where the call is to be held by webhooks: so it is set, or MAX_LIVE_CALLS are held already.</summary>
    public GatherDocument? Connect(Reply greeting, Call call, Webhook webhook)
    {
        if (Mode == "gather" || tickets.Issue(call.CallId) is not { } token) return null;
        var twiml = new TwimlWriter();
        recordings.Begin(twiml, call, webhook);
        if (Mode == "relay") twiml.ConnectRelay(Relay(greeting, Address(webhook, "relay"), token));
        else Stream(twiml, call, greeting, Address(webhook, "stream"), token);
        return new GatherDocument(twiml.ToString(), null);
    }

    private void Stream(TwimlWriter twiml, Call call, Reply greeting, string address, string token)
    {
        // A greeting that is not there as sound yet is said before the stream begins.
        if (greetings?.Find(greeting.Language) is null)
        {
            call.IsGreeted = true;
            var voice = settings.Call.SayVoices[greeting.Language];
            twiml.Say(greeting.Text, voice, GatherTwiml.SayLanguage(voice, greeting.Language));
        }

        twiml.ConnectStream(address, null, [new("token", token)]).Redirect(path + "voice?live=1");
    }

    private RelayOptions Relay(Reply greeting, string address, string token)
    {
        var (provider, voice) = Voice(greeting.Language);
        return new RelayOptions
        {
            Url = address,
            Action = path + "voice?live=1",
            WelcomeGreeting = greeting.Text,
            Language = greeting.Language.Locale,
            TtsProvider = provider,
            Voice = voice,
            Hints = hints.For(greeting.Language),
            Languages = [.. restaurant.Languages.Select(Spoken)],
            Parameters = [new("token", token)],
        };
    }

    private RelayLanguage Spoken(Language language)
    {
        var (provider, voice) = Voice(language);
        return new RelayLanguage(language.Locale, provider, voice);
    }

    private (string Provider, string Voice) Voice(Language language) =>
        settings.Live.RelayVoices[language].Split('.', 2) is [var provider, var voice] ? (provider, voice) : throw new InvalidOperationException("checked at start");

    private static string Address(Webhook webhook, string what) => $"{TwilioOrigin.Secure(webhook.Origin)}/twilio/{what}";
}
