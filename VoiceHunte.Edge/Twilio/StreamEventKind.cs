namespace VoiceHunte.Edge.Twilio;

/// <summary>What a message of Media Streams is about.</summary>
internal enum StreamEventKind
{
    /// <summary>One that is not known here: Twilio may add some.</summary>
    Unknown,

    /// <summary>The first message.</summary>
    Connected,

    /// <summary>The second: <see cref="StreamStart"/> reads it.</summary>
    Start,

    /// <summary>What the caller says.</summary>
    Media,

    /// <summary>A key was pressed.</summary>
    Dtmf,

    /// <summary>What was sent before a mark has been played, or cleared.</summary>
    Mark,

    /// <summary>The last: the call is over, or the stream is.</summary>
    Stop,

    /// <summary>Only ever sent to Twilio, which forgets what it has not played yet.</summary>
    Clear,
}
