namespace VoiceHunte.Edge.Store;

/// <summary>
/// Twilio's words for how far a call is. Callbacks overtake each other, so a status only ever moves forward,
/// and the one that ended the call stays.
/// </summary>
internal static class CallStatus
{
    private static readonly string[] OnTheWay = ["queued", "initiated", "ringing", "in-progress"];
    private static readonly string[] Final = ["completed", "busy", "failed", "no-answer", "canceled"];

    public static bool IsFinal(string status) => Final.Contains(status);

    /// <summary>An SQL expression that orders statuses: 0 unknown word, then as a call goes, all final ones the same.</summary>
    public static string Rank(string column)
    {
        var steps = OnTheWay.Select((status, i) => $"WHEN '{status}' THEN {i + 1}")
            .Concat(Final.Select(status => $"WHEN '{status}' THEN {OnTheWay.Length + 1}"));
        return $"(CASE {column} {string.Join(' ', steps)} ELSE 0 END)";
    }
}
