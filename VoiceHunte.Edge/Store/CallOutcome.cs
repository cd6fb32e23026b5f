namespace VoiceHunte.Edge.Store;

/// <summary>What became of a call, in one word: the most that it brought.</summary>
internal static class CallOutcome
{
    public const string Booked = "booked", Changed = "changed", Cancelled = "cancelled", Message = "message", Transferred = "transferred",
        Missed = "missed", Failed = "failed", Answered = "answered";

    /// <summary>Not a word of the database: there it is null while the call goes on.</summary>
    public const string Live = "live";

    public static readonly IReadOnlyList<string> All = [Booked, Changed, Cancelled, Message, Transferred, Answered, Missed, Failed];

    /// <summary>An SQL expression over a row of <c>calls</c>.</summary>
    /// <param name="status">An expression for the status that counts.</param>
    public static string Of(string status) => $"""
        CASE
            WHEN {status} = 'failed' THEN '{Failed}'
            WHEN {Did("booked")} THEN '{Booked}'
            WHEN {Did("changed")} THEN '{Changed}'
            WHEN {Did("cancelled")} THEN '{Cancelled}'
            WHEN EXISTS (SELECT 1 FROM messages WHERE messages.call_id = calls.call_id) THEN '{Message}'
            WHEN transfer_reason IS NOT NULL THEN '{Transferred}'
            WHEN NOT EXISTS (SELECT 1 FROM turns WHERE turns.call_id = calls.call_id AND user_text <> '') THEN '{Missed}'
            ELSE '{Answered}' END
        """;

    private static string Did(string action) =>
        $"EXISTS (SELECT 1 FROM reservation_history AS did WHERE did.call_id = calls.call_id AND did.action = '{action}')";
}
