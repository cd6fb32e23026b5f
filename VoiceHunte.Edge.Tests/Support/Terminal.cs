using System.Diagnostics;
using System.Text;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The published binary at a terminal: a pseudo-terminal of util-linux's <c>script</c>, with somebody who reads and types.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder screen = new();
    private readonly Task reading;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int readSoFar;

    private Terminal(Process process)
    {
        this.process = process;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>All that has been shown, the echo of what was typed too.</summary>
    public string Screen
    {
        get
        {
            lock (screen) return screen.ToString();
        }
    }

    public static Terminal Start(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(EdgeProcess.RequireBinary()).Select(each => $"'{each}'"));
        // At a terminal no signal is ignored, however the tests were started: Ctrl-C is one.
        var start = new ProcessStartInfo("script", ["--quiet", "--flush", "--return", "--command", $"exec env --default-signal {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new Terminal(Process.Start(start)!);
    }

    /// <summary>Completes when this has been shown after what was waited for last.</summary>
    public async Task SeesAsync(string text)
    {
        while (true)
        {
            Task more;
            lock (screen)
            {
                if (screen.ToString().IndexOf(text, readSoFar, StringComparison.Ordinal) is >= 0 and var at)
                {
                    readSoFar = at + text.Length;
                    return;
                }

                Assert.False(reading.IsCompleted, $"It ended without '{text}':\n{screen}");
                more = changed.Task;
            }

            await more.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Reads the question, and answers it.</summary>
    public async Task AnswersAsync(string question, string answer)
    {
        await SeesAsync(question);
        await TypesAsync(answer + "\n");
    }

    public async Task TypesAsync(string keys)
    {
        await process.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <returns>The program's exit code.</returns>
    public async Task<int> EndsAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
        await reading;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Its terminal is gone with it, and that ends the program.
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        var piece = new char[4096];
        while (await process.StandardOutput.ReadAsync(piece) is > 0 and var length) Show(piece.AsSpan(0, length));
        Show([]);
    }

    private void Show(ReadOnlySpan<char> piece)
    {
        lock (screen)
        {
            screen.Append(piece);
            (var seen, changed) = (changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            seen.SetResult();
        }
    }
}
