using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>The published binary, serving, with its log going to a file as a service's goes to the journal.</summary>
internal sealed class MeasuredEdge : IDisposable
{
    public static readonly byte[] Health = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray();
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(1);

    private readonly TemporaryFolder folder;
    private readonly Process process;

    private MeasuredEdge(TemporaryFolder folder, Dictionary<string, string> settings)
    {
        this.folder = folder;
        Port = FreePort();
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec \"$0\" serve --urls http://127.0.0.1:{Port} > \"$DATA_DIR/log\" 2>&1", EdgeProcess.RequireBinary()]);
        start.Environment.Clear();
        start.Environment["DATA_DIR"] = folder.Path;
        start.Environment["TWILIO_AUTH_TOKEN"] = SignedCalls.AuthToken;
        start.Environment["PUBLIC_URL"] = SignedCalls.PublicUrl;
        start.Environment["TWILIO_RATE_LIMIT"] = "1000000000/minute";
        start.Environment["ADMIN_RATE_LIMIT"] = "1000000000/minute";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        StartedAt = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
    }

    public int Port { get; }

    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));

    /// <summary>From the start of the process to the first 200 of /health.</summary>
    public TimeSpan Start { get; private set; }

    public string Database => folder.File("voicehunte.db");

    private long StartedAt { get; }

    /// <param name="folder">Its DATA_DIR.</param>
    /// <param name="settings">Besides those that the bench always sets.</param>
    public static async Task<MeasuredEdge> StartAsync(TemporaryFolder folder, Dictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var edge = new MeasuredEdge(folder, settings);
        while (!edge.Answers())
        {
            if (edge.process.HasExited) throw new InvalidOperationException(await File.ReadAllTextAsync(edge.folder.File("log"), cancellationToken));
            await Task.Delay(BetweenKnocks, cancellationToken);
        }

        edge.Start = Stopwatch.GetElapsedTime(edge.StartedAt);
        return edge;
    }

    /// <summary>Memory that is its own in RAM, in bytes: VmRSS.</summary>
    public long ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6, line.Length - 6 - 3), CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>SIGTERM, and its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private bool Answers()
    {
        try
        {
            using var line = new KeepAliveLine(Port);
            line.FirstByteOf(Health);
            return true;
        }
        catch (SocketException)
        {
            return false; // not listening yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
