using System.Threading.Channels;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Live;

/// <summary>A turn on the Realtime wire: what the caller said, when that is known, and what comes back.</summary>
/// <param name="spoken">Null where code speaks unasked, as to a caller who fell silent.</param>
/// <param name="itemId">The caller's words in the conversation.</param>
internal sealed class RealtimeTurn(SpokenTurn? spoken, string? itemId)
{
    private readonly TaskCompletionSource<string?> words = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<RealtimeResponse?> responses = Channel.CreateUnbounded<RealtimeResponse?>();

    public SpokenTurn? Spoken => spoken;

    public string? ItemId => itemId;

    public SpokenAnswer Answer { get; private set; } = new();

    /// <summary>The model has been asked for an answer.</summary>
    public bool IsAsked { get; set; }

    /// <summary>The answer is being said, or has been: the next turn need not wait for this one.</summary>
    public bool IsSaid { get; set; }

    /// <summary>The caller has gone on to something else: nothing more is said of this one.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>The model claimed what is not so: code answers.</summary>
    public bool IsFalse { get; set; }

    /// <summary>Its first sound has come.</summary>
    public bool IsAudible { get; set; }

    /// <summary>What the caller said; null when nobody can tell.</summary>
    public Task<string?> Words => words.Task;

    public void Hears(string? text) => words.TrySetResult(text);

    /// <summary>A response has ended; null: it was given up.</summary>
    public void Responded(RealtimeResponse? response) => responses.Writer.TryWrite(response);

    /// <summary>The next response that ends; null when the caller has cut in, or none will come.</summary>
    public async Task<RealtimeResponse?> NextResponseAsync(CancellationToken cancellationToken)
    {
        if (responses.Reader.TryRead(out var come)) return come;
        var response = responses.Reader.ReadAsync(cancellationToken).AsTask();
        return await Task.WhenAny(response, Answer.CutIn) == response ? await response : null;
    }

    /// <summary>What the model said gives way to what code says.</summary>
    public void BeginAnew() => Answer = new SpokenAnswer();
}
