namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Why a call left its WebSocket.</summary>
internal enum LegEndKind
{
    /// <summary>The appliance ended it: the call goes on with the TwiML.</summary>
    Closed,

    /// <summary>The caller hung up.</summary>
    HungUp,

    /// <summary>It never opened, or broke: Twilio goes on with the TwiML all the same.</summary>
    Failed,

    /// <summary>The appliance sent what Twilio does not take; then as above.</summary>
    Refused,
}

/// <summary>How a call's time on a WebSocket ended.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Reason">For a person; null where it ended well.</param>
/// <param name="ErrorCode">Twilio's, where it has one.</param>
internal sealed record LegEnd(LegEndKind Kind, string? Reason = null, int? ErrorCode = null)
{
    /// <summary>The reason and the code.</summary>
    public string Message => ErrorCode is { } code ? $"{Reason} (error {code})" : Reason ?? "";

    /// <summary>What the appliance gave with <c>end</c>.</summary>
    public string? HandoffData { get; init; }

    /// <summary>ConversationRelay's session, <c>VX…</c>; null on a media stream.</summary>
    public string? SessionId { get; init; }

    /// <summary>How often the caller spoke or pressed keys.</summary>
    public int Turns { get; init; }

    /// <summary>Whether the caller noticed that something was wrong, even if the call went on.</summary>
    public bool IsSpoiled { get; init; }
}
