using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A client of the stand-in for its own tests: says what it is told, good or bad, and reads all that comes.</summary>
internal sealed class RealtimeClientSide : IAsyncDisposable
{
    private readonly OpenAIClient client;
    private readonly RealtimeConnection connection;
    private readonly Task reading;

    private RealtimeClientSide(OpenAIClient client, RealtimeConnection connection)
    {
        (this.client, this.connection) = (client, connection);
        reading = ReadAsync();
    }

    public RealtimeMessages Messages { get; } = new();

    /// <summary>All that came.</summary>
    public RealtimeLog Heard { get; } = new();

    /// <summary>The session is over.</summary>
    public Task Ended => reading.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    public RealtimeConnection Connection => connection;

    public static async Task<(RealtimeClientSide Client, RealtimeSessionStandIn Session)> ConnectAsync(OpenAIStandIn openAI)
    {
        // Counted before: the client may know of the handshake sooner than the stand-in.
        var number = openAI.Realtime.Connected + 1;
        var client = openAI.NewClient();
        var connection = await client.ConnectRealtimeAsync("gpt-realtime-2.1", TimeSpan.FromSeconds(9), TestContext.Current.CancellationToken);
        return (new RealtimeClientSide(client, connection), await openAI.Realtime.SessionAsync(number));
    }

    public void Send(ReadOnlySpan<byte> json) => Assert.True(connection.Send(json));

    public void Send(string json) => Send(Encoding.UTF8.GetBytes(json));

    /// <summary>The n-th error that came.</summary>
    public async Task<JsonElement> ErrorAsync(int times = 1) => (await Heard.WaitAsync("error", times: times)).GetProperty("error");

    public async ValueTask DisposeAsync()
    {
        connection.Abort();
        await reading;
        connection.Dispose();
        Messages.Dispose();
        client.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await connection.ReceiveAsync(CancellationToken.None) is { } message)
        {
            var json = message.ToArray();
            Heard.Note(new RealtimeLine(JsonElement.Parse(json).GetProperty("type").GetString()!, json, default));
        }
    }
}
