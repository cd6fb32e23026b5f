using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>The appliance's end of a socket, as a test plays it. What does not come within 30 s fails the test.</summary>
internal sealed class ScriptedSocket(WebSocket socket)
{
    private readonly byte[] buffer = new byte[256 * 1024];

    /// <summary>What the other side closed with; null while it is open.</summary>
    public WebSocketCloseStatus? ClosedWith => socket.CloseStatus;

    /// <summary>The next message; null when the other side has closed or is gone.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Gate.Patience);
        try
        {
            var length = 0;
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                if (read.MessageType == WebSocketMessageType.Close) return null;
                length += read.Count;
                if (read.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement;
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message, WebSocketMessageType type) =>
        socket.SendAsync(message, type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>Closes, and waits for the other side to do so.</summary>
    public Task CloseAsync(WebSocketCloseStatus status = WebSocketCloseStatus.NormalClosure) =>
        socket.CloseAsync(status, "", TestContext.Current.CancellationToken);

    /// <summary>The connection breaks.</summary>
    public void Abort() => socket.Abort();
}
