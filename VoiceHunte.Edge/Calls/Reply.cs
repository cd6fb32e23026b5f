using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>What the caller hears next, on whatever wire.</summary>
/// <param name="Text">Empty: nothing is said.</param>
/// <param name="Source"><c>model</c> or <c>rules</c>; null while the answer is still being found.</param>
/// <param name="ToolCalls">JSON of what the model asked for; null when nothing.</param>
internal sealed record Reply(
    Language Language,
    string Text,
    Next Next,
    string? Intent = null,
    string? Source = Thought.Rules,
    string? ToolCalls = null)
{
    /// <summary>What the caller wants passed on to the staff; kept with the turn. Null: nothing.</summary>
    public string? Message { get; init; }

    /// <summary>What it changes of the voices of the caller's number; kept with the turn. Null: nothing.</summary>
    public ConsentChange? Voice { get; init; }

    /// <summary>What was read in the caller's words; null where nobody read them.</summary>
    public Understood? Understood { get; init; }

    /// <summary>Where the turn's time went; null where the caller had said nothing.</summary>
    public TurnStages? Stages { get; init; }
}

internal enum Next
{
    /// <summary>Listens, to speech and keys.</summary>
    Listen,

    /// <summary>Listens to keys only: the caller was not heard three times.</summary>
    ListenForKeys,

    /// <summary>Says a holding sentence and comes back for the answer.</summary>
    Hold,

    /// <summary>As Hold, with a pause in which a new process starts.</summary>
    HoldOverRestart,

    Transfer,
    HangUp,
}
