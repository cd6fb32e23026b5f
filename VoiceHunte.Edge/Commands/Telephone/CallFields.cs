using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What Twilio says about one call with every webhook, and what it adds at each step.</summary>
internal sealed class CallFields(TelephoneLine line, string from)
{
    public string CallSid { get; } = NewSid();

    public Dictionary<string, StringValues> Ringing()
    {
        var fields = Common("ringing");
        fields["CallToken"] = $$"""{"parentCallInfoToken":"{{CallSid}}"}""";
        fields["StirVerstat"] = "TN-Validation-Passed-A";
        return fields;
    }

    public Dictionary<string, StringValues> InProgress() => Common("in-progress");

    public Dictionary<string, StringValues> Spoken(string text, double confidence, string language)
    {
        var fields = InProgress();
        fields["SpeechResult"] = text;
        fields["Confidence"] = confidence.ToString(CultureInfo.InvariantCulture);
        fields["Language"] = language;
        return fields;
    }

    public Dictionary<string, StringValues> Silent()
    {
        var fields = InProgress();
        fields["SpeechResult"] = "";
        return fields;
    }

    public Dictionary<string, StringValues> Pressed(string digits, string finishedOn)
    {
        var fields = InProgress();
        fields["Digits"] = digits;
        fields["FinishedOnKey"] = finishedOn;
        return fields;
    }

    public Dictionary<string, StringValues> Dialled(string outcome)
    {
        var fields = InProgress();
        var answered = outcome == "completed";
        fields["DialCallStatus"] = outcome;
        fields["DialCallSid"] = NewSid();
        fields["DialBridged"] = answered ? "true" : "false";
        if (answered) fields["DialCallDuration"] = "30";
        return fields;
    }

    /// <summary>What the action of a <c>Connect</c> is told; of a media stream nothing more than that the call goes on.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="lasted">How long it was.</param>
    public Dictionary<string, StringValues> Connected(LegEnd end, TimeSpan lasted)
    {
        var fields = InProgress();
        if (end.SessionId is null) return fields;

        fields["SessionId"] = end.SessionId;
        fields["SessionStatus"] = end.Kind == LegEndKind.Closed ? "ended" : "failed";
        fields["SessionDuration"] = Math.Ceiling(lasted.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (end.HandoffData is not null) fields["HandoffData"] = end.HandoffData;
        if (end.ErrorCode is { } code) fields["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
        if (end.Reason is not null) fields["ErrorMessage"] = end.Reason;
        return fields;
    }

    public Dictionary<string, StringValues> Ended(string status, TimeSpan lasted, DateTimeOffset at)
    {
        var fields = Common(status);
        fields["CallDuration"] = Math.Ceiling(lasted.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        fields["Duration"] = Math.Ceiling(lasted.TotalMinutes).ToString(CultureInfo.InvariantCulture);
        fields["CallbackSource"] = "call-progress-events";
        fields["Timestamp"] = at.ToString("r", CultureInfo.InvariantCulture);
        fields["SequenceNumber"] = "0";
        return fields;
    }

    private Dictionary<string, StringValues> Common(string status)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["AccountSid"] = line.AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["CallSid"] = CallSid,
            ["CallStatus"] = status,
            ["Direction"] = "inbound",
        };
        AddParty(fields, from, "From", "Caller");
        AddParty(fields, line.RestaurantNumber, "To", "Called");
        return fields;
    }

    // Twilio names both parties twice, and knows no city outside North America.
    private static void AddParty(Dictionary<string, StringValues> fields, string number, string name, string alias)
    {
        foreach (var party in (ReadOnlySpan<string>)[name, alias])
        {
            fields[party] = number;
            fields[party + "City"] = "";
            fields[party + "State"] = "";
            fields[party + "Zip"] = "";
            fields[party + "Country"] = CountryOf(number);
        }
    }

    private static string CountryOf(string number) => number switch
    {
        _ when number.StartsWith("+421", StringComparison.Ordinal) => "SK",
        _ when number.StartsWith("+380", StringComparison.Ordinal) => "UA",
        _ when number.StartsWith("+7", StringComparison.Ordinal) => "RU",
        _ when number.StartsWith("+1", StringComparison.Ordinal) => "US",
        _ => "",
    };

    private static string NewSid() => "CA" + RandomNumberGenerator.GetHexString(32, lowercase: true);
}
