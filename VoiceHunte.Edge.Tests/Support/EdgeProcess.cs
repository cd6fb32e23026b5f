using System.Diagnostics;
using System.Text.RegularExpressions;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The published binary, running: started on a free port, rung, stopped or killed.</summary>
internal sealed partial class EdgeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EdgeProcess(Process process) => this.process = process;

    /// <summary>VOICEHUNTE_BINARY, else what <c>make publish</c> wrote; null where there is none.</summary>
    public static string? Binary { get; } = Environment.GetEnvironmentVariable("VOICEHUNTE_BINARY") is { Length: > 0 } given
        ? given
        : Path.Combine(Repository.Root, "out", "linux-x64", "voicehunte") is var made && File.Exists(made) ? made : null;

    public Uri Url { get; private set; } = new("http://unset.invalid");

    public int Id => process.Id;

    /// <summary>What it has written so far, standard output and error together.</summary>
    public string Log
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    public static string RequireBinary()
    {
        Assert.SkipWhen(Binary is null, "The published binary is not there: `make publish` writes it, `make test` does so first.");
        return Binary!;
    }

    /// <param name="dataDir">Where its database lies.</param>
    /// <param name="settings">Its environment.</param>
    /// <param name="url">Where it listened before; null: on a free port.</param>
    public static async Task<EdgeProcess> ServeAsync(string dataDir, IReadOnlyDictionary<string, string>? settings = null, Uri? url = null)
    {
        var edge = Start(["serve", "--urls", url?.ToString() ?? "http://127.0.0.1:0", "--data-dir", dataDir], settings ?? new Dictionary<string, string>());
        edge.Url = await edge.listening.Task;
        return edge;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var edge = Start(arguments, settings);
        edge.process.StandardInput.Close();
        await edge.process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (edge.process.ExitCode, edge.Log);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as systemd stops a service, or another signal that ends it; the exit code.</summary>
    public async Task<int> StopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private static EdgeProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(RequireBinary(), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        foreach (var (name, value) in settings) start.Environment[name] = value;

        var edge = new EdgeProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        edge.process.OutputDataReceived += (_, line) => edge.Read(line.Data);
        edge.process.ErrorDataReceived += (_, line) => edge.Read(line.Data);
        edge.process.Exited += (_, _) => edge.listening.TrySetException(new InvalidOperationException($"voicehunte ended before it listened:\n{edge.Log}"));
        edge.process.Start();
        edge.process.BeginOutputReadLine();
        edge.process.BeginErrorReadLine();
        return edge;
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
        if (ListensOn().Match(line) is { Success: true } match) listening.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"listens on (http://[^\s,""]+)")]
    private static partial Regex ListensOn();
}
