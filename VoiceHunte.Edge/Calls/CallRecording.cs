namespace VoiceHunte.Edge.Calls;

/// <summary>How a call stands with being recorded.</summary>
/// <param name="Word">As the database has it.</param>
internal sealed record CallRecording(string Word)
{
    /// <summary>The caller was told, and may still refuse.</summary>
    public static readonly CallRecording Announced = new("announced");

    /// <summary>It runs.</summary>
    public static readonly CallRecording Begun = new("begun");

    /// <summary>The caller does not want it: nothing of this call is kept as sound.</summary>
    public static readonly CallRecording Refused = new("refused");

    public static CallRecording? Read(string? word) => ((CallRecording[])[Announced, Begun, Refused]).FirstOrDefault(one => one.Word == word);
}
