using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Calls;

/// <summary>What the caller did in one turn.</summary>
/// <param name="Text">What was recognised; empty when nothing was.</param>
/// <param name="Confidence">0 to 1; null where the recogniser does not say.</param>
/// <param name="DialStatus">Twilio's DialCallStatus when a transfer has just ended; else null.</param>
internal sealed record Heard(string Text, double? Confidence, string Keys, string? DialStatus)
{
    /// <summary>What was recognised; empty when nothing was. Numbers of cards and persons are not in it any more.</summary>
    public string Text { get; } = HiddenNumbers.In(Text);

    /// <summary>The turn that the words are of; null: the last one.</summary>
    public int? Turn { get; init; }

    /// <summary>How long it took from sound to text; null where that was not done here.</summary>
    public TimeSpan? TranscribedIn { get; init; }

    /// <summary>Words that were written, or recognised by somebody who does not say how surely.</summary>
    public static Heard Of(string text) => new(text.Trim(), null, "", null);
}

/// <summary>What the agent shall answer.</summary>
/// <param name="Text">Empty where a key was pressed.</param>
internal sealed record Question(string Text, Understood Understood);
