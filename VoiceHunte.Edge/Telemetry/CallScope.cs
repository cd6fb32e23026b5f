namespace VoiceHunte.Edge.Telemetry;

/// <summary>Whatever is logged or spent inside it, by whomever, is about this call.</summary>
/// <param name="Turn">In hand; null before the first.</param>
internal sealed record CallScope(string CallSid, int? Turn = null)
{
    private static readonly AsyncLocal<CallScope?> Here = new();

    /// <summary>The call in hand; null outside of any.</summary>
    public static CallScope? Current => Here.Value;

    /// <summary>Until it is disposed of, this call is in hand here and in all that is begun from here.</summary>
    public static IDisposable Enter(ILogger logger, string callSid)
    {
        var before = Here.Value;
        var scope = new CallScope(callSid);
        Here.Value = scope;
        return new Exit(before, logger.BeginScope(scope));
    }

    /// <summary>From here on it is this turn's; null: of none.</summary>
    public static void TakeTurn(string callSid, int? turn) => Here.Value = new CallScope(callSid, turn);

    /// <summary>The call that a line is about; null outside of any.</summary>
    public static string? Of(IExternalScopeProvider? scopes)
    {
        string? callSid = null;
        scopes?.ForEachScope((scope, _) => callSid = (scope as CallScope)?.CallSid ?? callSid, 0);
        return callSid;
    }

    private sealed class Exit(CallScope? before, IDisposable? log) : IDisposable
    {
        public void Dispose()
        {
            Here.Value = before;
            log?.Dispose();
        }
    }
}
