using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Threading.Channels;
using VoiceHunte.Edge.Sockets;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The sending side of one session: numbers the events, notes them, holds them back at random or for good.</summary>
internal sealed class RealtimeWire(TextSocket texts, RealtimeStandIn owner, CancellationToken gone)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private Channel<byte[]>? late;
    private int number;

    public RealtimeLog Sent { get; } = new();

    /// <summary>The session is over.</summary>
    public CancellationToken Gone => gone;

    /// <summary>Nothing leaves any more.</summary>
    public bool IsStalled { get; set; }

    /// <summary>Every event is late by up to so much, at random by the seed; the order stays.</summary>
    public void Jitter(int seed, TimeSpan most)
    {
        late = Channel.CreateUnbounded<byte[]>();
        _ = SendLateAsync(late.Reader, new Random(seed), most);
    }

    public void Send(JsonObject serverEvent)
    {
        serverEvent["event_id"] = NextId();
        Send(serverEvent["type"]!.GetValue<string>(), Encoding.UTF8.GetBytes(serverEvent.ToJsonString()));
    }

    /// <summary>response.output_audio.delta, without garbage where nothing is remembered.</summary>
    /// <param name="base64">As it is to stand in the event.</param>
    public void SendAudio(string responseId, string itemId, int outputIndex, ReadOnlySpan<byte> base64)
    {
        buffer.ResetWrittenCount();
        var head = buffer.GetSpan(512);
        Utf8.TryWrite(
            head,
            CultureInfo.InvariantCulture,
            $"{{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_{++number}\",\"response_id\":\"{responseId}\",\"item_id\":\"{itemId}\",\"output_index\":{outputIndex},\"content_index\":0,\"delta\":\"",
            out var written);
        buffer.Advance(written);
        buffer.Write(base64);
        buffer.Write("\"}"u8);
        if (owner.Remembers || late is not null) Send("response.output_audio.delta", buffer.WrittenSpan.ToArray());
        else if (!IsStalled) texts.Send(buffer.WrittenSpan);
    }

    public static byte[] ToBase64(ReadOnlySpan<byte> audio)
    {
        var base64 = new byte[Base64.GetMaxEncodedToUtf8Length(audio.Length)];
        Base64.EncodeToUtf8(audio, base64, out _, out _);
        return base64;
    }

    private void Send(string type, byte[] json)
    {
        if (IsStalled) return;
        if (owner.Remembers) Sent.Note(new RealtimeLine(type, json, owner.Time.GetUtcNow()));
        if (late is not null) late.Writer.TryWrite(json);
        else texts.Send(json);
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"event_{++number}");

    private async Task SendLateAsync(ChannelReader<byte[]> events, Random random, TimeSpan most)
    {
        try
        {
            await foreach (var json in events.ReadAllAsync(gone))
            {
                await Task.Delay(most * random.NextDouble(), owner.Time, gone);
                texts.Send(json);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The session is over.
        }
    }
}
