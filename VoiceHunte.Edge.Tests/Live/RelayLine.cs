using System.Text.Json.Nodes;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>ConversationRelay in the test's hand: what the caller says goes out as prompts, what they hear comes as text.</summary>
internal sealed class RelayLine(LiveSocket socket) : IAsyncDisposable
{
    public LiveSocket Socket => socket;

    /// <summary>The TwiML of a new call, and the session that it asks for.</summary>
    public static async Task<(ConnectHeard Connect, RelayLine Line)> StartAsync(Uri appliance, TwilioCall call)
    {
        var connect = (await call.StartAsync()).Connect ?? throw new InvalidOperationException("The call is on no WebSocket.");
        return (connect, await OpenAsync(appliance, call, connect));
    }

    public static async Task<RelayLine> OpenAsync(Uri appliance, TwilioCall call, ConnectHeard connect) =>
        await BeginAsync(await LiveSocket.OpenAsync(appliance, connect.Url), call, connect);

    public static async Task<RelayLine> BeginAsync(LiveSocket socket, TwilioCall call, ConnectHeard connect)
    {
        var line = new RelayLine(socket);
        await line.Socket.SendAsync(Setup(call.CallSid, connect.Parameters.GetValueOrDefault("token", "")));
        return line;
    }

    public static string Setup(string callSid, string token) => new JsonObject
    {
        ["type"] = "setup",
        ["sessionId"] = $"VX{Guid.NewGuid():N}",
        ["accountSid"] = "AC00000000000000000000000000000001",
        ["parentCallSid"] = "",
        ["callSid"] = callSid,
        ["from"] = "+421900123456",
        ["to"] = "+421212345678",
        ["forwardedFrom"] = "",
        ["callType"] = "PSTN",
        ["callerName"] = "",
        ["direction"] = "inbound",
        ["callStatus"] = "RINGING",
        ["customParameters"] = new JsonObject { ["token"] = token },
    }.ToJsonString();

    public Task PromptAsync(string text, bool? last = true, string lang = "en-US")
    {
        var prompt = new JsonObject { ["type"] = "prompt", ["voicePrompt"] = text, ["lang"] = lang };
        if (last is { } isLast) prompt["last"] = isLast;
        return socket.SendAsync(prompt.ToJsonString());
    }

    public Task PressAsync(char key) => socket.SendAsync($$"""{"type":"dtmf","digit":"{{key}}"}""");

    public Task InterruptAsync(string heard) => socket.SendAsync(new JsonObject
    {
        ["type"] = "interrupt", ["utteranceUntilInterrupt"] = heard, ["durationUntilInterruptMs"] = "460",
    }.ToJsonString());

    /// <summary>Says something; the whole answer.</summary>
    public async Task<string> AskAsync(string text)
    {
        await PromptAsync(text);
        return await AnswerAsync();
    }

    /// <summary>The next sentence, as it comes.</summary>
    public async Task<string> SentenceAsync() => ((string)(await socket.WaitForAsync(IsText))["token"]!).Trim();

    /// <summary>All that is said until nothing more belongs to the answer.</summary>
    public async Task<string> AnswerAsync()
    {
        var answer = "";
        while (true)
        {
            var text = await socket.WaitForAsync(IsText);
            answer += (string)text["token"]!;
            if ((bool)text["last"]!) return answer.Trim();
        }
    }

    /// <summary>The hand-off data of the end.</summary>
    public async Task<string> EndAsync() => (string)(await socket.WaitForAsync(message => (string?)message["type"] == "end"))["handoffData"]!;

    public ValueTask DisposeAsync() => socket.DisposeAsync();

    private static bool IsText(JsonObject message) => (string?)message["type"] == "text";
}
