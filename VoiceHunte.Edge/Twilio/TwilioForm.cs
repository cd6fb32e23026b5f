using System.Buffers;
using System.Globalization;

namespace VoiceHunte.Edge.Twilio;

/// <summary>What a webhook of Twilio's says, as far as the appliance asks. What is missing or makes no sense is null.</summary>
internal sealed record TwilioForm
{
    private const int LongestCallSid = 64;
    private const int LongestWord = 64;
    private const int LongestAddress = 256;

    /// <summary>In characters. Gather listens for 60 s at most, which is hardly 1,500 characters.</summary>
    private const int LongestSpeech = 4000;

    private static readonly SearchValues<char> SidCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The call's id, <c>CA…</c>: 1 to 64 letters and digits.</summary>
    public required string CallSid { get; init; }

    /// <summary>The caller: a number, a SIP address, or a word such as <c>anonymous</c>.</summary>
    public string? From { get; init; }

    public string? To { get; init; }

    public string? CallStatus { get; init; }

    /// <summary>What was understood; empty when there was silence, null when speech was not asked for.</summary>
    public string? SpeechResult { get; init; }

    /// <summary>
    /// How sure the recogniser is, above 0 and up to 1. An exact 0 is no measurement: Google's recogniser sends 0.0 for
    /// "not set", and some models send nothing.
    /// </summary>
    public double? Confidence { get; init; }

    public string? Digits { get; init; }

    /// <summary>Sent in whole seconds, once the call is over.</summary>
    public TimeSpan? CallDuration { get; init; }

    /// <summary>The order of status callbacks, from 0; they may arrive in another.</summary>
    public int? SequenceNumber { get; init; }

    public string? DialCallStatus { get; init; }

    /// <summary>What we ended a ConversationRelay session with.</summary>
    public string? HandoffData { get; init; }

    /// <summary>The locale the speech was recognised in.</summary>
    public string? Language { get; init; }

    /// <summary><c>RE</c> and 32 hexadecimal digits.</summary>
    public string? RecordingSid { get; init; }

    public string? RecordingStatus { get; init; }

    public string? RecordingUrl { get; init; }

    public TimeSpan? RecordingDuration { get; init; }

    public int? RecordingChannels { get; init; }

    /// <summary>Reads a form; null when it names no call.</summary>
    public static TwilioForm? Read(IFormCollection form)
    {
        if (ReadCallSid(form) is not { } callSid) return null;

        return new TwilioForm
        {
            CallSid = callSid,
            From = ReadText(form, "From", LongestAddress),
            To = ReadText(form, "To", LongestAddress),
            CallStatus = ReadText(form, "CallStatus", LongestWord),
            SpeechResult = ReadText(form, "SpeechResult", LongestSpeech),
            Confidence = ReadConfidence(form),
            Digits = ReadText(form, "Digits", LongestWord),
            CallDuration = ReadCount(form, "CallDuration") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            SequenceNumber = ReadCount(form, "SequenceNumber"),
            DialCallStatus = ReadText(form, "DialCallStatus", LongestWord),
            HandoffData = ReadText(form, "HandoffData", LongestWord),
            Language = ReadText(form, "Language", LongestWord),
            RecordingSid = First(form, "RecordingSid") is { Length: 34 } sid && sid.StartsWith("RE", StringComparison.Ordinal) && sid.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0 ? sid : null,
            RecordingStatus = ReadText(form, "RecordingStatus", LongestWord),
            RecordingUrl = ReadText(form, "RecordingUrl", LongestAddress),
            RecordingDuration = ReadCount(form, "RecordingDuration") is { } recorded ? TimeSpan.FromSeconds(recorded) : null,
            RecordingChannels = ReadCount(form, "RecordingChannels"),
        };
    }

    private static string? ReadCallSid(IFormCollection form)
    {
        var sid = First(form, "CallSid");
        return sid is { Length: > 0 and <= LongestCallSid } && !sid.AsSpan().ContainsAnyExcept(SidCharacters) ? sid : null;
    }

    private static string? ReadText(IFormCollection form, string name, int longest)
    {
        var text = First(form, name);
        if (text is null || text.Length <= longest) return text;

        return char.IsHighSurrogate(text[longest - 1]) ? text[..(longest - 1)] : text[..longest];
    }

    private static double? ReadConfidence(IFormCollection form) =>
        double.TryParse(First(form, "Confidence"), NumberStyles.Float, CultureInfo.InvariantCulture, out var confidence)
            && confidence is > 0 and <= 1 ? confidence : null;

    private static int? ReadCount(IFormCollection form, string name) =>
        int.TryParse(First(form, name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static string? First(IFormCollection form, string name) =>
        form.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;
}
