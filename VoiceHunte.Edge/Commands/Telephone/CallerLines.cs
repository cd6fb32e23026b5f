namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>What the caller says, turn by turn: as the command line has it, else from the keyboard or a pipe.</summary>
internal sealed class CallerLines(IReadOnlyList<CallerTurn> turns, TextReader input)
{
    private readonly Queue<CallerTurn> prepared = new(turns);
    private Task<string?>? reading;

    public bool IsScripted { get; } = turns.Count > 0;

    /// <summary>What is left of the script.</summary>
    public IEnumerable<CallerTurn> Left => prepared;

    /// <summary>The next line; empty for silence, null when the caller hangs up: nothing is left, or Ctrl-C.</summary>
    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        if (IsScripted)
        {
            while (prepared.TryDequeue(out var turn))
            {
                // Where text is asked for, a file cannot be heard.
                if (turn.Sound is null) return turn.Text;
            }

            return null;
        }

        try
        {
            // A console's own ReadLineAsync blocks, so the keyboard gets a thread and Ctrl-C stays heard. A line that nobody
            // waited for any more is the next one.
            var line = await (reading ??= Task.Run(input.ReadLine, cancellationToken)).WaitAsync(cancellationToken);
            reading = null;
            return line;
        }
        catch (OperationCanceledException)
        {
            if (reading?.IsCanceled == true) reading = null;
            return null;
        }
    }

    /// <summary>The script's next turn, if it can be done where there is only sound.</summary>
    public bool TryNextAloud(out CallerTurn turn) => prepared.TryPeek(out turn) && turn.IsAloud && prepared.TryDequeue(out turn);
}
