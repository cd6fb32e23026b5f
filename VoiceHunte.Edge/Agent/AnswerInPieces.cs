namespace VoiceHunte.Edge.Agent;

/// <summary>
/// Says the sentences of the model's answer as they come, each one checked before it is said. With the first that may not be
/// said it falls silent: the rest waits for what becomes of the whole.
/// </summary>
/// <param name="problem">What is wrong with a sentence; null when nothing is.</param>
internal sealed class AnswerInPieces(Speaking speaking, Func<string, string?> problem)
{
    private readonly SentenceCutter cutter = new();
    private string unsaid = "";

    /// <summary>Takes a piece of the answer, and says what is a whole sentence by now.</summary>
    public async ValueTask TakeAsync(string piece, CancellationToken cancellationToken)
    {
        for (var sentence = cutter.Take(piece); sentence is not null; sentence = cutter.Take("")) await SayAsync(sentence, cancellationToken);
    }

    /// <summary>The model goes on to its tools: what it said before them stands by itself.</summary>
    public async ValueTask EndRoundAsync(CancellationToken cancellationToken)
    {
        await SayAsync(cutter.Rest(), cancellationToken);
        unsaid = "";
    }

    /// <summary>The whole answer: what was said, and after it what waits to be.</summary>
    /// <param name="isCut">The last sentence may lack its end.</param>
    public string Finish(bool isCut)
    {
        var whole = $"{speaking.Said} {unsaid} {cutter.Rest()}";
        if (isCut) whole = SpeechText.WholeSentences(whole);
        var rest = SpeechText.Clean(whole[Math.Min(speaking.Said.Length, whole.Length)..]);
        return rest.Length == 0 ? speaking.Said : speaking.Said.Length == 0 ? rest : $"{speaking.Said} {rest}";
    }

    private async ValueTask SayAsync(string sentence, CancellationToken cancellationToken)
    {
        var spoken = SpeechText.Clean(sentence);
        if (spoken.Length == 0) return;
        var isTooMuch = speaking.Said.Length + spoken.Length > SpeechText.LongestChars;
        if (unsaid.Length > 0 || isTooMuch || problem(spoken) is not null) unsaid = $"{unsaid} {sentence}";
        else await speaking.SayAsync(spoken, cancellationToken);
    }
}
