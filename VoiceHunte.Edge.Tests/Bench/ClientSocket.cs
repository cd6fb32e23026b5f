using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>A WebSocket's handshake (RFC 6455, section 4) on a socket that stays in the hands of the caller.</summary>
internal static class ClientSocket
{
    /// <param name="port">On 127.0.0.1.</param>
    /// <param name="header">One more, whole.</param>
    public static Socket Open(int port, string path, string host, string header)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
            $"Sec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n{header}\r\n\r\n"));
        var answer = new StringBuilder();
        // Byte by byte: what comes behind the head is the first frame.
        Span<byte> one = stackalloc byte[1];
        while (answer.Length < 4 || answer.ToString(answer.Length - 4, 4) != "\r\n\r\n")
        {
            if (socket.Receive(one) == 0) break;
            answer.Append((char)one[0]);
        }

        return answer.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal) ? socket : throw new InvalidOperationException($"no WebSocket: {answer}");
    }
}
