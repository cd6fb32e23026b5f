using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Speech;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Tests.Voice;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The binary rung by its own telephone, in sound.</summary>
public sealed class StreamRingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_call_in_sound_is_heard_answered_ended_and_can_be_listened_to()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Realtime.OnSession = session =>
        {
            session.Transcribes(new RealtimeHeard("When are you open on Sunday?"), new RealtimeHeard("Thank you, goodbye."));
            session.Always(ask => RealtimeTalk.Exactly(ask.Request) is { } text ? RealtimeReply.Say(text)
                : ask.Number == 1 ? RealtimeReply.Say("On Sunday we are open from ten to ten.")
                : RealtimeReply.Call("end_call", "{}"));
        };
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(
            ("CALL_MODE", "stream"), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString())));
        var (caller, heard) = (folder.File("caller.wav"), folder.File("heard.wav"));
        await File.WriteAllBytesAsync(caller, Wav(CallerVoice.Speech(900)), TestContext.Current.CancellationToken);

        var (exitCode, screen) = await EdgeProcess.RunAsync(Published.Settings,
            "call", "--url", edge.Url.ToString(), "--from", "+14155550123", "--mode", "stream", "--audio", caller, "--audio", caller, "--listen", heard);

        Assert.True(exitCode == 0, screen + "\n" + edge.Log);
        Assert.Contains("Hangup", screen, StringComparison.Ordinal);
        Assert.Equal(
            ["When are you open on Sunday?|On Sunday we are open from ten to ten.|On Sunday we are open from ten to ten."],
            Database.Sql(folder.Path, "SELECT user_text || '|' || assistant_text || '|' || heard_text FROM turns WHERE turn_id = 1"));
        Assert.Equal(["goodbye"], Database.Sql(folder.Path, "SELECT intent FROM turns WHERE turn_id = 2"));
        Assert.Equal(["completed|stream"], Database.Sql(folder.Path, "SELECT status || '|' || mode FROM calls"));
        Assert.Empty(openAI.Realtime.Rejected);
        // 38 characters of 70 ms, and the goodbye.
        var sound = WavFile.ReadMuLaw(await File.ReadAllBytesAsync(heard, TestContext.Current.CancellationToken));
        Assert.InRange(sound.Count(sample => Math.Abs((int)MuLaw.Decode(sample)) > 500) / 8, 1500, 60_000);
    }

    [Fact]
    public async Task A_guest_whose_voice_is_known_hears_their_name()
    {
        const string from = "+14155550124";
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Realtime.OnSession = session =>
        {
            session.Transcribes(new RealtimeHeard("A table for two tomorrow at seven in the evening, please."), new RealtimeHeard("Thank you, goodbye."));
            session.Always(ask => RealtimeTalk.Exactly(ask.Request) is { } text ? RealtimeReply.Say(text)
                : ask.Number == 1 ? RealtimeReply.Call("hold_table", """{"date":null,"time":null,"people":null,"name":null}""")
                : RealtimeReply.Call("end_call", "{}"));
        };
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(
            ("CALL_MODE", "stream"), ("VOICE_HINT", "on"), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString())));
        await using (var store = CallStore.Open(folder.File("voicehunte.db"), fullSync: true, TimeProvider.System, NullLogger.Instance))
        {
            using var book = new VoiceBook(store, new VoiceKeys(folder.File("voice-keys")), TimeProvider.System, NullLogger<VoiceBook>.Instance);
            await book.KnowAsync(store, "Martin", ["m3-1", "m3-2"], from);
        }

        var (wish, goodbye) = (folder.File("wish.wav"), folder.File("goodbye.wav"));
        await File.WriteAllBytesAsync(wish, Wav(Voices.Sound("m3-2")), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(goodbye, Wav(CallerVoice.Speech(900)), TestContext.Current.CancellationToken);

        var (exitCode, screen) = await EdgeProcess.RunAsync(Published.Settings,
            "call", "--url", edge.Url.ToString(), "--from", from, "--mode", "stream", "--audio", wish, "--audio", goodbye);

        Assert.True(exitCode == 0, screen + "\n" + edge.Log);
        Assert.Equal(["likely|1"], Database.Sql(folder.Path, "SELECT voice_hint || '|' || (assistant_text LIKE 'Is this Martin? A table for two people tomorrow at 7 p.m.%') FROM turns WHERE turn_id = 1"));
        Assert.Empty(Database.Sql(folder.Path, "SELECT name FROM reservations"));
        Assert.Contains("have agreed to be listened to", edge.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("Martin", edge.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(from, edge.Log, StringComparison.Ordinal);
    }

    private static byte[] Wav(byte[] muLaw)
    {
        var samples = new short[muLaw.Length];
        MuLaw.Decode(muLaw, samples);
        return WavFileTests.Pcm(MuLaw.SamplesPerSecond, samples);
    }
}
