namespace VoiceHunte.Edge.Live;

/// <summary>
/// The caller spoke while the restaurant was speaking. The restaurant is silent at once; whether it was more than a cough
/// shows a moment later, and until then nothing is given up.
/// </summary>
/// <param name="Heard">Up to where the caller had heard the answer.</param>
/// <param name="Left">How much of it was still to be heard, in bytes.</param>
/// <param name="WasGenerating">The model had not come to its end: the rest would have to be asked for.</param>
/// <param name="Rest">The words that were not heard.</param>
/// <param name="Exactly">What code wanted said, word for word; null: it was the model's answer.</param>
internal sealed record BargeIn(RealtimeTurn? Turn, long Heard, long Left, bool WasGenerating, string Rest, string? Exactly)
{
    /// <summary>From the end of the noise until the words must have come; after that it counts as speech.</summary>
    public static readonly TimeSpan WordsTake = TimeSpan.FromSeconds(1.2);

    /// <summary>What the caller said; null while they speak.</summary>
    public string? ItemId { get; set; }

    /// <summary>When it stopped; null while it lasts.</summary>
    public long? EndedAt { get; set; }
}
