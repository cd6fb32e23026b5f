using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Writes the TwiML that puts a call on a WebSocket. When the socket ends, or never opens, Twilio comes back to
/// <c>/twilio/voice?live=TIMES</c>: so every call has a next step, whatever becomes of the socket.
/// </summary>
internal sealed class LiveTwiml(
    EdgeSettings settings, RestaurantProfile restaurant, LiveTickets tickets, ListeningHints hints, Ledger ledger, RecordingDesk recordings, GreetingAudio? greetings = null)
{
    private const int ComeAgainSeconds = 1;

    // A call that takes the process down with it, each time it is on a socket, shall not do so for ever.
    private const int MostTimes = 5;

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
        if (Mode == "relay") twiml.ConnectRelay(Relay(greeting, Address(webhook, "relay"), token, After(webhook.LiveTimes + 1)));
        else Stream(twiml, call, greeting, Address(webhook, "stream"), token, After(webhook.LiveTimes + 1));
        return new GatherDocument(twiml.ToString(), null);
    }

    /// <summary>Puts a call on a WebSocket again that was on one when the process before this one ended.</summary>
    /// <param name="reply">What is said first; an empty one where the caller has heard everything.</param>
    /// <returns>Null where it is to be held by webhooks from here on.</returns>
    public GatherDocument? Reconnect(Reply reply, Call call, Webhook webhook)
    {
        call.Returns = false;
        if (webhook.LiveTimes >= MostTimes || reply.Next != Next.Listen) return null;
        call.IsGreeted = call.Turns > 0;
        return Connect(reply, call, webhook);
    }

    /// <summary>This process is on its way out: the next one answers.</summary>
    public string ComeAgain(Webhook webhook) => new TwimlWriter().Pause(ComeAgainSeconds).Redirect(After(webhook.LiveTimes)).ToString();

    private void Stream(TwimlWriter twiml, Call call, Reply said, string address, string token, string after)
    {
        // A greeting that is not there as sound yet is said before the stream begins, and so is what a call comes back with.
        if (call.IsGreeted || greetings?.Find(said.Language) is null)
        {
            call.IsGreeted = true;
            var voice = settings.Call.SayVoices[said.Language];
            if (said.Text.Length > 0) twiml.Say(said.Text, voice, GatherTwiml.SayLanguage(voice, said.Language));
        }

        twiml.ConnectStream(address, null, [new("token", token)]).Redirect(after);
    }

    private string After(int times) => string.Create(CultureInfo.InvariantCulture, $"{path}voice?live={times}");

    private RelayOptions Relay(Reply greeting, string address, string token, string after)
    {
        var (provider, voice) = Voice(greeting.Language);
        return new RelayOptions
        {
            Url = address,
            Action = after,
            WelcomeGreeting = greeting.Text.Length > 0 ? greeting.Text : null,
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
