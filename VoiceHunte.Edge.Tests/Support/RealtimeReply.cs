using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One thing that a response of the stand-in does.</summary>
internal abstract record RealtimeStep;

/// <summary>Words and their audio; text alone where the session or the request asks for text.</summary>
internal sealed record SayStep(string Words) : RealtimeStep
{
    private const int MillisecondsACharacter = 70;

    /// <summary>How long the audio is; by the length of the words unless a test says otherwise.</summary>
    public int Milliseconds { get; init; } = Math.Max(200, Words.Length * MillisecondsACharacter);

    /// <summary>0: all at once, as a fast model does; 1: as fast as it is spoken.</summary>
    public double Pace { get; init; }

    /// <summary>Stands before the piece of audio that begins at <see cref="HeldAt"/> ms.</summary>
    public Gate? Gate { get; init; }

    public int HeldAt { get; init; }
}

/// <param name="IsCut">The arguments end anywhere, and the response is incomplete.</param>
internal sealed record CallStep(string Name, string Arguments, bool IsCut = false) : RealtimeStep
{
    public string? CallId { get; init; }
}

/// <summary>The model thinks until the test lets it go on.</summary>
internal sealed record WaitStep(Gate Gate) : RealtimeStep;

/// <summary>One response of the stand-in.</summary>
internal sealed record RealtimeReply(params IReadOnlyList<RealtimeStep> Steps)
{
    public string Status { get; init; } = "completed";

    public string? ErrorCode { get; init; }

    /// <summary>It is never done.</summary>
    public bool NeverEnds { get; init; }

    public static RealtimeReply Say(string words, double pace = 0) => new(new SayStep(words) { Pace = pace });

    /// <summary>Stops before the audio that begins at so many ms, until the gate opens.</summary>
    public static RealtimeReply SayHeld(string words, Gate gate, int heldAt = 400) => new(new SayStep(words) { Gate = gate, HeldAt = heldAt });

    public static RealtimeReply Call(string name, string arguments) => new(new CallStep(name, arguments));

    public static RealtimeReply Fails(string code = "server_error") => new([]) { Status = "failed", ErrorCode = code };

    public static RealtimeReply Silence() => new([]) { NeverEnds = true };
}

/// <summary>What a response is asked for.</summary>
/// <param name="Request">The <c>response</c> of response.create; undefined where a turn of the caller asked.</param>
/// <param name="Text">The last words: of the request's own input, else of the conversation, be they a caller's or a function's.</param>
/// <param name="Number">Of this session's responses, from 1.</param>
internal sealed record RealtimeAsk(RealtimeSessionStandIn Session, JsonElement Request, string Text, int Number)
{
    public bool IsOutOfBand => Request.ValueKind == JsonValueKind.Object
        && Request.TryGetProperty("conversation", out var conversation) && conversation.ValueEquals("none");
}

/// <summary>What the transcriber makes of one turn of the caller.</summary>
internal sealed record RealtimeHeard(string Words, params IReadOnlyList<string> Languages)
{
    public bool Fails { get; init; }

    /// <summary>The transcript is as late as the test wants.</summary>
    public Gate? Gate { get; init; }
}

/// <summary>Where in a session's life something can be made to go wrong.</summary>
internal enum RealtimeMoment
{
    /// <summary>An abort here may come before the client has seen the handshake.</summary>
    Connected,
    Updated,
    CallerSpeaks,

    /// <summary>After the first piece of audio.</summary>
    MidResponse,

    /// <summary>A response that called a function is done.</summary>
    FunctionRuns,
}

internal enum RealtimeFault
{
    /// <summary>A close frame, 1011.</summary>
    Close,

    /// <summary>The connection breaks.</summary>
    Abort,

    /// <summary>Nothing comes any more.</summary>
    Stall,
}
