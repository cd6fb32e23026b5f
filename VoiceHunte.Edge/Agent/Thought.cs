namespace VoiceHunte.Edge.Agent;

/// <summary>The answer of one turn.</summary>
/// <param name="Text">What the caller hears; empty only from a mind that found nothing to say.</param>
/// <param name="Intent">One of <see cref="Intents"/>.</param>
/// <param name="Source"><see cref="Model"/> or <see cref="Rules"/>, as stored.</param>
/// <param name="ToolCalls">JSON, as stored; null when no tool was called.</param>
internal sealed record Thought(string Text, string Intent, Then Then, string Source, string? ToolCalls)
{
    public const string Model = "model";
    public const string Rules = "rules";

    /// <summary>What the call is about after this turn.</summary>
    public required Draft Draft { get; init; }

    /// <summary>What the staff shall be told; null when nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Nothing was understood: twice in a row, and a person takes over.</summary>
    public bool Stuck { get; init; }
}

/// <summary>What happens once the caller has heard the answer.</summary>
internal enum Then
{
    Listen,

    /// <summary>Puts the caller through; where there is nobody, the desk asks for a message in place of the answer.</summary>
    Transfer,
    HangUp,
}
