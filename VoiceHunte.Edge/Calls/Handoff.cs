namespace VoiceHunte.Edge.Calls;

/// <summary>
/// What a ConversationRelay session is ended with: Twilio hands it to the webhook that follows, so that a new process knows
/// what was decided.
/// </summary>
internal static class Handoff
{
    private const string Transfer = """{"next":"transfer"}""";
    private const string HangUp = """{"next":"hangup"}""";
    private const string Listen = """{"next":"listen"}""";

    public static string Of(Next next) => next switch { Next.Transfer => Transfer, Next.Listen => Listen, _ => HangUp };

    /// <summary>Null where nothing was decided.</summary>
    public static Next? Read(string? handoffData) => handoffData switch
    {
        Transfer => Next.Transfer,
        HangUp => Next.HangUp,
        _ => null,
    };
}
