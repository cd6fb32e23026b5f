using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class AudioCacheTests : IDisposable
{
    private static readonly string First = new('1', 64);
    private static readonly string Second = new('2', 64);
    private static readonly string Third = new('3', 64);

    private readonly TemporaryFolder folder = new();
    private readonly WatchedClock clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Folder => folder.File("audio-cache");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Speech_is_found_again_after_a_restart()
    {
        var kept = await Open().KeepAsync(First, "mp3", "hello"u8.ToArray(), Cancel);

        var found = await Open().FindAsync(First, Cancel);

        Assert.Equal($"audio-cache/{First}.5.mp3", kept.Kept);
        Assert.Equal(kept.Kept, found?.File);
        Assert.Equal("hello"u8.ToArray(), found?.Audio);
        Assert.Null(await Open().FindAsync(Second, Cancel));
    }

    [Fact]
    public async Task What_callers_hear_is_for_the_service_alone()
    {
        await Open().KeepAsync(First, "mp3", "hello"u8.ToArray(), Cancel);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.All(Directory.EnumerateFiles(Folder), file => Assert.Equal(owner, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Who_was_heard_longest_ago_makes_room()
    {
        var cache = Open(mostBytes: 10);
        await KeepAsync(cache, First);
        await KeepAsync(cache, Second);
        clock.Advance(TimeSpan.FromMinutes(1));
        await cache.FindAsync(First, Cancel);

        var change = await KeepAsync(cache, Third);

        Assert.Equal([$"audio-cache/{Second}.5.mp3"], change.Dropped);
        Assert.Equal([$"{First}.5.mp3", $"{Third}.5.mp3"], Files());
        Assert.Null(await cache.FindAsync(Second, Cancel));
    }

    [Fact]
    public async Task A_restart_remembers_who_was_heard_last()
    {
        var cache = Open(mostBytes: 10);
        await KeepAsync(cache, First);
        await KeepAsync(cache, Second);
        clock.Advance(TimeSpan.FromMinutes(1));
        await cache.FindAsync(First, Cancel);

        await KeepAsync(Open(mostBytes: 10), Third);

        Assert.Equal([$"{First}.5.mp3", $"{Third}.5.mp3"], Files());
    }

    [Fact]
    public async Task Speech_larger_than_the_whole_cache_is_not_kept()
    {
        Assert.Null((await Open(mostBytes: 4).KeepAsync(First, "mp3", "hello"u8.ToArray(), Cancel)).Kept);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_a_power_cut_left_behind_is_no_speech()
    {
        await KeepAsync(Open(), First);
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{First}.5.mp3"), "hel"u8.ToArray(), Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "0123.part"), "hel"u8.ToArray(), Cancel);

        Assert.Null(await Open().FindAsync(First, Cancel));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_file_that_is_damaged_or_gone_is_made_anew()
    {
        var cache = Open();
        await KeepAsync(cache, First);
        await KeepAsync(cache, Second);
        await File.WriteAllBytesAsync(Path.Combine(Folder, $"{First}.5.mp3"), "hel"u8.ToArray(), Cancel);
        File.Delete(Path.Combine(Folder, $"{Second}.5.mp3"));

        Assert.Null(await cache.FindAsync(First, Cancel));
        Assert.Null(await cache.FindAsync(Second, Cancel));
        await KeepAsync(cache, First);
        Assert.NotNull(await cache.FindAsync(First, Cancel));
    }

    [Fact]
    public async Task A_full_disk_keeps_nothing_and_hides_nothing()
    {
        using var disk = SmallDisk.Mount(Folder, megabytes: 1);
        var cache = Open();
        await KeepAsync(cache, First);
        disk.Fill(leaveBytes: 8192);

        var change = await cache.KeepAsync(Second, "mp3", new byte[100_000], Cancel);

        Assert.Null(change.Kept);
        Assert.Equal(["filler", $"{First}.5.mp3"], Files().Order(StringComparer.Ordinal).OrderDescending());
        Assert.NotNull(await cache.FindAsync(First, Cancel));
        disk.MakeRoom();
        Assert.NotNull((await cache.KeepAsync(Second, "mp3", new byte[100_000], Cancel)).Kept);
    }

    private AudioCache Open(long mostBytes = 1_000_000) => AudioCache.Open(Folder, mostBytes, clock, NullLogger<AudioCache>.Instance);

    /// <summary>Five bytes, a second after whatever came before.</summary>
    private Task<CacheChange> KeepAsync(AudioCache cache, string key)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        return cache.KeepAsync(key, "mp3", "hello"u8.ToArray(), Cancel);
    }

    private IEnumerable<string> Files() => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order() : [];
}
