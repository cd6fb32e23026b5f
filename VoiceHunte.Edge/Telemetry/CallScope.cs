namespace VoiceHunte.Edge.Telemetry;

/// <summary>A logging scope: whatever is logged inside it, by whomever, is about this call.</summary>
internal sealed record CallScope(string CallSid)
{
    /// <summary>The call that a line is about; null outside of any.</summary>
    public static string? Of(IExternalScopeProvider? scopes)
    {
        string? callSid = null;
        scopes?.ForEachScope((scope, _) => callSid = (scope as CallScope)?.CallSid ?? callSid, 0);
        return callSid;
    }
}
