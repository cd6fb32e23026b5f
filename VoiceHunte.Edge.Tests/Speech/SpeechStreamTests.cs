using System.Net;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>/tts/stream while all goes well, and when it breaks in the middle.</summary>
public sealed class SpeechStreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_gets_speech_with_the_voice_of_the_settings()
    {
        await using var house = await SpeakingHouse.OpenAsync();

        using var answer = await house.AskAsync("""{"text":"Dobrý večer"}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("audio/mpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(SpeechReply.Of("Dobrý večer"), await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(
            """{"model":"tts-1","input":"Dobrý večer","voice":"alloy","response_format":"mp3","speed":1}""",
            System.Text.RegularExpressions.Regex.Unescape(Assert.Single(house.OpenAI.Speech.Requests).Body));
        Assert.Empty(house.OpenAI.Rejected);
    }

    [Theory]
    [InlineData("opus", "audio/opus")]
    [InlineData("aac", "audio/aac")]
    [InlineData("flac", "audio/flac")]
    [InlineData("wav", "audio/wav")]
    [InlineData("pcm", "audio/pcm")]
    public async Task Every_format_has_its_content_type(string format, string contentType)
    {
        await using var house = await SpeakingHouse.OpenAsync();

        using var answer = await house.AskAsync(
            $$"""{"text":"Hello","response_format":"{{format}}","model":"gpt-4o-mini-tts","voice":"nova","speed":0.25,"instructions":"Warmly."}""");

        Assert.Equal(contentType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            $$"""{"model":"gpt-4o-mini-tts","input":"Hello","voice":"nova","instructions":"Warmly.","response_format":"{{format}}","speed":0.25}""",
            Assert.Single(house.OpenAI.Speech.Requests).Body);
    }

    [Fact]
    public async Task The_first_piece_is_heard_while_the_rest_is_still_being_made()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        using var answer = await house.AskAsync("""{"text":"Hello"}""");
        await using var audio = await answer.Content.ReadAsStreamAsync(Cancel);
        var first = new byte[5];
        await audio.ReadExactlyAsync(first, Cancel);
        gate.Open();

        Assert.Equal("first", Encoding.UTF8.GetString(first));
        using var rest = new StreamReader(audio);
        Assert.Equal("rest", await rest.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task A_client_who_leaves_stops_OpenAI()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        using (await house.AskAsync("""{"text":"Hello"}""")) await gate.Reached;

        await house.OpenAI.Speech.Abandoned;
    }

    [Fact]
    public async Task A_client_who_leaves_before_the_first_sound_stops_OpenAI()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Spoken().HeldAtTheStart(gate));

        var asking = house.AskAsync("""{"text":"Hello"}""", cancel: leaving.Token);
        await gate.Reached;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await house.OpenAI.Speech.Abandoned;
    }

    [Fact]
    public async Task Half_a_file_is_never_taken_for_a_whole_one()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate).BreakingOffAfter(1));

        using var answer = await house.AskAsync("""{"text":"Hello"}""");
        await using var audio = await answer.Content.ReadAsStreamAsync(Cancel);
        await audio.ReadExactlyAsync(new byte[5], Cancel);
        gate.Open();

        await Assert.ThrowsAnyAsync<IOException>(async () => _ = await audio.ReadAsync(new byte[1], Cancel));
    }

    [Fact]
    public async Task A_silence_in_the_middle_is_cut_off()
    {
        var clock = new WatchedClock();
        await using var house = await SpeakingHouse.OpenAsync(clock);
        var gate = new Gate();
        house.OpenAI.Speech.Always(SpeechReply.Audio("first"u8.ToArray(), "rest"u8.ToArray()).HeldAfter(1, gate));

        // The headers, the first piece, the second: each is waited for.
        var silence = clock.WaitBetween(house.OpenAI.Options.LongestSilence, house.OpenAI.Options.LongestSilence, times: 3);

        using var answer = await house.AskAsync("""{"text":"Hello"}""");
        await using var audio = await answer.Content.ReadAsStreamAsync(Cancel);
        await audio.ReadExactlyAsync(new byte[5], Cancel);
        await silence;
        clock.Advance(house.OpenAI.Options.LongestSilence);

        await Assert.ThrowsAnyAsync<IOException>(async () => _ = await audio.ReadAsync(new byte[1], Cancel));
    }
}
