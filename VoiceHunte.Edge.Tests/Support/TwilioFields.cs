using System.Globalization;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The parameters of one call's webhooks.</summary>
internal sealed class TwilioFields(string accountSid, string from, string to)
{
    public string CallSid { get; } = "CA" + Guid.NewGuid().ToString("N");

    public List<KeyValuePair<string, string>> Ringing() =>
    [
        .. Common("ringing"),
        new("CallToken", """{"parentCallInfoToken":"eyJhbGciOiJFUzI1NiJ9","identityHeaderTokens":[]}"""),
        new("StirVerstat", "TN-Validation-Passed-A"),
    ];

    public List<KeyValuePair<string, string>> InProgress() => Common("in-progress");

    /// <param name="text">What was recognised; empty for silence.</param>
    /// <param name="confidence">Null: not sent, as some recognisers do.</param>
    /// <param name="language">The locale that was listened for.</param>
    public List<KeyValuePair<string, string>> Spoken(string text, double? confidence, string language)
    {
        var fields = Common("in-progress");
        fields.Add(new("SpeechResult", text));
        fields.Add(new("Language", language));
        if (confidence is { } known) fields.Add(new("Confidence", known.ToString(CultureInfo.InvariantCulture)));
        return fields;
    }

    public List<KeyValuePair<string, string>> Pressed(string digits) =>
        [.. Common("in-progress"), new("Digits", digits), new("FinishedOnKey", "")];

    public List<KeyValuePair<string, string>> Dialled(string status) =>
        [.. Common("in-progress"), new("DialCallStatus", status), new("DialCallSid", "CA" + Guid.NewGuid().ToString("N"))];

    public List<KeyValuePair<string, string>> Status(string status, int sequenceNumber, int? durationSeconds)
    {
        var fields = Common(status);
        fields.Add(new("CallbackSource", "call-progress-events"));
        fields.Add(new("SequenceNumber", sequenceNumber.ToString(CultureInfo.InvariantCulture)));
        fields.Add(new("Timestamp", "Sun, 22 Nov 2026 18:00:00 +0000"));
        if (durationSeconds is { } seconds) fields.Add(new("CallDuration", seconds.ToString(CultureInfo.InvariantCulture)));
        return fields;
    }

    /// <param name="recordingUrl">Without an extension, as Twilio sends it.</param>
    public List<KeyValuePair<string, string>> Recorded(string recordingSid, string status, Uri recordingUrl, int durationSeconds) =>
    [
        new("AccountSid", accountSid), new("CallSid", CallSid), new("RecordingSid", recordingSid), new("RecordingUrl", recordingUrl.AbsoluteUri),
        new("RecordingStatus", status), new("RecordingDuration", durationSeconds.ToString(CultureInfo.InvariantCulture)), new("RecordingChannels", "2"),
        new("RecordingSource", "StartCallRecordingTwiML"), new("RecordingStartTime", "Sun, 22 Nov 2026 18:00:00 +0000"), new("RecordingTrack", "both"), new("ErrorCode", "0"),
    ];

    private List<KeyValuePair<string, string>> Common(string status) =>
    [
        new("AccountSid", accountSid),
        new("ApiVersion", "2010-04-01"),
        new("CallSid", CallSid),
        new("CallStatus", status),
        new("Direction", "inbound"),
        .. Party("From", from), .. Party("Caller", from), .. Party("To", to), .. Party("Called", to),
    ];

    private static KeyValuePair<string, string>[] Party(string name, string number) =>
    [
        new(name, number), new(name + "City", ""), new(name + "State", ""), new(name + "Zip", ""), new(name + "Country", ""),
    ];
}
