using System.Collections.Frozen;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>The verbs this telephone can play, each with the attributes and children that Twilio gives it.</summary>
internal static class TwimlGrammar
{
    private sealed record Verb(string[] Attributes, string[] Children);

    private static readonly FrozenDictionary<string, Verb> Verbs = new Dictionary<string, Verb>
    {
        ["Response"] = new([], ["Say", "Play", "Pause", "Gather", "Redirect", "Dial", "Connect", "Start", "Hangup", "Reject"]),
        ["Say"] = new(["voice", "loop", "language"], []),
        ["Play"] = new(["loop", "digits"], []),
        ["Pause"] = new(["length"], []),
        ["Redirect"] = new(["method"], []),
        ["Hangup"] = new([], []),
        ["Reject"] = new(["reason"], []),
        ["Gather"] = new(
            ["input", "action", "method", "timeout", "speechTimeout", "maxSpeechTime", "numDigits", "finishOnKey", "hints",
             "language", "profanityFilter", "partialResultCallback", "partialResultCallbackMethod", "actionOnEmptyResult",
             "speechModel", "enhanced", "bargeIn", "debug"],
            ["Say", "Play", "Pause"]),
        ["Dial"] = new(
            ["action", "method", "timeout", "hangupOnStar", "timeLimit", "callerId", "record", "trim",
             "recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent",
             "recordingConfigurationId", "answerOnBridge", "ringTone", "recordingTrack", "sequential", "referUrl",
             "referMethod", "events"],
            ["Number"]),
        ["Number"] = new(
            ["sendDigits", "url", "method", "statusCallbackEvent", "statusCallback", "statusCallbackMethod", "byoc"], []),
        ["Start"] = new([], ["Recording"]),
        ["Recording"] = new(
            ["recordingStatusCallback", "recordingStatusCallbackMethod", "recordingStatusCallbackEvent", "trim", "track", "channels", "recordingConfigurationId"], []),
        ["Connect"] = new(["action", "method"], ["Stream", "ConversationRelay"]),
        ["Stream"] = new(["url", "name", "track", "statusCallback", "statusCallbackMethod"], ["Parameter"]),
        ["ConversationRelay"] = new(
            ["url", "welcomeGreeting", "welcomeGreetingInterruptible", "language", "ttsLanguage", "transcriptionLanguage",
             "ttsProvider", "voice", "transcriptionProvider", "speechModel", "eotThreshold", "partialPrompts", "speechTimeout",
             "interruptible", "interruptSensitivity", "reportInputDuringAgentSpeech", "ignoreBackchannel", "preemptible",
             "dtmfDetection", "profanityFilter", "hints", "debug", "events", "intelligenceService",
             "conversationConfiguration", "conversationId", "elevenlabsTextNormalization", "deepgramSmartFormat",
             "backgroundNoiseReduction"],
            ["Language", "Parameter"]),
        ["Language"] = new(["code", "ttsProvider", "voice", "transcriptionProvider", "speechModel"], []),
        ["Parameter"] = new(["name", "value"], []),
    }.ToFrozenDictionary();

    /// <summary>Throws for the first thing that Twilio, or this telephone, would not know what to do with.</summary>
    public static void Check(string path, XElement element)
    {
        var name = element.Name.ToString();
        var verb = Verbs[name];
        foreach (var attribute in element.Attributes())
        {
            if (!verb.Attributes.Contains(attribute.Name.ToString()))
                throw Refused(path, $"<{name}> has no attribute {attribute.Name}");
        }

        foreach (var child in element.Elements())
        {
            if (!verb.Children.Contains(child.Name.ToString()))
                throw Refused(path, $"<{name}> cannot hold <{child.Name}>");
            Check(path, child);
        }

        if (name is "Response" or "Gather" or "Connect" or "Stream" or "ConversationRelay" && element.Nodes().OfType<XText>().Any(IsProse))
            throw Refused(path, $"<{name}> holds text outside its verbs");
        if (name == "Connect" && !element.HasElements) throw Refused(path, "<Connect> holds nothing to connect to");
    }

    private static bool IsProse(XText text) => !string.IsNullOrWhiteSpace(text.Value);

    private static TelephoneException Refused(string path, string what) =>
        TelephoneException.ApplicationError($"{path} answered TwiML that cannot be played: {what} (error 12200)");
}
