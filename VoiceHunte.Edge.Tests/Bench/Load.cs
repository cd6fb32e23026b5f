using System.Diagnostics;
using System.Net.Sockets;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>What a load came to.</summary>
internal sealed record LoadResult(double PerSecond, TimeSpan P50, TimeSpan P99);

/// <summary>
/// Callers on keep-alive connections, each with the next request as soon as the last is answered. All of them in one
/// thread: it shares the machine with the appliance.
/// </summary>
internal static class Load
{
    private const int PatienceMicroseconds = 30_000_000;

    /// <param name="port">Of the appliance, on 127.0.0.1.</param>
    /// <param name="callers">The requests of each caller, in order.</param>
    public static LoadResult Run(int port, byte[][][] callers)
    {
        var lines = callers.Select(requests => (Line: new KeepAliveLine(port), Requests: new Queue<byte[]>(requests))).ToDictionary(c => c.Line.Socket);
        var times = new List<TimeSpan>(callers.Sum(requests => requests.Length));
        var start = Stopwatch.GetTimestamp();
        try
        {
            foreach (var (line, requests) in lines.Values) line.Send(requests.Dequeue());
            while (lines.Count > 0) Answer(lines, times);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new LoadResult(times.Count / seconds, times.Quantile(0.5), times.Quantile(0.99));
        }
        finally
        {
            foreach (var (line, _) in lines.Values) line.Dispose();
        }
    }

    private static void Answer(Dictionary<Socket, (KeepAliveLine Line, Queue<byte[]> Requests)> lines, List<TimeSpan> times)
    {
        var ready = lines.Keys.ToList();
        Socket.Select(ready, null, null, PatienceMicroseconds);
        if (ready.Count == 0) throw new TimeoutException("the appliance answers nobody any more");
        foreach (var socket in ready)
        {
            var (line, requests) = lines[socket];
            if (line.Receive() is not { } time) continue;
            times.Add(time);
            if (requests.TryDequeue(out var next))
            {
                line.Send(next);
            }
            else
            {
                lines.Remove(socket);
                line.Dispose();
            }
        }
    }
}
