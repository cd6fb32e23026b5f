using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class StreamMessagesTests
{
    private const int Rounds = 1000;

    private readonly StreamMessages messages = new("MZ1");

    [Fact]
    public void Each_message_is_as_Twilio_takes_it()
    {
        Assert.Equal("""{"event":"media","streamSid":"MZ1","media":{"payload":"AAEC"}}""", Text(messages.Media([0, 1, 2])));
        Assert.Equal("""{"event":"mark","streamSid":"MZ1","mark":{"name":"42"}}""", Text(messages.Mark(42)));
        Assert.Equal("""{"event":"mark","streamSid":"MZ1","mark":{"name":"-9223372036854775808"}}""", Text(messages.Mark(long.MinValue)));
        Assert.Equal("""{"event":"clear","streamSid":"MZ1"}""", Text(messages.Clear()));
        Assert.Equal("""{"event":"media","streamSid":"MZ1","media":{"payload":""}}""", Text(messages.Media([])));
    }

    [Theory]
    [InlineData(160)]
    [InlineData(80_000)]
    public void Sound_of_any_length_comes_back_whole(int bytes)
    {
        var sound = new byte[bytes];
        new Random(bytes).NextBytes(sound);

        using var json = JsonDocument.Parse(Text(messages.Media(sound)));

        Assert.Equal(sound, json.RootElement.GetProperty("media").GetProperty("payload").GetBytesFromBase64());
    }

    [Fact]
    public void No_stream_breaks_the_JSON()
    {
        using var json = JsonDocument.Parse(Text(new StreamMessages("MZ\"}\\é").Clear()));

        Assert.Equal("MZ\"}\\é", json.RootElement.GetProperty("streamSid").GetString());
    }

    [Fact]
    public void Neither_reading_nor_writing_a_frame_makes_garbage()
    {
        var frame = new byte[160];
        var json = Encoding.UTF8.GetBytes(StreamEventTests.Media);
        var first = Pass(json, frame, 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = Pass(json, frame, Rounds);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(100 * first, second);
    }

    private long Pass(byte[] json, byte[] frame, int times)
    {
        var passed = 0L;
        for (var i = 0; i < times; i++)
        {
            if (StreamEvent.TryRead(json, out var read)) passed += read.Payload.Length + read.Chunk!.Value;
            passed += messages.Media(frame).Length + messages.Mark(7).Length + messages.Clear().Length;
        }

        return passed;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
