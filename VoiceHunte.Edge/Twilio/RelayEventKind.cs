namespace VoiceHunte.Edge.Twilio;

/// <summary>What a message of ConversationRelay is about.</summary>
internal enum RelayEventKind
{
    /// <summary>One that is not known here: Twilio may add some.</summary>
    Unknown,

    /// <summary>The first: whose call it is.</summary>
    Setup,

    /// <summary>What the caller said.</summary>
    Prompt,

    /// <summary>A key was pressed.</summary>
    Dtmf,

    /// <summary>The caller cut in.</summary>
    Interrupt,

    /// <summary>Twilio could not do what it was told.</summary>
    Error,

    /// <summary>Who is speaking, and which words have been played: only where <c>events</c> asks for it.</summary>
    Info,
}
