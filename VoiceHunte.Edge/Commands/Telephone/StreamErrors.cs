namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Twilio's error codes of Media Streams.</summary>
internal static class StreamErrors
{
    /// <summary>The handshake was rejected.</summary>
    public const int Handshake = 31920;

    /// <summary>The connection was closed.</summary>
    public const int Closed = 31921;

    /// <summary>A message that it does not understand.</summary>
    public const int Protocol = 31924;

    /// <summary>More sound than it holds; a warning.</summary>
    public const int TooMuchSound = 31931;

    public const int Binary = 31950;
}

/// <summary>Twilio's error codes of ConversationRelay.</summary>
internal static class RelayErrors
{
    /// <summary>The socket could not be opened.</summary>
    public const int Handshake = 64102;

    /// <summary>The socket was closed.</summary>
    public const int Closed = 64105;

    /// <summary>A message that it does not take; the session goes on.</summary>
    public const int Message = 64107;
}
