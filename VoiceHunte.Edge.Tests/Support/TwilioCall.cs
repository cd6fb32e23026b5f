using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One call, held by a test: each method is something the caller does, and returns what they hear next.</summary>
internal sealed class TwilioCall(TwilioStandIn twilio, Uri appliance, string from, string to, bool followsRedirects)
{
    private const int MostRedirects = 20;

    private readonly TwilioFields fields = new(twilio.AccountSid, from, to);
    private readonly Queue<XElement> verbsLeft = new();
    private Uri document = twilio.Seen(appliance, "/twilio/incoming");
    private GatherHeard? listening;
    private XElement? dialling;
    private bool isRecorded;

    public string CallSid => fields.CallSid;

    /// <summary>The last webhook that was sent; sent again it is a retry.</summary>
    public TwilioWebhook? LastWebhook { get; private set; }

    public TwilioWebhook IncomingWebhook() => Webhook(twilio.Seen(appliance, "/twilio/incoming"), fields.Ringing());

    /// <summary>What Twilio would send if the caller said this now.</summary>
    public TwilioWebhook SpeechWebhook(string text, double? confidence = 0.92, string? language = null)
    {
        var gather = Listening("speech");
        return Webhook(ActionOf(gather), fields.Spoken(text, confidence, language ?? gather.Language));
    }

    public TwilioWebhook KeysWebhook(string digits) => Webhook(ActionOf(Listening("dtmf")), fields.Pressed(digits));

    public TwilioWebhook StatusWebhook(string status, int sequenceNumber = 0, int? durationSeconds = null) =>
        Webhook(twilio.Seen(appliance, "/twilio/status"), fields.Status(status, sequenceNumber, durationSeconds));

    public Task<Heard> StartAsync() => HearAsync(IncomingWebhook());

    public Task<Heard> SayAsync(string text, double? confidence = 0.92, string? language = null) =>
        HearAsync(SpeechWebhook(text, confidence, language));

    public Task<Heard> PressAsync(string digits) => HearAsync(KeysWebhook(digits));

    /// <summary>Says nothing until the Gather gives up.</summary>
    public async Task<Heard> StaySilentAsync()
    {
        var gather = Listening(null);
        if (gather.ActionOnEmptyResult) return await HearAsync(Webhook(ActionOf(gather), fields.Spoken("", null, gather.Language)));

        var heard = new Heard();
        await PlayOnAsync(heard);
        return heard;
    }

    /// <summary>The transfer that was dialled comes to its end: <c>completed</c>, <c>no-answer</c>, <c>busy</c>, <c>failed</c>.</summary>
    public Task<Heard> DialEndsAsync(string dialCallStatus)
    {
        var action = dialling?.Attribute("action")?.Value ?? throw new InvalidOperationException("No Dial with an action is under way.");
        return HearAsync(Webhook(new Uri(document, action), fields.Dialled(dialCallStatus)));
    }

    /// <summary>The WebSocket is over: Twilio goes on with the action, else with the next verb.</summary>
    /// <param name="handoffData">What the session was ended with; null: nothing.</param>
    public async Task<Heard> ConnectEndsAsync(ConnectHeard connect, string? handoffData = null)
    {
        if (connect.Action is { } action)
            return await HearAsync(Webhook(new Uri(document, action), [.. fields.InProgress(), .. Session(handoffData)]));
        var heard = new Heard();
        await PlayOnAsync(heard);
        return heard;
    }

    private static KeyValuePair<string, string>[] Session(string? handoffData) =>
        [new("SessionStatus", "completed"), .. handoffData is null ? [] : new[] { KeyValuePair.Create("HandoffData", handoffData) }];

    /// <summary>Twilio tells how a recording of the call stands.</summary>
    public Task<WebhookAnswer> RecordedAsync(Uri told, string recordingSid, string status = "completed", int durationSeconds = 2, Uri? recordingUrl = null) => twilio.SendAsync(
        Webhook(told, fields.Recorded(recordingSid, status, recordingUrl ?? new Uri($"https://api.twilio.com/2010-04-01/Accounts/{twilio.AccountSid}/Recordings/{recordingSid}"), durationSeconds)));

    /// <summary>The caller hangs up, and Twilio reports it.</summary>
    public Task<WebhookAnswer> HangUpAsync(int durationSeconds = 42) =>
        twilio.SendAsync(StatusWebhook("completed", 0, durationSeconds));

    /// <summary>Sends a webhook and follows what comes back, as Twilio does.</summary>
    public async Task<Heard> HearAsync(TwilioWebhook webhook)
    {
        var heard = new Heard();
        await OpenAsync(webhook, heard);
        await PlayOnAsync(heard);
        return heard;
    }

    /// <summary>Sends the last webhook once more, with the same idempotency token; the call does not move.</summary>
    public Task<WebhookAnswer> RetryAsync() =>
        twilio.SendAsync(LastWebhook ?? throw new InvalidOperationException("Nothing was sent yet."));

    private async Task OpenAsync(TwilioWebhook webhook, Heard heard)
    {
        LastWebhook = webhook;
        document = new Uri(webhook.SignedUrl);
        var answer = await twilio.SendAsync(webhook);
        heard.Documents.Add(answer.Body);
        var response = TwimlRules.Read(answer);
        verbsLeft.Clear();
        foreach (var verb in response.Elements()) verbsLeft.Enqueue(verb);
    }

    private async Task PlayOnAsync(Heard heard)
    {
        listening = null;
        dialling = null;
        while (verbsLeft.TryDequeue(out var verb))
        {
            if (await PlayAsync(verb, heard)) return;
        }

        heard.HungUp = true;
    }

    // True: Twilio waits now, or the call is over.
    private async Task<bool> PlayAsync(XElement verb, Heard heard)
    {
        switch (verb.Name.LocalName)
        {
            case "Say": heard.Says.Add(new(verb.Value, verb.Attribute("voice")?.Value, verb.Attribute("language")?.Value)); return false;
            case "Play": heard.Plays.Add(await FetchAsync(verb.Value.Trim())); return false;
            case "Gather": return await GatherAsync(verb, heard);
            case "Start":
                Assert.False(isRecorded, "Twilio records a call once at a time.");
                isRecorded = true;
                heard.RecordingTold = new Uri(document, verb.Elements().Single().Attribute("recordingStatusCallback")!.Value);
                return false;
            case "Redirect": return await RedirectAsync(verb, heard);
            case "Connect":
                heard.Connect = TwimlRules.ConnectOf(verb);
                return true;
            case "Dial":
                dialling = verb;
                heard.DialledNumber = verb.Value.Trim();
                return true;
            case "Reject":
                heard.RejectedAs = verb.Attribute("reason")?.Value ?? "rejected";
                return heard.HungUp = true;
            case "Hangup": return heard.HungUp = true;
            default: return false;
        }
    }

    private async Task<PlayHeard> FetchAsync(string address)
    {
        var play = await twilio.FetchAsync(appliance, new Uri(document, address));
        Assert.True(play.Status == 200, $"Twilio hears nothing: {play.Url} answered {play.Status}");
        Assert.StartsWith("audio/", play.ContentType, StringComparison.Ordinal);
        Assert.NotEmpty(play.Audio);
        return play;
    }

    private async Task<bool> GatherAsync(XElement verb, Heard heard)
    {
        foreach (var inside in verb.Elements()) await PlayAsync(inside, heard);
        listening = heard.Listening = TwimlRules.GatherOf(verb);
        return true;
    }

    private async Task<bool> RedirectAsync(XElement verb, Heard heard)
    {
        heard.RedirectedTo = verb.Value.Trim();
        if (!followsRedirects) return true;

        Assert.True(++heard.Redirects <= MostRedirects, $"Twilio is sent round and round, last to {heard.RedirectedTo}");
        await OpenAsync(Webhook(new Uri(document, heard.RedirectedTo), fields.InProgress()), heard);
        return false;
    }

    private GatherHeard Listening(string? how)
    {
        Assert.True(listening is not null, "Nobody listens to the caller now.");
        if (how is not null) Assert.Contains(how, listening.Input.Split(' '));
        return listening;
    }

    private Uri ActionOf(GatherHeard gather) => gather.Action is { Length: > 0 } action ? new Uri(document, action) : document;

    private TwilioWebhook Webhook(Uri seen, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        twilio.Webhook(appliance, seen, parameters);
}
