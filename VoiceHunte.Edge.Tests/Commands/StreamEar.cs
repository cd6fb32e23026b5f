using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>
/// The appliance's end of a media stream whose clock the test turns: it lets 20 ms pass for every frame that it has got, so
/// that a call of minutes takes no time.
/// </summary>
internal sealed class StreamEar(ScriptedSocket socket, FakeTimeProvider clock)
{
    public string StreamSid { get; private set; } = "";

    public JsonElement Start { get; private set; }

    /// <summary>The messages so far, <c>connected</c> first.</summary>
    public List<JsonElement> Messages { get; } = [];

    public async Task BeginAsync()
    {
        Messages.Add((await socket.NextAsync())!.Value);
        Start = (await socket.NextAsync())!.Value;
        Messages.Add(Start);
        StreamSid = Start.GetProperty("streamSid").GetString()!;
    }

    /// <summary>Sound, of so many ms.</summary>
    public Task SpeakAsync(int milliseconds, byte sample = 0x20) => SpeakAsync(Enumerable.Repeat(sample, 8 * milliseconds).ToArray());

    public Task SpeakAsync(byte[] muLaw) =>
        socket.SendAsync($$$"""{"event":"media","streamSid":"{{{StreamSid}}}","media":{"payload":"{{{Convert.ToBase64String(muLaw)}}}"}}""");

    public Task MarkAsync(string name) => socket.SendAsync($$$"""{"event":"mark","streamSid":"{{{StreamSid}}}","mark":{"name":"{{{name}}}"}}""");

    public Task ClearAsync() => socket.SendAsync($$"""{"event":"clear","streamSid":"{{StreamSid}}"}""");

    /// <summary>Lets time pass until such a message comes; null when the stream ends before.</summary>
    public async Task<JsonElement?> UntilAsync(Func<JsonElement, bool> isIt)
    {
        // What was sent is to be with the telephone before its clock goes on.
        await Moment.SettleAsync();
        while (true)
        {
            await Moment.PassAsync();
            clock.Advance(FramePacer.Frame);
            JsonElement? message;
            do
            {
                message = await socket.NextAsync();
                if (message is not { } come) return null;
                Messages.Add(come);
                if (isIt(come)) return come;
            }
            while (!Is(message.Value, "media"));
        }
    }

    public Task<JsonElement?> UntilAsync(string name) => UntilAsync(message => Is(message, name));

    public Task<JsonElement?> UntilCallerSpeaksAsync() => UntilAsync(message => Is(message, "media") && IsSound(message));

    public Task<JsonElement?> UntilCallerIsSilentAsync() => UntilAsync(message => Is(message, "media") && !IsSound(message));

    /// <summary>All that the caller has said, silence left out.</summary>
    public byte[] Said() =>
        [.. Messages.Where(message => Is(message, "media")).SelectMany(PayloadOf).Where(sample => sample != 0xFF)];

    public static bool Is(JsonElement message, string name) => message.GetProperty("event").GetString() == name;

    public static byte[] PayloadOf(JsonElement media) => media.GetProperty("media").GetProperty("payload").GetBytesFromBase64();

    private static bool IsSound(JsonElement media) => PayloadOf(media).Any(sample => sample != 0xFF);
}
