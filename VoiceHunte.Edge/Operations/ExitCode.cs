namespace VoiceHunte.Edge.Operations;

/// <summary>sysexits.h: what a script or systemd learns from the way a command ended.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Of <c>call</c>: the caller would have heard an error.</summary>
    public const int CallerHeardAnError = 1;

    public const int Usage = 64;

    /// <summary>Something that is needed cannot be reached.</summary>
    public const int Unavailable = 69;

    public const int InputOutput = 74;
    public const int Configuration = 78;
}
