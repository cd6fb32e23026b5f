using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// Whether a call is recorded: said before the first question, refused by word or key at any time, and begun where the caller
/// goes on without refusing. What the caller decides stays with the call, through restarts too.
/// </summary>
/// <param name="twilio">Null where the account is not known: then only what passes through here can be recorded, or what TwiML asks for.</param>
internal sealed partial class RecordingDesk(
    EdgeSettings settings, CallStore store, TimeProvider time, ILogger<RecordingDesk> logger, TwilioClient? twilio = null)
{
    private const char RefusalKey = '9';

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);

    private readonly RecordingSettings recording = settings.Recording;

    /// <summary>True where the sound of calls on a media stream is kept here.</summary>
    public bool KeepsStreams => recording is { IsOn: true, Source: RecordingSource.Stream };

    /// <summary>What the caller hears before the greeting; empty where calls of this kind are not recorded.</summary>
    public string Announce(Call call)
    {
        call.Recording = Applies(call.Mode) ? CallRecording.Announced : null;
        return call.Recording is null ? "" : Announcement(call.Language);
    }

    /// <summary>The same for a greeting that is made ready as sound.</summary>
    public string AnnouncementOf(string mode, Language language) => Applies(mode) ? Announcement(language) : "";

    /// <summary>True where the caller has just refused; the call has it from now on.</summary>
    public bool HearsRefusal(Call call, Heard heard)
    {
        if (call.Recording is null || !recording.MayRefuse) return false;
        if (heard.Keys is not [RefusalKey, ..] && !(heard.Text.Length > 0 && Language.All.Any(language => AnswerHeard.RefusesRecording(heard.Text, language)))) return false;
        if (call.Recording == CallRecording.Begun) _ = StopAndEraseAsync(call.CallId);
        call.Recording = CallRecording.Refused;
        Log.Refused(logger, call.CallId);
        return true;
    }

    /// <summary>On a document of Twilio's own verbs: begins where it is time.</summary>
    public void Begin(TwimlWriter twiml, Call call, Webhook webhook)
    {
        if (!IsTime(call)) return;
        call.Recording = CallRecording.Begun;
        if (recording.Source == RecordingSource.Twilio) twiml.StartRecording(Callback(webhook.Origin));
    }

    /// <summary>On a WebSocket, where no document goes out: begins where it is time.</summary>
    public void Begin(Call call)
    {
        if (!IsTime(call)) return;
        if (recording.Source == RecordingSource.Twilio) _ = StartAsync(call.CallId, call.Origin);
        call.Recording = CallRecording.Begun;
    }

    private bool Applies(string mode) => recording.IsOn && mode switch
    {
        "stream" when recording.Source == RecordingSource.Stream => true,
        "stream" or "gather" or "relay" => CanFetch,
        _ => false,
    };

    // What could not be fetched afterwards is not recorded.
    private bool CanFetch => recording.Source == RecordingSource.Twilio && twilio is not null;

    // Whoever may refuse has to have had the chance.
    private bool IsTime(Call call) => call.Recording == CallRecording.Announced && (!recording.MayRefuse || call.Turns > 0);

    private string Announcement(Language language) => Phrases.For(language).Recorded(recording.MayRefuse) + " ";

    private static string Callback(string origin) => origin + "/twilio/recording-status";

    private async Task StartAsync(string callId, string? origin)
    {
        if (twilio is null || (settings.PublicUrl?.AbsoluteUri.TrimEnd('/') ?? origin) is not { } reached)
        {
            Log.NotStarted(logger, callId, "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and PUBLIC_URL are needed for it");
            return;
        }

        await TryAsync(callId, cancel => twilio.StartRecordingAsync(callId, new Uri(Callback(reached)), cancel));
    }

    private async Task StopAndEraseAsync(string callId)
    {
        await store.EraseRecordingsOfCallAsync(callId, time.GetUtcNow());
        if (twilio is not null && recording.Source == RecordingSource.Twilio) await TryAsync(callId, cancel => twilio.StopRecordingAsync(callId, cancel));
    }

    private async Task TryAsync(string callId, Func<CancellationToken, Task> request)
    {
        using var late = new CancellationTokenSource(LongestRequest, time);
        try
        {
            await request(late.Token);
        }
        catch (Exception trouble) when (trouble is TwilioException or OperationCanceledException)
        {
            Log.NotStarted(logger, callId, trouble.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1053, Level = LogLevel.Information, Message = "Call {CallSid}: the caller does not want to be recorded")]
        public static partial void Refused(ILogger logger, string callSid);

        [LoggerMessage(EventId = 1051, Level = LogLevel.Error, Message = "Call {CallSid}: Twilio did not start or stop its recording: {Problem}")]
        public static partial void NotStarted(ILogger logger, string callSid, string problem);
    }
}
