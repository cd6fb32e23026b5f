namespace VoiceHunte.Edge.Agent;

/// <summary>What the rules say next, and what the call is about after it.</summary>
internal sealed record Said(string Text, Draft Draft)
{
    public Then Then { get; init; } = Then.Listen;

    /// <summary>Nothing was understood of what the caller said.</summary>
    public bool Stuck { get; init; }

    /// <summary>Where it is another than the words alone showed.</summary>
    public string? Intent { get; init; }
}
