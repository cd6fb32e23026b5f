using System.Net.WebSockets;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// Reads Twilio's messages in the only order that they have: connected, start, then media, keys and marks, numbered upwards,
/// and stop. Whoever speaks out of turn is not Twilio.
/// </summary>
internal sealed class StreamFrames(TextSocket socket)
{
    private string? streamSid;
    private byte[] streamSidBytes = [];
    private long lastSequence;

    /// <summary>The first two messages.</summary>
    /// <returns>Null when the socket was closed before.</returns>
    /// <exception cref="SocketRefusedException">They are others.</exception>
    public async Task<StreamStart?> BeginAsync()
    {
        if (await socket.ReceiveAsync(CancellationToken.None) is not { } connected) return null;
        if (KindOf(connected.Span) != StreamEventKind.Connected) throw OutOfOrder("connected comes first");
        if (await socket.ReceiveAsync(CancellationToken.None) is not { } second) return null;
        if (KindOf(second.Span) != StreamEventKind.Start) throw OutOfOrder("start comes after connected");
        var start = StreamStart.Read(second.Span) ?? throw Malformed("start lacks what it needs");
        if (start is not { Encoding: "audio/x-mulaw", SampleRate: 8000, Channels: 1 }) throw Malformed("only audio/x-mulaw, 8000 Hz, one channel");
        streamSid = start.StreamSid;
        streamSidBytes = System.Text.Encoding.UTF8.GetBytes(streamSid);
        return start;
    }

    /// <summary>Checks a message of a stream that has begun.</summary>
    /// <exception cref="SocketRefusedException">It is none, or not in its order.</exception>
    public StreamEvent Check(ReadOnlySpan<byte> message)
    {
        if (!StreamEvent.TryRead(message, out var read)) throw Malformed("a message that is none");
        if (read.Kind is StreamEventKind.Connected or StreamEventKind.Start) throw OutOfOrder("the stream has begun already");
        if (read.Kind == StreamEventKind.Unknown) return read;
        if (!read.StreamSid.SequenceEqual(streamSidBytes)) throw OutOfOrder("another stream's message");
        if (read.SequenceNumber is { } number)
        {
            if (number <= lastSequence) throw OutOfOrder("sequence numbers go upwards");
            lastSequence = number;
        }

        return read;
    }

    private StreamEventKind KindOf(ReadOnlySpan<byte> message)
    {
        if (!StreamEvent.TryRead(message, out var read)) throw Malformed("a message that is none");
        if (read.SequenceNumber is { } number) lastSequence = number;
        return read.Kind;
    }

    private static SocketRefusedException OutOfOrder(string why) => new(WebSocketCloseStatus.ProtocolError, why);

    private static SocketRefusedException Malformed(string why) => new(WebSocketCloseStatus.InvalidPayloadData, why);
}
