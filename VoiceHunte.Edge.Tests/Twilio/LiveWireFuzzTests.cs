using System.Text;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class LiveWireFuzzTests
{
    private static readonly byte[][] StreamSeeds =
    [
        .. new[]
        {
            StreamEventTests.Media, StreamEventTests.Connected, StreamEventTests.Start, StreamEventTests.Dtmf, StreamEventTests.Mark,
            StreamEventTests.Stop, StreamEventTests.Media.Replace("/", "\\/", StringComparison.Ordinal),
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] RelaySeeds =
    [
        .. new[]
        {
            RelayEventTests.Setup, RelayEventTests.Prompt, RelayEventTests.Dtmf, RelayEventTests.Interrupt, RelayEventTests.Error,
            RelayEventTests.Info, """{"type":"prompt","voicePrompt":"\ud83c\udf7d","lang":"en","last":false}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void No_stream_message_however_broken_is_more_than_unreadable() => Fuzz.AssertSomeAreRead(StreamSeeds, TouchStream);

    [Fact]
    public void No_relay_message_however_broken_is_more_than_unreadable() => Fuzz.AssertSomeAreRead(RelaySeeds, TouchRelay);

    // Whatever can be asked of a message is asked, and stays within what was promised.
    private static bool TouchStream(byte[] json)
    {
        _ = StreamStart.Read(json);
        if (!StreamEvent.TryRead(json, out var read)) return false;

        Assert.True(read.SequenceNumber is null or >= 0 && read.Chunk is null or >= 0 && read.TimestampMs is null or >= 0);
        Assert.InRange(read.StreamSid.Length + read.Track.Length + read.Payload.Length + read.MarkName.Length, 0, json.Length);
        Assert.True(read.Kind != StreamEventKind.Dtmf || "0123456789*#ABCD".Contains(read.Digit, StringComparison.Ordinal));
        return read.Kind != StreamEventKind.Unknown;
    }

    private static bool TouchRelay(byte[] json) =>
        RelayEvent.Read(json) is { } read && read.Kind switch
        {
            RelayEventKind.Setup => read.CallSid!.Length > 0 && read.CustomParameters?.Count is not > TwilioParameters.Most,
            RelayEventKind.Prompt => read.VoicePrompt!.Length >= 0,
            RelayEventKind.Dtmf => read.Digit!.Length == 1,
            RelayEventKind.Interrupt => read.UtteranceUntilInterrupt!.Length >= 0,
            RelayEventKind.Info => read.Name!.Length >= 0,
            RelayEventKind.Error => true,
            _ => false,
        };
}
