using System.Text;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class StreamEventTests
{
    public const string Media = """{"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"2","timestamp":"20","payload":"fn5+/w=="},"streamSid":"MZ1"}""";
    public const string Connected = """{"event":"connected","protocol":"Call","version":"1.0.0"}""";
    public const string Start = """{"event":"start","sequenceNumber":"1","start":{"accountSid":"AC1","streamSid":"MZ1","callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{"token":"t1","note":"Dobr\u00fd \"deň\""}},"streamSid":"MZ1"}""";
    public const string Dtmf = """{"event":"dtmf","streamSid":"MZ1","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"#"}}""";
    public const string Mark = """{"event":"mark","sequenceNumber":"6","streamSid":"MZ1","mark":{"name":"17"}}""";
    public const string Stop = """{"event":"stop","sequenceNumber":"7","streamSid":"MZ1","stop":{"accountSid":"AC1","callSid":"CA1"}}""";

    [Fact]
    public void Media_is_read_where_it_lies()
    {
        var json = Encoding.UTF8.GetBytes(Media);

        Assert.True(StreamEvent.TryRead(json, out var read));

        Assert.Equal(StreamEventKind.Media, read.Kind);
        Assert.Equal(("MZ1", "inbound", "fn5+/w=="), (Text(read.StreamSid), Text(read.Track), Text(read.Payload)));
        Assert.Equal((4L, 2L, 20L), (read.SequenceNumber, read.Chunk, read.TimestampMs));
        Assert.True(json.AsSpan().Overlaps(read.Payload));
    }

    [Theory]
    [InlineData(Connected, "Connected", "", null)]
    [InlineData(Start, "Start", "MZ1", 1L)]
    [InlineData(Dtmf, "Dtmf", "MZ1", 5L)]
    [InlineData(Mark, "Mark", "MZ1", 6L)]
    [InlineData(Stop, "Stop", "MZ1", 7L)]
    [InlineData("""{"event":"weather","streamSid":"MZ1","weather":[{"media":1}]}""", "Unknown", "MZ1", null)]
    public void Every_event_is_known_by_its_name(string json, string kind, string streamSid, long? number)
    {
        Assert.True(StreamEvent.TryRead(Encoding.UTF8.GetBytes(json), out var read));

        Assert.Equal((kind, streamSid, number), (read.Kind.ToString(), Text(read.StreamSid), read.SequenceNumber));
    }

    [Fact]
    public void Keys_and_marks_carry_their_own()
    {
        Assert.True(StreamEvent.TryRead(Encoding.UTF8.GetBytes(Dtmf), out var key));
        Assert.True(StreamEvent.TryRead(Encoding.UTF8.GetBytes(Mark), out var mark));

        Assert.Equal(('#', "inbound_track", "17"), (key.Digit, Text(key.Track), Text(mark.MarkName)));
    }

    [Theory]
    [InlineData("""{"event":"media","sequenceNumber":4,"media":{"chunk":2,"timestamp":20,"payload":""}}""", "")]
    [InlineData("""{"extra":{"a":[1,{"event":"stop"}]},"media":{"chunk":"2","timestamp":"20","payload":"AAAA","more":[{}]},"sequenceNumber":"4","event":"media"}""", "AAAA")]
    [InlineData("""{"\u0065vent":"m\u0065dia","media":{"chunk":"2","timestamp":"20","payload":"fn5+\/w=="},"sequenceNumber":"4"}""", "fn5+/w==")]
    public void Numbers_order_extras_and_escapes_make_no_difference(string json, string payload)
    {
        Assert.True(StreamEvent.TryRead(Encoding.UTF8.GetBytes(json), out var read));

        Assert.Equal((StreamEventKind.Media, payload), (read.Kind, Text(read.Payload)));
        Assert.Equal((4L, 2L, 20L), (read.SequenceNumber, read.Chunk, read.TimestampMs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"streamSid":"MZ1"}""")]
    [InlineData("""{"event":1}""")]
    [InlineData("""{"event":"stop"} {}""")]
    [InlineData("""{"event":"stop" """)]
    [InlineData("""{"event":"stop","streamSid":null}""")]
    [InlineData("""{"event":"stop","sequenceNumber":"four"}""")]
    [InlineData("""{"event":"stop","sequenceNumber":"-4"}""")]
    [InlineData("""{"event":"stop","sequenceNumber":4.5}""")]
    [InlineData("""{"event":"stop","sequenceNumber":"99999999999999999999"}""")]
    [InlineData("""{"event":"media"}""")]
    [InlineData("""{"event":"media","media":"AAAA"}""")]
    [InlineData("""{"event":"media","media":{"payload":["AAAA"]}}""")]
    [InlineData("""{"event":"mark","mark":{}}""")]
    [InlineData("""{"event":"mark","mark":{"name":""}}""")]
    [InlineData("""{"event":"dtmf","dtmf":{"digit":"12"}}""")]
    [InlineData("""{"event":"dtmf","dtmf":{"digit":"x"}}""")]
    [InlineData("""{"event":"stop","streamSid":"\ud83c"}""")]
    public void What_is_no_such_message_is_refused(string json) => Assert.False(StreamEvent.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void The_start_says_whose_stream_it_is()
    {
        var start = StreamStart.Read(Encoding.UTF8.GetBytes(Start));

        Assert.NotNull(start);
        Assert.Equal(("MZ1", "CA1", "AC1"), (start.StreamSid, start.CallSid, start.AccountSid));
        Assert.Equal(("audio/x-mulaw", 8000, 1), (start.Encoding, start.SampleRate, start.Channels));
        Assert.Equal(new() { ["token"] = "t1", ["note"] = "Dobrý \"deň\"" }, start.Parameters.ToDictionary());
    }

    [Theory]
    [InlineData(Stop)]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"event":"start","streamSid":"MZ1"}""")]
    [InlineData("""{"event":"start","streamSid":"MZ1","start":{"accountSid":"AC1","callSid":"CA1"}}""")]
    [InlineData("""{"event":"start","start":{"accountSid":"AC1","callSid":"CA1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1}}}""")]
    [InlineData("""{"event":"start","streamSid":"MZ1","start":{"accountSid":"AC1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1}}}""")]
    [InlineData("""{"event":"start","streamSid":"MZ1","start":{"accountSid":"AC1","callSid":"CA1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":"fast","channels":1}}}""")]
    [InlineData("""{"event":"start","streamSid":"MZ1","start":{"accountSid":"AC1","callSid":"CA1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{"a":1}}}""")]
    public void A_start_that_lacks_what_is_needed_is_none(string json) => Assert.Null(StreamStart.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_start_may_lack_parameters_and_write_its_numbers_as_strings()
    {
        var start = StreamStart.Read("""{"event":"start","streamSid":"MZ1","start":{"accountSid":"AC1","callSid":"CA1","mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":"8000","channels":"1"}}}"""u8);

        Assert.Equal((8000, 0), (start?.SampleRate, start?.Parameters.Count));
    }

    [Theory]
    [InlineData(99, 10, true)]
    [InlineData(100, 10, false)]
    [InlineData(1, 490, true)]
    [InlineData(1, 500, false)]
    public void Parameters_are_bounded_in_number_and_size(int count, int length, bool isRead)
    {
        var parameters = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":\"{new string('x', length)}\""));
        var json = Start.Replace("\"token\":\"t1\",\"note\":\"Dobr\\u00fd \\\"deň\\\"\"", parameters, StringComparison.Ordinal);

        Assert.Equal(isRead, StreamStart.Read(Encoding.UTF8.GetBytes(json)) is not null);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
