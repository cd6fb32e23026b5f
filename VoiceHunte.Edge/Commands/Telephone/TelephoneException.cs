namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>The call cannot go on: Twilio would now play its error message and hang up.</summary>
internal sealed class TelephoneException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The appliance answered with something that Twilio cannot play.</summary>
    public static TelephoneException ApplicationError(string message) => new(Operations.ExitCode.CallerHeardAnError, message);

    public static TelephoneException Unreachable(string message) => new(Operations.ExitCode.Unavailable, message);
}
