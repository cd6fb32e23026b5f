namespace VoiceHunte.Edge.Commands;

/// <summary>The doctor's lines: <c>ok</c>, <c>warn</c> (calls are answered all the same) or <c>FAIL</c>, each with what to do.</summary>
internal sealed class DoctorReport(TextWriter output)
{
    /// <summary>That of the first failure; 0 while there is none.</summary>
    public int ExitCode { get; private set; }

    public void Good(string part, string finding) => Write("ok", part, finding);

    public void Warn(string part, string finding) => Write("warn", part, finding);

    public void Fail(string part, string finding, int exitCode)
    {
        Write("FAIL", part, finding);
        if (ExitCode == 0) ExitCode = exitCode;
    }

    private void Write(string verdict, string part, string finding) => output.WriteLine($"{verdict,-4}  {part,-10}  {finding}");
}
