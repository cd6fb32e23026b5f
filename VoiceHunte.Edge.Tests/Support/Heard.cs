namespace VoiceHunte.Edge.Tests.Support;

/// <summary>What a caller heard from one webhook up to the moment when something is asked of them.</summary>
internal sealed class Heard
{
    public List<SayHeard> Says { get; } = [];

    public List<PlayHeard> Plays { get; } = [];

    /// <summary>Every document that was followed, as it came.</summary>
    public List<string> Documents { get; } = [];

    /// <summary>All that was said, with single blanks between.</summary>
    public string Text => string.Join(' ', Says.Select(say => say.Text));

    /// <summary>The locale of what was said last.</summary>
    public string? Language => Says.LastOrDefault()?.Language;

    /// <summary>The voice that spoke last.</summary>
    public string? Voice => Says.LastOrDefault()?.Voice;

    /// <summary>The Gather that listens now; null: nobody listens.</summary>
    public GatherHeard? Listening { get; set; }

    /// <summary>The WebSocket that the call is put on now; null: it is on none.</summary>
    public ConnectHeard? Connect { get; set; }

    /// <summary>Where Twilio shall tell of a recording that begins now; null: none does.</summary>
    public Uri? RecordingTold { get; set; }

    public string? DialledNumber { get; set; }

    /// <summary>Set when a document ends in a Redirect that is not followed.</summary>
    public string? RedirectedTo { get; set; }

    /// <summary><c>rejected</c> or <c>busy</c>.</summary>
    public string? RejectedAs { get; set; }

    /// <summary>The appliance ended the call, by Hangup, Reject or with nothing left to do.</summary>
    public bool HungUp { get; set; }

    public int Redirects { get; set; }
}

/// <param name="Verb"><c>Stream</c> or <c>ConversationRelay</c>.</param>
/// <param name="Url">As it stands in the TwiML: <c>wss://…</c>.</param>
internal sealed record ConnectHeard(string Verb, Uri Url, string? Action, IReadOnlyDictionary<string, string> Parameters, string? WelcomeGreeting);

internal sealed record SayHeard(string Text, string? Voice, string? Language);

internal sealed record PlayHeard(Uri Url, int Status, string? ContentType, byte[] Audio);

/// <summary>A Gather's attributes, with Twilio's defaults where it left them out.</summary>
internal sealed record GatherHeard(
    string Input, string? Action, string Language, string? SpeechModel, string? Hints, string Timeout, string? SpeechTimeout,
    int? NumDigits, bool ActionOnEmptyResult);
