using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the rules make of one thing a caller said.</summary>
/// <param name="Switch">The caller asks for another language, or plainly speaks it; it need not be one of the restaurant's.</param>
/// <param name="Intent">One of <see cref="Intents"/>.</param>
/// <param name="Answer">Yes or no to what was asked before; null when it is neither.</param>
/// <param name="Day">The day that is named, if it is a simple one.</param>
internal sealed record Understood(Language? Switch, string Intent, bool? Answer, SpokenDay? Day);

/// <summary>What a caller may want, in the words of the database.</summary>
internal static class Intents
{
    public const string CreateReservation = "create_reservation";
    public const string UpdateReservation = "update_reservation";
    public const string CancelReservation = "cancel_reservation";
    public const string MenuQuestion = "menu_question";
    public const string HoursInfo = "hours_info";
    public const string Transfer = "transfer";
    public const string Goodbye = "goodbye";
    public const string Generic = "generic";
}
