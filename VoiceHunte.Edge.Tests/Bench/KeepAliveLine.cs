using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>One keep-alive connection, one request at a time, timed.</summary>
internal sealed class KeepAliveLine : IDisposable
{
    private readonly HttpMessage answer = new();
    private long sentAt;

    public KeepAliveLine(int port)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
        Socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
    }

    public Socket Socket { get; }

    public void Send(byte[] request)
    {
        answer.Clear();
        sentAt = Stopwatch.GetTimestamp();
        Socket.Send(request);
    }

    /// <summary>Reads once; the time since the request when the whole answer is here, else null.</summary>
    public TimeSpan? Receive()
    {
        ReadOnce();
        return answer.IsComplete ? Elapsed() : null;
    }

    /// <summary>Sends, and reads to the end; the time until the first byte of the body.</summary>
    public TimeSpan FirstByteOf(byte[] request)
    {
        Send(request);
        while (!answer.HasBody) ReadOnce();
        var first = Elapsed();
        while (!answer.IsComplete) ReadOnce();
        return first;
    }

    public void Dispose() => Socket.Dispose();

    private void ReadOnce()
    {
        var count = Socket.Receive(answer.Room.Span);
        if (count == 0) throw new EndOfStreamException($"hung up after: {answer.Text}");
        answer.Arrived(count);
        if (answer.IsComplete && !answer.IsOk) throw new InvalidOperationException($"not a 200: {answer.Text}");
    }

    private TimeSpan Elapsed() => Stopwatch.GetElapsedTime(sentAt);
}
