using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// One message of ConversationRelay. What does not belong to its kind is null.
/// <code>{"type":"prompt","voicePrompt":"Máte otvorené?","lang":"sk-SK","last":true}</code>
/// </summary>
internal sealed record RelayEvent
{
    [JsonIgnore]
    public RelayEventKind Kind => KindOf(Type);

    /// <summary>The kind in Twilio's word.</summary>
    public string? Type { get; init; }

    /// <summary>Of the setup: <c>VX…</c>.</summary>
    public string? SessionId { get; init; }

    /// <summary>Of the setup: <c>AC…</c>.</summary>
    public string? AccountSid { get; init; }

    /// <summary>Of the setup: <c>CA…</c>, the signed webhook's.</summary>
    public string? CallSid { get; init; }

    public string? ParentCallSid { get; init; }

    /// <summary>Of the setup: the caller.</summary>
    public string? From { get; init; }

    /// <summary>Of the setup: the number that was rung.</summary>
    public string? To { get; init; }

    public string? ForwardedFrom { get; init; }

    public string? CallerName { get; init; }

    /// <summary><c>PSTN</c>.</summary>
    public string? CallType { get; init; }

    /// <summary><c>inbound</c>.</summary>
    public string? Direction { get; init; }

    /// <summary><c>RINGING</c>.</summary>
    public string? CallStatus { get; init; }

    /// <summary>Of the setup: what the TwiML gave as <c>&lt;Parameter&gt;</c>.</summary>
    public IReadOnlyDictionary<string, string>? CustomParameters { get; init; }

    /// <summary>Of a prompt: what the caller said.</summary>
    public string? VoicePrompt { get; init; }

    /// <summary>Of a prompt: the locale it was heard in, <c>sk-SK</c>; where Deepgram finds it out, its language alone.</summary>
    public string? Lang { get; init; }

    /// <summary>Of a prompt: false while more of it follows.</summary>
    public bool? Last { get; init; }

    /// <summary>Of a key: one character.</summary>
    public string? Digit { get; init; }

    /// <summary>Of an interruption: what the caller heard of the answer.</summary>
    public string? UtteranceUntilInterrupt { get; init; }

    /// <summary>Of an interruption: how long that was, in ms. Older accounts send it as a string.</summary>
    public int? DurationUntilInterruptMs { get; init; }

    /// <summary>Of an error.</summary>
    public string? Description { get; init; }

    /// <summary>Of an info: <c>agentSpeaking</c>, <c>clientSpeaking</c> or <c>tokensPlayed</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Of an info: <c>on</c> or <c>off</c>, or the words.</summary>
    public string? Value { get; init; }

    /// <summary>Null where it cannot be read, or lacks what its kind is for.</summary>
    public static RelayEvent? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RelayJson.Default.RelayEvent) is { IsWhole: true } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsWhole => Kind switch
    {
        RelayEventKind.Setup => SessionId is { Length: > 0 } && CallSid is { Length: > 0 } && TwilioParameters.AreWithinLimits(CustomParameters),
        RelayEventKind.Prompt => VoicePrompt is not null,
        RelayEventKind.Dtmf => Digit is { Length: 1 },
        RelayEventKind.Interrupt => UtteranceUntilInterrupt is not null,
        RelayEventKind.Info => Name is not null,
        _ => Type is not null,
    };

    private static RelayEventKind KindOf(string? type) => type switch
    {
        "setup" => RelayEventKind.Setup,
        "prompt" => RelayEventKind.Prompt,
        "dtmf" => RelayEventKind.Dtmf,
        "interrupt" => RelayEventKind.Interrupt,
        "error" => RelayEventKind.Error,
        "info" => RelayEventKind.Info,
        _ => RelayEventKind.Unknown,
    };
}
