using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>/tts/stream once another model speaks than was asked for.</summary>
public sealed class SucceededSpeechTests : IAsyncLifetime
{
    private const string Text = "Dobrý večer, otvorené máme do desiatej.";

    private TwoVoices voices = null!;

    public async ValueTask InitializeAsync() => voices = await TwoVoices.OpenAsync();

    public ValueTask DisposeAsync() => voices.DisposeAsync();

    [Fact]
    public async Task The_answer_names_the_model_that_spoke()
    {
        voices.TurnToEpiphany();

        var answer = await AskAsync("""{"text":"Hello","response_format":"pcm"}""");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("gpt-realtime-2.1-mini", answer.Headers["X-Voicehunte-Model"]);
        Assert.Equal("audio/pcm", answer.ContentType);
        Assert.Equal(SpeechReply.Of("Hello"), Body(answer));
    }

    [Fact]
    public async Task A_model_that_lives_needs_no_name() =>
        Assert.False((await AskAsync("""{"text":"Hello"}""")).Headers.ContainsKey("X-Voicehunte-Model"));

    [Fact]
    public async Task Without_ffmpeg_a_client_is_told_what_is_missing()
    {
        voices.TurnToEpiphany();

        var answer = await AskAsync("""{"text":"Hello","response_format":"opus"}""");

        Assert.Equal((503, "application/problem+json"), (answer.StatusCode, answer.ContentType));
        Assert.Equal(
            "gpt-realtime-2.1-mini speaks PCM: for opus this machine needs ffmpeg. Install it and start the appliance anew, or ask for wav or pcm.",
            JsonElement.Parse(Body(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Nobody_outside_asks_for_what_the_telephone_carries() =>
        Assert.Equal(400, (await AskAsync("""{"text":"Hello","response_format":"ulaw"}""")).StatusCode);

    [Fact]
    public async Task From_the_last_day_of_the_speech_models_the_appliance_reads_aloud_over_Realtime()
    {
        var clock = new WatchedClock();
        clock.SetUtcNow(new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.Zero));
        await using var house = await SpeakingHouse.OpenAsync(clock);

        using var answer = await house.AskAsync($$"""{"text":"{{Text}}","response_format":"pcm"}""");
        var audio = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal((200, "gpt-realtime-2.1-mini"), ((int)answer.StatusCode, Assert.Single(answer.Headers.GetValues("X-Voicehunte-Model"))));
        Assert.Equal(new SayStep(Text).Milliseconds * 48, audio.Length);
        Assert.Empty(house.OpenAI.Speech.Requests);
        Assert.Empty(house.OpenAI.Rejected);
    }

    [Fact]
    public async Task A_reader_that_will_not_keep_to_its_text_is_not_heard_while_there_is_another_voice()
    {
        await using var house = await SpeakingHouse.OpenAsync();
        house.OpenAI.Realtime.OnSession = session => session.AlwaysRead(_ => RealtimeReply.Say("Good day, how can I help?"));

        using var answer = await house.AskAsync($$"""{"text":"{{Text}}","response_format":"wav","model":"gpt-realtime-2.1-mini"}""");

        Assert.Equal(SpeechReply.Of(Text), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("gpt-4o-mini-tts", Assert.Single(answer.Headers.GetValues("X-Voicehunte-Model")));
    }

    private async Task<HttpResponse> AskAsync(string body)
    {
        var context = new DefaultHttpContext { Request = { ContentType = "application/json", Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } };
        context.Response.Body = new MemoryStream();
        var endpoints = new SpeechEndpoints(voices.NewMaker(), new SpeechVoice("tts-1", "alloy", null), NullLogger<SpeechEndpoints>.Instance);
        await endpoints.StreamAsync(context);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return context.Response;
    }

    private static string Body(HttpResponse answer) => Encoding.UTF8.GetString(((MemoryStream)answer.Body).ToArray());
}
