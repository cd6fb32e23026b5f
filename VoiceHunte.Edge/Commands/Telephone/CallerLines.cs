namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What the caller says, turn by turn: from <c>--say</c>, else from the keyboard or a pipe.</summary>
internal sealed class CallerLines(IReadOnlyList<string> says, TextReader input)
{
    private readonly Queue<string> prepared = new(says);
    private readonly bool isScripted = says.Count > 0;

    /// <summary>The next line; empty for silence, null when the caller hangs up: nothing is left, or Ctrl-C.</summary>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        if (isScripted) return prepared.TryDequeue(out var line) ? line : null;

        try
        {
            // A console's own ReadLineAsync blocks, so the keyboard gets a thread and Ctrl-C stays heard.
            return await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
