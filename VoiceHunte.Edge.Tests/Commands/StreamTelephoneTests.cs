using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class StreamTelephoneTests : IAsyncLifetime
{
    private static readonly StreamSession Session = new("AC1", "CA1", "MZ1", [new("token", "t1")]);

    private readonly FakeTimeProvider clock = new();
    private readonly TaskCompletionSource<ScriptedSocket> accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> heard = [];
    private readonly List<int> cleared = [];
    private ScriptedAppliance appliance = null!;
    private ScriptedSocket app = null!;
    private StreamEar ear = null!;
    private StreamTelephone telephone = null!;
    private Task<LegEnd> holding = null!;

    public async ValueTask InitializeAsync()
    {
        appliance = (await ScriptedAppliance.StartAsync()).OnSocket("/s", socket =>
        {
            accepted.SetResult(socket);
            return over.Task;
        });
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{appliance.Url.Authority}/s"), TestContext.Current.CancellationToken);
        telephone = new StreamTelephone(socket, Session, clock) { Heard = (frame, _) => heard.AddRange(frame), Cleared = cleared.Add };
        holding = telephone.HoldAsync(TestContext.Current.CancellationToken);
        app = await accepted.Task;
        ear = new StreamEar(app, clock);
        await ear.BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        over.SetResult();
        telephone.Dispose();
        await appliance.DisposeAsync();
    }

    [Fact]
    public async Task A_stream_begins_runs_and_ends_as_Twilios_do()
    {
        telephone.Press('5');
        await ear.UntilAsync("dtmf");
        await ear.UntilAsync("media");
        await ear.UntilAsync("media");
        telephone.HangUp();
        await ear.UntilAsync("stop");
        Assert.Null(await app.NextAsync());
        await app.CloseAsync();

        Assert.Equal(new LegEnd(LegEndKind.HungUp), await holding);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, app.ClosedWith);
        Assert.Equal("""{"event":"connected","protocol":"Call","version":"1.0.0"}""", ear.Messages[0].GetRawText());
        Assert.Equal(
            """{"event":"start","sequenceNumber":"1","streamSid":"MZ1","start":{"accountSid":"AC1","streamSid":"MZ1","callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{"token":"t1"}}}""",
            ear.Start.GetRawText());
        Assert.Equal("""{"event":"dtmf","sequenceNumber":"2","streamSid":"MZ1","dtmf":{"track":"inbound_track","digit":"5"}}""", ear.Messages[2].GetRawText());
        var silence = Convert.ToBase64String(Enumerable.Repeat((byte)0xFF, 160).ToArray());
        Assert.Equal($$$"""{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"0","payload":"{{{silence}}}"},"streamSid":"MZ1"}""", ear.Messages[3].GetRawText());
        Assert.StartsWith("""{"event":"media","sequenceNumber":"4","media":{"track":"inbound","chunk":"2","timestamp":"20",""", ear.Messages[4].GetRawText(), StringComparison.Ordinal);
        var stop = ear.Messages.Last();
        Assert.Equal(ear.Messages.Count - 1, int.Parse(stop.GetProperty("sequenceNumber").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal("""{"accountSid":"AC1","callSid":"CA1"}""", stop.GetProperty("stop").GetRawText());
    }

    [Fact]
    public async Task Frames_keep_to_the_clock_and_what_is_late_is_caught_up_with()
    {
        foreach (var milliseconds in (ReadOnlySpan<int>)[20, 7, 13, 70, 9, 1, 380, 500]) clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        telephone.HangUp();
        var messages = await RestAsync();

        Assert.Equal(50, messages.Count(message => StreamEar.Is(message, "media")));
        Assert.Equal("980", messages[^2].GetProperty("media").GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Marks_come_back_when_what_is_before_them_was_heard()
    {
        await ear.MarkAsync("at once");
        Assert.Equal("at once", (await app.NextAsync())!.Value.GetProperty("mark").GetProperty("name").GetString());

        await ear.SpeakAsync(40);
        await ear.MarkAsync("40 ms");
        await ear.SpeakAsync(30);
        await ear.MarkAsync("70 ms");
        await ear.SpeakAsync(1000);
        await TakenAsync(8 * 1070);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        telephone.HangUp();

        Assert.Equal(["media", "media", "mark 40 ms", "media", "media", "mark 70 ms", "media", "stop"], (await RestAsync()).Select(Name));
    }

    [Fact]
    public async Task A_clear_forgets_what_waits_and_returns_its_marks_at_once()
    {
        await ear.SpeakAsync(60);
        await ear.MarkAsync("a");
        await ear.SpeakAsync(1000);
        await ear.MarkAsync("b");
        await ear.SpeakAsync(1);
        await TakenAsync(8 * 1061);
        clock.Advance(FramePacer.Frame);
        Assert.Equal("media", Name((await app.NextAsync())!.Value));

        await ear.ClearAsync();

        Assert.Equal(["mark a", "mark b"], [Name((await app.NextAsync())!.Value), Name((await app.NextAsync())!.Value)]);
        clock.Advance(FramePacer.Frame);
        Assert.Equal([8 * 1041], cleared);
        Assert.Equal([.. Enumerable.Repeat((byte)0x20, 160), .. Enumerable.Repeat((byte)0xFF, 160)], heard);
    }

    [Fact]
    public async Task What_the_caller_says_is_cut_into_frames_and_filled_up_with_silence()
    {
        telephone.Say(new byte[200]);
        telephone.Say(new byte[] { 1, 2, 3 });
        clock.Advance(3 * FramePacer.Frame);
        telephone.HangUp();
        var frames = (await RestAsync()).Where(message => StreamEar.Is(message, "media")).Select(StreamEar.PayloadOf).ToList();

        Assert.All(frames, frame => Assert.Equal(160, frame.Length));
        Assert.Equal((160, 40, 3), (frames[0].Count(b => b != 0xFF), frames[1].Count(b => b != 0xFF), frames[2].Count(b => b != 0xFF)));
    }

    [Theory]
    [InlineData("""{"event":"dance","streamSid":"MZ1"}""", 31924)]
    [InlineData("""{"event":"media","streamSid":"MZ1","media":{"payload":"!!!!"}}""", 31924)]
    [InlineData("""{"event":"media","streamSid":"MZ1"}""", 31924)]
    [InlineData("""{"event":"mark","streamSid":"MZ1","mark":{}}""", 31924)]
    [InlineData("""{"event":"media","streamSid":"MZ2","media":{"payload":"AAAA"}}""", 31924)]
    [InlineData("hello", 31924)]
    public async Task A_message_that_Twilio_does_not_take_ends_the_stream(string message, int code)
    {
        await app.SendAsync(message);

        await AssertRefusedAsync(code);
    }

    [Fact]
    public async Task A_binary_frame_ends_the_stream()
    {
        await app.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        await AssertRefusedAsync(31950);
    }

    [Fact]
    public async Task More_than_ten_minutes_ahead_of_the_caller_end_the_stream()
    {
        for (var minute = 0; minute < 10; minute++) await ear.SpeakAsync(60_000);
        await ear.SpeakAsync(1);

        await AssertRefusedAsync(31931);
    }

    [Fact]
    public async Task The_appliance_may_close_and_the_call_goes_on()
    {
        await app.CloseAsync();

        Assert.Equal(new LegEnd(LegEndKind.Closed), await holding);
    }

    [Fact]
    public async Task A_broken_connection_is_no_close()
    {
        app.Abort();

        Assert.Equal((LegEndKind.Failed, 31921), ((await holding).Kind, (await holding).ErrorCode));
    }

    [Fact]
    public void A_frame_makes_no_garbage()
    {
        using var speech = new StreamSpeech(Session);
        var speaker = new Loudspeaker();
        var frame = new byte[160];
        var base64 = Encoding.UTF8.GetBytes(Convert.ToBase64String(frame));
        Pass(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Pass(int frames)
        {
            for (var i = 0; i < frames; i++)
            {
                speech.Media(frame);
                speaker.TryAdd(base64);
                speaker.Play(frame);
            }
        }
    }

    private static string Name(JsonElement message) => StreamEar.Is(message, "mark")
        ? $"mark {message.GetProperty("mark").GetProperty("name").GetString()}"
        : message.GetProperty("event").GetString()!;

    private async Task AssertRefusedAsync(int code)
    {
        var end = await holding;

        Assert.Equal((LegEndKind.Refused, code), (end.Kind, end.ErrorCode));
        while (await app.NextAsync() is not null) { }
        Assert.Equal(WebSocketCloseStatus.ProtocolError, app.ClosedWith);
    }

    // What was sent is on its way over a real connection.
    private async Task TakenAsync(int bytes)
    {
        using var patience = new CancellationTokenSource(Gate.Patience);
        while (telephone.WaitingBytes < bytes && !patience.IsCancellationRequested) await Task.Yield();
        Assert.Equal(bytes, telephone.WaitingBytes);
    }

    private async Task<List<JsonElement>> RestAsync()
    {
        var messages = new List<JsonElement>();
        while (await app.NextAsync() is { } message) messages.Add(message);
        return messages;
    }
}
