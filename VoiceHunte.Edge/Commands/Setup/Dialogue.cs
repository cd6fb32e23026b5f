using System.Text;
using Microsoft.Win32.SafeHandles;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>
/// Questions to a person at a terminal. Lines are read from the terminal itself, for the console's own reader shows what is
/// typed even where the terminal is told not to.
/// </summary>
internal sealed class Dialogue(TextWriter screen) : IDisposable
{
    private readonly FileStream keyboard = new(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    public void Say(string text) => screen.WriteLine(text);

    /// <summary>What was typed, without blanks around it; empty for Enter alone.</summary>
    /// <exception cref="SetupStoppedException">Nobody is there any more.</exception>
    public async Task<string> AskAsync(string question, CancellationToken cancellationToken)
    {
        await screen.WriteAsync($"{question}: ");
        await screen.FlushAsync(cancellationToken);
        return await ReadLineAsync(cancellationToken);
    }

    /// <summary>The same for what nobody may look at.</summary>
    public async Task<string> AskSecretAsync(string question, CancellationToken cancellationToken)
    {
        using var silence = new TerminalEcho();
        var answer = await AskAsync($"{question} (not shown)", cancellationToken);
        screen.WriteLine();
        return answer;
    }

    /// <summary>True for yes, and for Enter alone.</summary>
    public async Task<bool> AgreesAsync(string question, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch ((await AskAsync($"{question} [Y/n]", cancellationToken)).ToUpperInvariant())
            {
                case "" or "Y" or "YES": return true;
                case "N" or "NO": return false;
            }
        }
    }

    public void Dispose() => keyboard.Dispose();

    // Reading cannot be called off: it is left behind with its thread, for whoever calls off ends the program.
    private Task<string> ReadLineAsync(CancellationToken cancellationToken) => Task.Run(ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    private string ReadLine()
    {
        var line = new List<byte>();
        while (true)
        {
            var key = keyboard.ReadByte();
            if (key < 0) throw new SetupStoppedException(Operations.ExitCode.Usage, ["the answers have come to an end"]);
            if (key == '\n') return Encoding.UTF8.GetString([.. line]).Trim();
            line.Add((byte)key);
        }
    }
}
