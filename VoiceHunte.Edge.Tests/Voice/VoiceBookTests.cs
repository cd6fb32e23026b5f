using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>Who may be listened to, and whose calls go into a template.</summary>
public sealed class VoiceBookTests : IAsyncDisposable
{
    private const string Phone = "+421900123456";
    private static readonly string[] Martin = ["m3-1", "m3-2"];

    private readonly TemporaryFolder folder = new();
    private readonly CallStore store;
    private readonly VoiceBook book;

    public VoiceBookTests()
    {
        store = CallStore.Open(folder.File("voicehunte.db"), fullSync: false, TimeProvider.System, NullLogger.Instance);
        book = new VoiceBook(store, new VoiceKeys(folder.File("voice-keys")), TimeProvider.System, NullLogger<VoiceBook>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        book.Dispose();
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Where_nobody_has_agreed_the_extractor_never_hears_a_frame()
    {
        var voice = await FindAsync();

        voice.Hear(Frame);
        voice.Compare();

        Assert.False(voice.IsListening);
        Assert.Null(voice.Hint);
        Assert.Null(voice.Take());
    }

    [Theory]
    [InlineData("another version")]
    [InlineData("erased")]
    [InlineData("key gone")]
    [InlineData("another number")]
    public async Task Nor_does_it_where_the_consent_is_not_for_this_number_and_version_or_was_taken_back(string why)
    {
        await book.KnowAsync(store, "Martin", Martin, why == "another number" ? "+421905000111" : Phone, version: why == "another version" ? "0123" : null);
        if (why == "erased") await store.ChangeAsync(database => database.Voices.Change(new VoicesForgotten(Phone)), CancellationToken.None);
        if (why == "key gone") Directory.Delete(folder.File("voice-keys"), recursive: true);

        Assert.False((await FindAsync()).IsListening);
    }

    [Fact]
    public async Task Whoever_agreed_under_another_version_may_be_asked_again_and_nobody_else_twice()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, version: "0123");
        await store.ChangeAsync(database => database.Voices.Change(new VoiceAsked(Phone, "Anna", DateTimeOffset.UtcNow)), CancellationToken.None);

        var voice = await FindAsync();

        Assert.True(voice.MayAsk("Martin"));
        Assert.True(voice.MayAsk("Eva"));
        Assert.False(voice.MayAsk("anna"));
        voice.Asks(new VoiceQuestion("May I?", "Eva", 1));
        Assert.False(voice.MayAsk("EVA"));
    }

    [Fact]
    public async Task Whoever_agrees_again_leaves_no_key_of_the_first_time()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, version: "0123");
        var first = Directory.EnumerateFiles(folder.File("voice-keys")).Single(file => !file.EndsWith("device.key", StringComparison.Ordinal));

        var again = (await store.FindVoicesAsync(Phone, CancellationToken.None)).Voices[0] with { Id = Guid.NewGuid().ToString("N"), Version = VoiceModel.Default.Version, Template = null };
        await book.BeginAsync(again, CancellationToken.None);
        await store.ChangeAsync(database => database.Voices.Change(new VoiceAgreed(again)), CancellationToken.None);

        Assert.False(File.Exists(first));
        Assert.Equal([again.Id], (await book.FindAsync(Phone, CancellationToken.None)).Voices.Select(voice => voice.Stored.Id));
    }

    [Fact]
    public async Task From_a_yes_on_there_is_listening_and_after_forgetting_there_is_not()
    {
        var voice = await FindAsync();
        await book.KnowAsync(store, "Martin", Martin, Phone);

        voice.Agrees((await book.FindAsync(Phone, CancellationToken.None)).Voices[0]);
        Assert.True(voice.IsListening);

        voice.Forget();
        Assert.False(voice.IsListening);
        Assert.Null(voice.Speaker);
    }

    [Fact]
    public async Task A_stranger_who_books_under_a_guests_name_is_not_mixed_into_their_voice()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, seconds: 10);
        var guest = (await book.FindAsync(Phone, CancellationToken.None)).Voices[0];

        Assert.False(await book.GrowAsync(guest, Voices.Describe("f2-1"), TimeSpan.FromSeconds(5), CancellationToken.None));
        Assert.True(await book.GrowAsync(guest, Voices.Describe("m3-1"), TimeSpan.FromSeconds(5), CancellationToken.None));

        Assert.Equal(TimeSpan.FromSeconds(15), (await book.FindAsync(Phone, CancellationToken.None)).Voices[0].Stored.Speech);
    }

    [Fact]
    public async Task Of_a_voice_that_is_known_nothing_more_is_kept()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, seconds: 20);

        Assert.False(await book.GrowAsync((await book.FindAsync(Phone, CancellationToken.None)).Voices[0], Voices.Describe("m3-1"), TimeSpan.FromSeconds(5), CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_has_had_their_voice_forgotten_is_not_asked_for_it_in_the_same_call()
    {
        var voice = await FindAsync();
        voice.Forget();

        Assert.False(voice.MayAsk("Martin"));
    }

    [Fact]
    public async Task A_consent_that_lost_its_key_a_day_ago_is_over_and_its_guest_may_be_asked_again()
    {
        await GreetAsync(Phone);
        await book.KnowAsync(store, "Martin", Martin, Phone);
        await book.KnowAsync(store, "Anna", ["annie-1", "annie-2"], Phone);
        Directory.Delete(folder.File("voice-keys"), recursive: true);
        Database.Write(folder.Path, "UPDATE voice_profiles SET consented_at = '2026-01-01T00:00:00.000Z' WHERE name = 'Martin'");

        await book.TidyAsync(CancellationToken.None);

        Assert.Equal(["Anna"], Database.Sql(folder.Path, "SELECT name FROM voice_profiles"));
        Assert.Equal(["Anna"], Database.Sql(folder.Path, "SELECT name FROM voice_questions"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_read_are_not_taken_for_gone()
    {
        await GreetAsync(Phone);
        await book.KnowAsync(store, "Martin", Martin, Phone);
        Database.Write(folder.Path, "UPDATE voice_profiles SET consented_at = '2026-01-01T00:00:00.000Z'");
        File.WriteAllText(Path.Combine(folder.File("voice-keys"), "device.key"), "damaged");

        await Assert.ThrowsAsync<IOException>(() => book.TidyAsync(CancellationToken.None));

        Assert.Equal(["Martin"], Database.Sql(folder.Path, "SELECT name FROM voice_profiles"));
    }

    [Fact]
    public async Task What_was_found_first_in_a_turn_stays_when_the_turn_is_written_again()
    {
        await GreetAsync(Phone);
        var turn = new StoredTurn("CA1", 1, "A table, please.", null, "en", null, null, null, null, null, null, DateTimeOffset.UtcNow);
        foreach (var (hint, score) in ((string?, double?)[])[(null, null), ("likely", 0.5), ("unsure", 0.3), (null, null)])
            await store.KeepTurnAsync(turn with { VoiceHint = hint, VoiceScore = score }, new CallState("CA1", "en", 0, null), null, null);

        Assert.Equal(["likely|0.5"], Database.Sql(folder.Path, "SELECT voice_hint || '|' || voice_score FROM turns"));
    }

    [Fact]
    public async Task Two_calls_at_once_of_one_guest_leave_a_template_of_one_of_them_and_no_mixture()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, seconds: 10);
        var guest = (await book.FindAsync(Phone, CancellationToken.None)).Voices[0];

        var grown = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => book.GrowAsync(guest, Voices.Describe("m3-1"), TimeSpan.FromSeconds(5), CancellationToken.None)));

        Assert.Equal([false, true], grown.Order());
        Assert.Equal(TimeSpan.FromSeconds(15), (await book.FindAsync(Phone, CancellationToken.None)).Voices[0].Template!.Speech);
    }

    // False: the process ends, or the disk refuses, between the key and the row.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_voice_that_was_forgotten_in_mid_call_is_not_written_again(bool isOnDisk)
    {
        await book.KnowAsync(store, "Martin", Martin, Phone, seconds: 10);
        var guest = (await book.FindAsync(Phone, CancellationToken.None)).Voices[0];
        await book.ForgetAsync(Phone, CancellationToken.None);
        if (isOnDisk) await store.ChangeAsync(database => database.Voices.Change(new VoicesForgotten(Phone)), CancellationToken.None);

        Assert.False(await book.GrowAsync(guest, Voices.Describe("m3-1"), TimeSpan.FromSeconds(5), CancellationToken.None));

        Assert.Empty((await book.FindAsync(Phone, CancellationToken.None)).Voices);
        Assert.Equal(["device.key"], Directory.EnumerateFiles(folder.File("voice-keys")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_same_template_in_another_guests_row_opens_there_for_nobody()
    {
        await book.KnowAsync(store, "Martin", Martin, Phone);
        await book.KnowAsync(store, "Anna", ["annie-1", "annie-2"], Phone);
        Database.Write(folder.Path, "UPDATE voice_profiles SET template = (SELECT template FROM voice_profiles WHERE name = 'Martin') WHERE name = 'Anna'");

        var voices = (await book.FindAsync(Phone, CancellationToken.None)).Voices;

        Assert.Equal([("Anna", false), ("Martin", true)], voices.Select(voice => (voice.Stored.Name, voice.MayBeCompared)).Order());
    }

    private static ReadOnlySpan<byte> Frame => "f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/f39/"u8;

    /// <summary>Their number has called.</summary>
    private Task<Kept> GreetAsync(string phone) =>
        store.KeepCallAsync(new CallStarted("CA1", DateTimeOffset.UtcNow, "en", phone, null, "completed", "stream"), null, null);

    private async Task<CallersVoice> FindAsync()
    {
        var (asked, guests) = await book.FindAsync(Phone, CancellationToken.None);
        return new CallersVoice(Phone, asked, guests);
    }
}
