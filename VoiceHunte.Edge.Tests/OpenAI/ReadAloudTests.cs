using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class ReadAloudTests
{
    private const string Text = "Dobrý deň, počúvam vás. Otvorené máme do 22:00.";
    private const int BytesAMillisecond = 48;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_text_is_read_to_its_end()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();

        using var audio = await client.ReadAloudAsync(Wish(), Cancel);
        var heard = await ReadAsync(audio);
        var session = await openAI.Realtime.SessionAsync();

        Assert.Equal(new SayStep(Text).Milliseconds * BytesAMillisecond, heard);
        Assert.Equal(0, await audio.ReadAsync(new byte[100], Cancel));
        Assert.StartsWith("req_", audio.RequestId, StringComparison.Ordinal);
        Assert.Empty(session.Errors);
        Assert.Single(session.Received.Types, "response.create");
    }

    [Fact]
    public async Task The_session_reads_and_does_nothing_else()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();

        using var audio = await client.ReadAloudAsync(Wish() with { Voice = "nova", Speed = 3, Instructions = "Warmly." }, Cancel);
        var session = await openAI.Realtime.SessionAsync();
        var update = (await session.ReceivedAsync("session.update")).GetProperty("session");
        var response = (await session.ReceivedAsync("response.create")).GetProperty("response");

        Assert.Equal("gpt-realtime-2.1-mini", session.Model);
        Assert.Equal(JsonValueKind.Null, update.GetProperty("audio").GetProperty("input").GetProperty("turn_detection").ValueKind);
        Assert.Equal("""{"format":{"type":"audio/pcm","rate":24000},"voice":"coral","speed":1.5}""", update.GetProperty("audio").GetProperty("output").GetRawText());
        Assert.Equal(0, update.GetProperty("tools").GetArrayLength());
        Assert.Equal("none", response.GetProperty("conversation").GetString());
        Assert.Contains("Warmly.", response.GetProperty("instructions").GetString(), StringComparison.Ordinal);
        Assert.Equal(Text, response.GetProperty("input")[0].GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("fable", "ballad")]
    [InlineData("onyx", "ash")]
    [InlineData("Nova", "coral")]
    [InlineData("marin", "marin")]
    [InlineData("voice_of_tomorrow", "voice_of_tomorrow")]
    public void A_voice_that_Realtime_lacks_has_a_neighbour(string voice, string neighbour) => Assert.Equal(neighbour, RealtimeVoices.For(voice));

    [Fact]
    public async Task A_reader_that_rewords_is_asked_once_more()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.OnSession = session => session.NextReading(RealtimeReply.Say("Sure! " + Text));

        using var audio = await client.ReadAloudAsync(Wish(), Cancel);

        Assert.Equal(new SayStep(Text).Milliseconds * BytesAMillisecond, await ReadAsync(audio));
        await (await openAI.Realtime.SessionAsync()).ReceivedAsync("response.create", times: 2);
    }

    [Theory]
    [InlineData("Sure! " + Text)]
    [InlineData("Good day, how can I help?")]
    [InlineData("Dobrý deň.")]
    public async Task A_reader_that_rewords_twice_is_not_heard(string words)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.OnSession = session => session.AlwaysRead(_ => RealtimeReply.Say(words));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ReadAloudAsync(Wish(), Cancel));

        Assert.Equal((OpenAIFailure.CutShort, "reworded"), (failure.Failure, failure.Code));
        await (await openAI.Realtime.SessionAsync()).Ended;
    }

    [Fact]
    public async Task What_is_added_at_the_end_ends_the_audio_before_it()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        const string plain = "Dobrý deň, počúvam vás, otvorené máme do desiatej.";
        openAI.Realtime.OnSession = session => session.AlwaysRead(_ => RealtimeReply.Say(plain + " Môžem ešte niečo pre vás urobiť?"));

        using var audio = await client.ReadAloudAsync(Wish() with { Text = plain }, Cancel);
        var heard = 0;
        var failure = await Assert.ThrowsAsync<OpenAIException>(async () =>
        {
            while (true) heard += await audio.ReadAsync(new byte[4096], Cancel);
        });

        Assert.Equal((OpenAIFailure.CutShort, "reworded"), (failure.Failure, failure.Code));
        Assert.InRange(heard, 1, new SayStep(plain).Milliseconds * BytesAMillisecond);
    }

    [Theory]
    [InlineData("insufficient_quota", OpenAIFailure.QuotaExhausted)]
    [InlineData("content_filter", OpenAIFailure.Rejected)]
    public async Task A_reading_that_fails_tells_why(string code, object expected)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        openAI.Realtime.OnSession = session => session.AlwaysRead(_ => RealtimeReply.Fails(code));

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ReadAloudAsync(Wish(), Cancel));

        Assert.Equal((expected, code), (failure.Failure, failure.Code));
    }

    [Fact]
    public async Task An_unknown_voice_is_refused_by_the_session()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ReadAloudAsync(Wish() with { Voice = "caruso" }, Cancel));

        Assert.Equal((OpenAIFailure.Rejected, "invalid_value"), (failure.Failure, failure.Code));
    }

    [Fact]
    public async Task A_silent_reader_is_given_up()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var clock = new WatchedClock();
        using var client = openAI.NewClient(clock);
        openAI.Realtime.OnSession = session => session.AlwaysRead(_ => RealtimeReply.Silence());

        var reading = client.ReadAloudAsync(Wish() with { Patience = TimeSpan.FromSeconds(5) }, Cancel);
        await (await openAI.Realtime.SessionAsync()).SentAsync("response.created");
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(OpenAIFailure.TooSlow, (await Assert.ThrowsAsync<OpenAIException>(() => reading)).Failure);
        await (await openAI.Realtime.SessionAsync()).Ended;
    }

    [Fact]
    public async Task A_reading_that_breaks_off_is_no_end()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        var gate = new Gate();
        openAI.Realtime.OnSession = session => session.NextReading(RealtimeReply.SayHeld(Text, gate, heldAt: 1600));

        using var audio = await client.ReadAloudAsync(Wish(), Cancel);
        await gate.Reached;
        (await openAI.Realtime.SessionAsync()).Do(RealtimeFault.Abort);

        Assert.Equal(OpenAIFailure.CutShort, (await Assert.ThrowsAsync<OpenAIException>(() => ReadAsync(audio))).Failure);
    }

    [Fact]
    public async Task Whoever_stops_listening_stops_the_reader()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        var gate = new Gate();
        openAI.Realtime.OnSession = session => session.NextReading(RealtimeReply.SayHeld(Text, gate, heldAt: 1600));

        (await client.ReadAloudAsync(Wish(), Cancel)).Dispose();

        await (await openAI.Realtime.SessionAsync()).Ended;
    }

    private static SpeechRequest Wish() =>
        new("gpt-realtime-2.1-mini", "alloy", Text, "pcm", Speed: 1, Instructions: null, TimeSpan.FromSeconds(9));

    private static async Task<int> ReadAsync(SpeechAudio audio)
    {
        var (buffer, all) = (new byte[1000], 0);
        while (await audio.ReadAsync(buffer, Cancel) is var read and > 0) all += read;
        return all;
    }
}
