namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>How <c>voicehunte call</c> ends; from 64 on the numbers are those of sysexits.h.</summary>
internal static class CallExit
{
    public const int EndedWell = 0;
    public const int HeardAnError = 1;
    public const int Usage = 64;
    public const int Unreachable = 69;
    public const int Configuration = 78;
}
