using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class AudioTablesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();
    private readonly FakeTimeProvider time = new(Evening);

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_line_can_be_fetched_until_it_expires_and_then_makes_room()
    {
        await using var store = CallStore.Open(Database, fullSync: false, time, log);
        var line = new SpokenLine("a1", "CA1", 1, "Dobrý deň!", "sk", Evening.AddMinutes(10));
        await store.KeepCallAsync(Call("CA1"), null, line);
        Assert.Equal(line, await store.FindSpokenLineAsync("a1", TestContext.Current.CancellationToken));
        Assert.Null(await store.FindSpokenLineAsync("a2", TestContext.Current.CancellationToken));

        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await store.FindSpokenLineAsync("a1", TestContext.Current.CancellationToken));

        await store.KeepTurnAsync(Turn("CA1", 1), State("CA1"), null, line with { Id = "a2", ExpiresAt = Evening.AddMinutes(20) });
        Assert.Equal("a2", Read<string>(Database, "SELECT group_concat(id) FROM spoken_lines"));
    }

    [Fact]
    public async Task An_audio_file_that_left_the_disk_is_forgotten_for_every_turn_that_played_it()
    {
        await using var store = CallStore.Open(Database, fullSync: false, time, log);
        var file = new AudioFile("CA1", 1, "/audio/1.mp3", "output", "mp3", 4096, Evening);
        await store.KeepAudioFileAsync(file);
        await store.KeepAudioFileAsync(file with { CallId = "CA2" });
        await store.KeepAudioFileAsync(file with { Path = "/audio/2.mp3" });
        await store.ForgetAudioFileAsync("/audio/1.mp3");

        Assert.Equal("/audio/2.mp3", Read<string>(Database, "SELECT group_concat(path) FROM audio_files"));
    }
}
