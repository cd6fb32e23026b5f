using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Twilio's end of a call's WebSocket, held by hand: what is sent is written out, what comes is waited for.</summary>
internal sealed class LiveSocket : IAsyncDisposable
{
    private readonly ClientWebSocket socket;
    private readonly Channel<JsonObject> received = Channel.CreateUnbounded<JsonObject>();
    private readonly List<JsonObject> passed = [];
    private readonly Task reading;

    private LiveSocket(ClientWebSocket socket)
    {
        this.socket = socket;
        reading = ReadAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Every message that was waited through so far.</summary>
    public IReadOnlyList<JsonObject> Passed => passed;

    public int? ClosedWith => (int?)socket.CloseStatus;

    /// <param name="url">As the TwiML has it, <c>wss</c>; signed as such, opened where the appliance listens.</param>
    /// <param name="signature">Null: the right one.</param>
    public static Task<LiveSocket> OpenAsync(Uri appliance, Uri url, string? signature = null) => KnockAsync(
        new UriBuilder(appliance) { Scheme = "ws", Path = url.AbsolutePath, Query = url.Query }.Uri,
        signature ?? TwilioSignature.Sign(new Secret(RunningAppliance.AuthToken), url.AbsoluteUri, []));

    /// <param name="where">Where it really goes.</param>
    /// <param name="signature">Empty: none is sent.</param>
    /// <param name="way">How that is reached; null: as its address says.</param>
    public static async Task<LiveSocket> KnockAsync(Uri where, string signature, HttpMessageInvoker? way = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (signature.Length > 0) socket.Options.SetRequestHeader("X-Twilio-Signature", signature);
        try
        {
            await socket.ConnectAsync(where, way, Stop);
        }
        catch (WebSocketException)
        {
            throw new SocketNotOpenedException((int)socket.HttpStatusCode);
        }

        return new LiveSocket(socket);
    }

    public Task SendAsync(string json) => socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Stop);

    public Task SendBinaryAsync() => socket.SendAsync(new byte[4], WebSocketMessageType.Binary, true, Stop);

    /// <summary>The next message that is wanted; those before it are passed over.</summary>
    public async Task<JsonObject> WaitForAsync(Func<JsonObject, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Gate.Patience);
        try
        {
            while (true)
            {
                var message = await received.Reader.ReadAsync(patience.Token);
                passed.Add(message);
                if (wanted(message)) return message;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"It never came. What did: {string.Join('\n', passed.TakeLast(20).Select(m => m.ToJsonString()[..Math.Min(200, m.ToJsonString().Length)]))}", e);
        }
    }

    /// <summary>Waits until the appliance has closed the socket; its close code.</summary>
    public async Task<int?> WaitForCloseAsync()
    {
        await reading.WaitAsync(Gate.Patience, Stop);
        if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Stop);
        return ClosedWith;
    }

    /// <summary>The line breaks.</summary>
    public void Cut() => socket.Abort();

    public async ValueTask DisposeAsync()
    {
        if (socket.State == WebSocketState.Open) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
        socket.Abort();
        await reading;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) break;
                length += result.Count;
                if (!result.EndOfMessage) continue;
                received.Writer.TryWrite(JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject());
                length = 0;
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // Cut.
        }

        received.Writer.TryComplete();
    }
}

/// <summary>The appliance answered the handshake with this status.</summary>
internal sealed class SocketNotOpenedException(int status) : Exception($"status {status}")
{
    public int Status => status;
}
