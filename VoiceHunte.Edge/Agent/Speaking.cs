namespace VoiceHunte.Edge.Agent;

/// <summary>
/// An answer that the caller hears while it is still being thought of, sentence by sentence. What was said cannot be taken
/// back: whatever the answer becomes in the end, it begins with it.
/// </summary>
/// <param name="say">Brings one sentence to the caller.</param>
internal sealed class Speaking(Func<string, CancellationToken, ValueTask> say)
{
    /// <summary>The sentences said so far, with a space between them.</summary>
    public string Said { get; private set; } = "";

    public async ValueTask SayAsync(string sentence, CancellationToken cancellationToken)
    {
        await say(sentence, cancellationToken);
        Said = Said.Length == 0 ? sentence : $"{Said} {sentence}";
    }

    /// <summary>The whole answer: what was said, and after it what was thought in the end.</summary>
    public string Whole(string thought) =>
        Said.Length == 0 || thought.StartsWith(Said, StringComparison.Ordinal) ? thought
        : thought.Length == 0 ? Said
        : $"{Said} {thought}";

    /// <summary>What of the whole answer is still to be said.</summary>
    public string Rest(string whole) => whole[Said.Length..].TrimStart();
}
