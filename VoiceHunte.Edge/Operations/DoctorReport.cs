namespace VoiceHunte.Edge.Operations;

/// <summary>A line of the doctor's: <c>ok</c>, <c>warn</c> (calls are answered all the same) or <c>FAIL</c>, with what to do.</summary>
internal sealed record DoctorLine(string Verdict, string Part, string Finding)
{
    public override string ToString() => $"{Verdict,-4}  {Part,-10}  {Finding}";
}

/// <summary>What the doctor finds, line by line.</summary>
internal sealed class DoctorReport(Action<DoctorLine> tell)
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

    private void Write(string verdict, string part, string finding) => tell(new DoctorLine(verdict, part, finding));
}
