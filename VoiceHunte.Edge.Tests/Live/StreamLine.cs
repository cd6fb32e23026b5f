using System.Globalization;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>A media stream in the test's hand: frames go out one by one, marks come back when the test says so.</summary>
internal sealed class StreamLine(LiveSocket socket, string callSid) : IAsyncDisposable
{
    private int sequence = 1;
    private int chunk;

    public LiveSocket Socket => socket;

    public string StreamSid { get; } = $"MZ{Guid.NewGuid():N}";

    /// <summary>All the sound that has come so far, µ-law.</summary>
    public List<byte> Sound { get; } = [];

    public static async Task<StreamLine> OpenAsync(Uri appliance, TwilioCall call, ConnectHeard connect) =>
        await BeginAsync(await LiveSocket.OpenAsync(appliance, connect.Url), call, connect);

    public static async Task<StreamLine> BeginAsync(LiveSocket socket, TwilioCall call, ConnectHeard connect)
    {
        var line = new StreamLine(socket, call.CallSid);
        await line.BeginAsync(connect.Parameters.GetValueOrDefault("token", ""));
        return line;
    }

    public async Task BeginAsync(string token)
    {
        await socket.SendAsync("""{"event":"connected","protocol":"Call","version":"1.0.0"}""");
        await socket.SendAsync(Start(token));
    }

    public string Start(string token) => new JsonObject
    {
        ["event"] = "start",
        ["sequenceNumber"] = "1",
        ["streamSid"] = StreamSid,
        ["start"] = new JsonObject
        {
            ["accountSid"] = "AC00000000000000000000000000000001",
            ["streamSid"] = StreamSid,
            ["callSid"] = callSid,
            ["tracks"] = new JsonArray("inbound"),
            ["mediaFormat"] = new JsonObject { ["encoding"] = "audio/x-mulaw", ["sampleRate"] = 8000, ["channels"] = 1 },
            ["customParameters"] = new JsonObject { ["token"] = token },
        },
    }.ToJsonString();

    /// <summary>20 ms of the caller's.</summary>
    public Task HearAsync(byte[] muLaw) => socket.SendAsync(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"event":"media","sequenceNumber":"{{{++sequence}}}","streamSid":"{{{StreamSid}}}","media":{"track":"inbound","chunk":"{{{++chunk}}}","timestamp":"{{{chunk * 20}}}","payload":"{{{Convert.ToBase64String(muLaw)}}}"}}"""));

    public async Task HearSilenceAsync(int frames)
    {
        var silence = Enumerable.Repeat((byte)0xFF, 160).ToArray();
        for (var i = 0; i < frames; i++) await HearAsync(silence);
    }

    public Task PressAsync(char key) => socket.SendAsync(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"event":"dtmf","sequenceNumber":"{{{++sequence}}}","streamSid":"{{{StreamSid}}}","dtmf":{"track":"inbound_track","digit":"{{{key}}}"}}"""));

    /// <summary>Twilio has played up to here.</summary>
    public Task PlayedAsync(string mark) => socket.SendAsync(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"event":"mark","sequenceNumber":"{{{++sequence}}}","streamSid":"{{{StreamSid}}}","mark":{"name":"{{{mark}}}"}}"""));

    public Task StopAsync() => socket.SendAsync(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"event":"stop","sequenceNumber":"{{{++sequence}}}","streamSid":"{{{StreamSid}}}","stop":{"accountSid":"AC1","callSid":"{{{callSid}}}"}}"""));

    /// <summary>Waits until at least so much sound has come, in milliseconds since the beginning.</summary>
    public async Task SoundAsync(int milliseconds)
    {
        while (Sound.Count < milliseconds * 8) Keep(await socket.WaitForAsync(IsMedia));
    }

    public async Task ClearAsync()
    {
        while (true)
        {
            var message = await socket.WaitForAsync(message => IsMedia(message) || Named(message) == "clear");
            if (!IsMedia(message)) return;
            Keep(message);
        }
    }

    public async Task<string> MarkAsync()
    {
        while (true)
        {
            var message = await socket.WaitForAsync(message => IsMedia(message) || Named(message) == "mark");
            if (!IsMedia(message)) return (string)message["mark"]!["name"]!;
            Keep(message);
        }
    }

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private void Keep(JsonObject media) => Sound.AddRange(Convert.FromBase64String((string)media["media"]!["payload"]!));

    private static bool IsMedia(JsonObject message) => Named(message) == "media";

    private static string? Named(JsonObject message) => (string?)message["event"];
}
