using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What Twilio takes: each verb, its attributes, their values, and what may stand inside it.</summary>
internal static partial class TwimlRules
{
    private sealed record Rule(string[] Children, bool HasText, Dictionary<string, Func<string, bool>> Attributes);

    private const int LargestDocumentBytes = 64 * 1024;
    private const int LongestSay = 4096;

    private static readonly Func<string, bool> Any = _ => true;
    private static readonly Func<string, bool> Bool = OneOf("true", "false");
    private static readonly Func<string, bool> Method = OneOf("GET", "POST");
    private static readonly Func<string, bool> Count = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    private static readonly Func<string, bool> CountOrAuto = text => text == "auto" || Count(text);
    private static readonly Func<string, bool> Locale = text => LocalePattern().IsMatch(text);
    private static readonly Func<string, bool> Voice = text => VoicePattern().IsMatch(text);
    private static readonly Func<string, bool> Address = text => text.Length > 0 && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);
    private static readonly Func<string, bool> Socket = text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "wss", Query: "" };
    private static readonly Func<string, bool> Interruption = OneOf("none", "dtmf", "speech", "any", "true", "false");
    private static readonly Func<string, bool> Speaker = OneOf("Google", "Amazon", "ElevenLabs");
    private static readonly Func<string, bool> Listener = OneOf("Google", "Deepgram");

    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["Response"] = new(["Say", "Play", "Pause", "Gather", "Redirect", "Dial", "Connect", "Start", "Hangup", "Reject"], false, []),
        ["Say"] = new([], true, new() { ["voice"] = Voice, ["language"] = Locale, ["loop"] = Count }),
        ["Play"] = new([], true, new() { ["loop"] = Count, ["digits"] = Any }),
        ["Pause"] = new([], false, new() { ["length"] = Count }),
        ["Redirect"] = new([], true, new() { ["method"] = Method }),
        ["Hangup"] = new([], false, []),
        ["Reject"] = new([], false, new() { ["reason"] = OneOf("rejected", "busy") }),
        ["Gather"] = new(["Say", "Play", "Pause"], false, new()
        {
            ["input"] = OneOf("dtmf", "speech", "dtmf speech", "speech dtmf"), ["action"] = Address, ["method"] = Method,
            ["timeout"] = CountOrAuto, ["speechTimeout"] = CountOrAuto, ["maxSpeechTime"] = Count, ["numDigits"] = Count,
            ["finishOnKey"] = text => text.Length == 0 || (text.Length == 1 && "0123456789*#".Contains(text[0], StringComparison.Ordinal)),
            ["hints"] = AreHints, ["language"] = Locale, ["profanityFilter"] = Bool, ["partialResultCallback"] = Address,
            ["partialResultCallbackMethod"] = Method, ["actionOnEmptyResult"] = Bool, ["speechModel"] = IsSpeechModel, ["bargeIn"] = Bool,
        }),
        ["Dial"] = new(["Number"], true, new()
        {
            ["action"] = Address, ["method"] = Method, ["timeout"] = Count, ["hangupOnStar"] = Bool, ["timeLimit"] = Count,
            ["callerId"] = Any, ["answerOnBridge"] = Bool, ["ringTone"] = Any,
            ["record"] = OneOf("do-not-record", "record-from-answer", "record-from-ringing", "record-from-answer-dual", "record-from-ringing-dual"),
            ["recordingStatusCallback"] = Address, ["recordingStatusCallbackMethod"] = Method, ["recordingStatusCallbackEvent"] = Any,
        }),
        ["Number"] = new([], true, new() { ["sendDigits"] = Any, ["url"] = Address, ["method"] = Method }),
        ["Start"] = new(["Recording"], false, []),
        ["Recording"] = new([], false, new()
        {
            ["recordingStatusCallback"] = Address, ["recordingStatusCallbackMethod"] = Method, ["channels"] = OneOf("mono", "dual"),
            ["recordingStatusCallbackEvent"] = text => text.Split(' ').All(word => word is "in-progress" or "completed" or "absent"),
            ["trim"] = OneOf("trim-silence", "do-not-trim"), ["track"] = OneOf("inbound", "outbound", "both"), ["recordingConfigurationId"] = Any,
        }),
        ["Connect"] = new(["Stream", "ConversationRelay"], false, new() { ["action"] = Address, ["method"] = Method }),
        ["Stream"] = new(["Parameter"], false, new()
        {
            ["url"] = Socket, ["name"] = Any, ["track"] = OneOf("inbound_track"), ["statusCallback"] = Address, ["statusCallbackMethod"] = Method,
        }),
        ["ConversationRelay"] = new(["Language", "Parameter"], false, new()
        {
            ["url"] = Socket, ["welcomeGreeting"] = Any, ["welcomeGreetingInterruptible"] = Interruption, ["language"] = Locale,
            ["ttsLanguage"] = Locale, ["transcriptionLanguage"] = Locale, ["ttsProvider"] = Speaker, ["voice"] = Any,
            ["transcriptionProvider"] = Listener, ["speechModel"] = Any, ["eotThreshold"] = Any, ["partialPrompts"] = Bool,
            ["speechTimeout"] = CountOrAuto, ["interruptible"] = Interruption, ["interruptSensitivity"] = OneOf("high", "medium", "low"),
            ["reportInputDuringAgentSpeech"] = Interruption, ["ignoreBackchannel"] = Bool, ["preemptible"] = Bool, ["dtmfDetection"] = Bool,
            ["profanityFilter"] = Bool, ["hints"] = AreHints, ["debug"] = Any, ["events"] = Any, ["intelligenceService"] = Any,
            ["conversationConfiguration"] = Any, ["conversationId"] = Any, ["elevenlabsTextNormalization"] = OneOf("on", "auto", "off"),
            ["deepgramSmartFormat"] = Bool, ["backgroundNoiseReduction"] = Any,
        }),
        ["Language"] = new([], false, new()
        {
            ["code"] = Locale, ["ttsProvider"] = Speaker, ["voice"] = Any, ["transcriptionProvider"] = Listener, ["speechModel"] = Any,
        }),
        ["Parameter"] = new([], false, new() { ["name"] = Any, ["value"] = Any }),
    };

    /// <summary>The <c>&lt;Response&gt;</c> of an answer; fails the test unless Twilio would play all of it.</summary>
    public static XElement Read(WebhookAnswer answer)
    {
        if (answer.Status != 200) throw TwilioStandIn.Refusal($"status {answer.Status}", answer.Body);
        if (answer.ContentType is not ("text/xml" or "application/xml"))
            throw TwilioStandIn.Refusal($"content type {answer.ContentType}", answer.Body);
        if (Encoding.UTF8.GetByteCount(answer.Body) > LargestDocumentBytes) throw TwilioStandIn.Refusal("over 64 KB", answer.Body);

        var response = Parse(answer.Body);
        if (response.Name != "Response") throw TwilioStandIn.Refusal("the root is not Response", answer.Body);
        Check(response, answer.Body);
        return response;
    }

    public static GatherHeard GatherOf(XElement gather)
    {
        string? Of(string name) => gather.Attribute(name)?.Value;
        return new GatherHeard(
            Of("input") ?? "dtmf", Of("action"), Of("language") ?? "en-US", Of("speechModel"), Of("hints"), Of("timeout") ?? "5",
            Of("speechTimeout"), Of("numDigits") is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null,
            Of("actionOnEmptyResult") == "true");
    }

    public static ConnectHeard ConnectOf(XElement connect)
    {
        var inside = connect.Elements().Single();
        return new ConnectHeard(
            inside.Name.LocalName, new Uri(inside.Attribute("url")!.Value), connect.Attribute("action")?.Value,
            inside.Elements("Parameter").ToDictionary(parameter => parameter.Attribute("name")!.Value, parameter => parameter.Attribute("value")!.Value),
            inside.Attribute("welcomeGreeting")?.Value);
    }

    private static XElement Parse(string body)
    {
        try
        {
            return XElement.Parse(body, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException malformed)
        {
            throw TwilioStandIn.Refusal(malformed.Message, body);
        }
    }

    private static void Check(XElement element, string document)
    {
        var name = element.Name.ToString();
        if (!Rules.TryGetValue(name, out var rule)) throw TwilioStandIn.Refusal($"there is no verb {name}", document);

        foreach (var attribute in element.Attributes())
        {
            if (!rule.Attributes.TryGetValue(attribute.Name.ToString(), out var isValid))
                throw TwilioStandIn.Refusal($"{name} has no attribute {attribute.Name}", document);
            if (!isValid(attribute.Value)) throw TwilioStandIn.Refusal($"{name} {attribute}", document);
        }

        if (!rule.HasText && element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
            throw TwilioStandIn.Refusal($"text directly inside {name}", document);

        CheckByVerb(name, element, document);
        foreach (var child in element.Elements())
        {
            if (!rule.Children.Contains(child.Name.ToString())) throw TwilioStandIn.Refusal($"{child.Name} inside {name}", document);
            Check(child, document);
        }
    }

    private static void CheckByVerb(string name, XElement element, string document)
    {
        var fault = name switch
        {
            "Say" when string.IsNullOrWhiteSpace(element.Value) => "a Say without text",
            "Say" when element.Value.Length > LongestSay => "a Say of over 4096 characters",
            "Play" when element.Value.Length == 0 && element.Attribute("digits") is null => "a Play of nothing",
            "Redirect" when string.IsNullOrWhiteSpace(element.Value) => "a Redirect to nowhere",
            "Dial" when string.IsNullOrWhiteSpace(element.Value) => "a Dial of nobody",
            "Gather" => GatherFault(GatherOf(element)),
            "Connect" when element.Elements().Count() != 1 => "a Connect of other than one",
            "Stream" or "ConversationRelay" when element.Attribute("url") is null => $"a {name} to nowhere",
            "Language" when element.Attribute("code") is null => "a Language without its code",
            "Parameter" when !IsWithinLimits(element) => "a Parameter without a name, or of 500 characters",
            _ => null,
        };
        if (fault is not null) throw TwilioStandIn.Refusal(fault, document);
    }

    // Not every recogniser knows every language, and with one named Twilio wants speechTimeout as a number.
    private static string? GatherFault(GatherHeard gather) => (gather.SpeechModel, gather.Language) switch
    {
        ({ } model, _) when gather.SpeechTimeout == "auto" => $"speechTimeout auto with {model}",
        ("phone_call", "uk-UA" or "sk-SK") => $"phone_call does not know {gather.Language}",
        ({ } model, "sk-SK") when model.StartsWith("experimental_", StringComparison.Ordinal) => $"{model} does not know sk-SK",
        _ => null,
    };

    private static Func<string, bool> OneOf(params string[] values) => text => values.Contains(text);

    private static bool IsWithinLimits(XElement parameter) =>
        (parameter.Attribute("name")?.Value, parameter.Attribute("value")?.Value) is ({ Length: > 0 } name, { } value) && name.Length + value.Length < 500;

    private static bool AreHints(string text) => text.Split(',') is { Length: <= 500 } hints && hints.All(hint => hint.Trim().Length <= 100);

    private static bool IsSpeechModel(string text) => SpeechModelPattern().IsMatch(text);

    [GeneratedRegex("^(default|numbers_and_commands|phone_call|experimental_(conversations|utterances)|googlev2_(long|short|telephony|telephony_short)|deepgram_nova-2(-[a-z]+)?|deepgram_nova-3(-general)?)$")]
    private static partial Regex SpeechModelPattern();

    [GeneratedRegex("^[a-z]{2}-[A-Z]{2}$")]
    private static partial Regex LocalePattern();

    [GeneratedRegex("^(man|woman|alice|Polly\\.[A-Z][a-z]+(-Neural|-Generative)?|Google\\.[a-z]{2}-[A-Z]{2}-[A-Za-z0-9-]+)$")]
    private static partial Regex VoicePattern();
}
