namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Setting up goes no further, and nothing has been written.</summary>
/// <param name="exitCode">Of sysexits.h.</param>
/// <param name="problems">For the operator, one a line.</param>
internal sealed class SetupStoppedException(int exitCode, IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public int ExitCode => exitCode;

    public IReadOnlyList<string> Problems => problems;
}
