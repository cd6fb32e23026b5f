namespace VoiceHunte.Edge.Twilio;

/// <summary>How Twilio shall listen: the attributes of <c>&lt;Gather&gt;</c> that the appliance uses.</summary>
internal sealed record GatherOptions
{
    /// <summary><c>speech</c>, <c>dtmf</c> or both. Default: both.</summary>
    public string Input { get; init; } = "speech dtmf";

    /// <summary>Where what was heard is posted; relative to the current document or absolute.</summary>
    public required string Action { get; init; }

    /// <summary>The locale to recognise: <c>sk-SK</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The recogniser; one that knows the language, or Twilio fails the call with error 13334 or 13343.</summary>
    public required string SpeechModel { get; init; }

    /// <summary>Phrases to expect, comma separated: at most 500, of at most 100 characters each.</summary>
    public string? Hints { get; init; }

    /// <summary>Seconds of silence until Twilio gives up waiting for the first word or key. Default: 5, as Twilio's.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    /// <summary>Seconds of silence that end what is being said. Never <c>auto</c>: with a speech model it is a number.</summary>
    public int SpeechTimeoutSeconds { get; init; } = 1;

    /// <summary>How many keys end the listening at once; null: until <c>#</c> or the timeout.</summary>
    public int? NumDigits { get; init; }

    /// <summary>Whether silence is posted to <see cref="Action"/> too; else the next verb follows. Default: true.</summary>
    public bool ActionOnEmptyResult { get; init; } = true;

    /// <summary>Whether speaking stops the prompt; null leaves Twilio's default, which is that it does.</summary>
    public bool? BargeIn { get; init; }
}
