using System.Globalization;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Live;

/// <summary>One Realtime session of a call: what is sent to it, in the words of a call.</summary>
internal sealed class RealtimeLink(RealtimeConnection connection, string model, long openedAt) : IDisposable
{
    private const string ExactlyThis = "Say exactly the following text, word for word, in its own language, with nothing before or after it, and no answer to it:\n\n";

    private readonly RealtimeMessages messages = new();

    /// <summary>That speaks here, as it is billed.</summary>
    public string Model => model;

    public long OpenedAt => openedAt;

    public ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken) => connection.ReceiveAsync(cancellationToken);

    public void Configure(RealtimeSession session) => connection.Send(messages.UpdateSession(session));

    /// <summary>20 ms of the caller's sound, as Twilio wrote it.</summary>
    public void Hear(ReadOnlySpan<byte> base64) => connection.Send(messages.Append(base64));

    /// <summary>What was said by others than this session's model: by code, before it began, or in its place.</summary>
    public void Remember(string role, string text) => connection.Send(messages.CreateItem(new RealtimeItem(role, text)));

    public void Forget(string itemId) => connection.Send(messages.DeleteItem(itemId));

    public void ToolAnswered(string callId, string output) => connection.Send(messages.CreateItem(RealtimeItem.FunctionResult(callId, output)));

    public void Answer(string instructions) => connection.Send(messages.CreateResponse(new RealtimeResponseRequest { Instructions = instructions }));

    public void SayExactly(string text) =>
        connection.Send(messages.CreateResponse(new RealtimeResponseRequest { Instructions = ExactlyThis + text, ToolChoice = "none" }));

    public void GoOn(string instructions, string rest) => connection.Send(messages.CreateResponse(new RealtimeResponseRequest
    {
        Instructions = string.Create(CultureInfo.InvariantCulture,
            $"{instructions}\nA noise on the line cut you off. Go on with your last answer behind the words “{rest}”, and do not repeat them."),
    }));

    /// <summary>The model shall know how much of an item the caller heard.</summary>
    /// <param name="heardMs">Never more than there was.</param>
    public void Truncate(string itemId, int heardMs) => connection.Send(messages.Truncate(itemId, 0, heardMs));

    public void Cancel(string? responseId) => connection.Send(messages.CancelResponse(responseId));

    public Task CloseAsync() => connection.CloseAsync();

    public void Dispose()
    {
        connection.Dispose();
        messages.Dispose();
    }
}
