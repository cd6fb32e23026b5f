using System.IO.Compression;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Backups;

/// <summary><c>voicehunte restore FILE</c>: what it puts in place, and what it turns down without touching anything.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly BackupFolder folder = new();
    private readonly AwaitedLog log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_restore_brings_the_backup_back_and_keeps_the_database_from_before()
    {
        await WriteAsync(turns: 2);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await WriteAsync(turns: 3);

        Assert.Equal(0, folder.Run("restore", folder.Backup));

        Assert.Contains($"checksum      matches\nschema        {Migrations.Newest}\ncalls         1\n", folder.Output, StringComparison.Ordinal);
        Assert.Equal(2L, Read<long>(folder.Database, "SELECT count(*) FROM turns"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Database));
        var kept = Assert.Single(Kept());
        Assert.Matches(@"voicehunte\.db\.before-restore-[0-9]{8}T[0-9]{6}Z$", kept);
        Assert.Contains($"before        {kept}\n", folder.Output, StringComparison.Ordinal);
        Assert.Equal((3L, "ok"), (Read<long>(kept, "SELECT count(*) FROM turns"), Read<string>(kept, "PRAGMA integrity_check")));
        Assert.Equal([Path.GetFileName(kept), "voicehunte.db"], Names());
        await WriteAsync(turns: 4);
        Assert.Equal(4L, Read<long>(folder.Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task The_kept_database_has_what_a_killed_appliance_had_left_beside_it()
    {
        await WriteAsync(turns: 1);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await using (var store = Open(folder.File("killed.db"), log))
        {
            await store.KeepTurnAsync("CA1", 1);
            await store.KeepTurnAsync("CA1", 2);
            // As kill -9 leaves them: the last writes are in the WAL alone.
            File.Copy(folder.File("killed.db"), folder.Database, overwrite: true);
            File.Copy(folder.File("killed.db-wal"), folder.Database + "-wal", overwrite: true);
        }

        Assert.Equal(0, folder.Run("restore", folder.Backup));

        Assert.Equal(1L, Read<long>(folder.Database, "SELECT count(*) FROM turns"));
        Assert.Equal(2L, Read<long>(Assert.Single(Kept()), "SELECT count(*) FROM turns"));
        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public async Task A_database_as_it_is_can_be_restored_too_with_what_lies_beside_it()
    {
        await using (var store = Open(folder.File("copied.db"), log))
        {
            await store.KeepTurnAsync("CA1", 1);
            File.Copy(folder.File("copied.db"), folder.File("plain.db"));
            File.Copy(folder.File("copied.db-wal"), folder.File("plain.db-wal"));
        }

        Assert.Equal(0, folder.Run("restore", folder.File("plain.db")));

        Assert.Contains("before        there was none\n", folder.Output, StringComparison.Ordinal);
        Assert.Contains("checksum      none beside it", folder.Output, StringComparison.Ordinal);
        Assert.Equal(1L, Read<long>(folder.Database, "SELECT count(*) FROM turns"));
        Assert.Equal(["voicehunte.db"], Names());
    }

    [Fact]
    public void A_backup_of_an_older_version_is_brought_up_to_date_before_it_is_put_in_place()
    {
        var old = folder.File("old.db");
        using (var connection = DatabaseFile.OpenForChanging(Made(old))) Migrations.Run(connection, upTo: 3);

        Assert.Equal(0, folder.Run("restore", old));

        Assert.Contains("schema        3\n", folder.Output, StringComparison.Ordinal);
        Assert.Equal(Migrations.Newest, Read<long>(folder.Database, "PRAGMA user_version"));
    }

    [Theory]
    [InlineData("a wrong checksum", 74, "is not what")]
    [InlineData("a checksum that is none", 74, "is no checksum")]
    [InlineData("cut off", 74, "damaged")]
    [InlineData("not a database", 74, "no database")]
    [InlineData("another program's database", 74, "no database of this appliance")]
    [InlineData("damaged pages", 74, "damaged")]
    [InlineData("a newer schema", 78, "this program knows")]
    public async Task What_is_no_good_backup_is_turned_down_and_not_a_byte_is_touched(string what, int exitCode, string says)
    {
        await WriteAsync(turns: 1);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await SpoilAsync(what);
        await WriteAsync(turns: 2);
        var before = folder.Everything();

        Assert.Equal(exitCode, folder.Run("restore", folder.Backup));

        Assert.Contains(says, folder.Errors, StringComparison.Ordinal);
        Assert.Equal(before, folder.Everything());
    }

    [Fact]
    public async Task A_backup_that_is_missing_or_the_database_itself_is_a_mistake_of_the_command()
    {
        await WriteAsync(turns: 1);

        Assert.Equal(64, folder.Run("restore", folder.Backup));
        Assert.Equal(64, folder.Run("restore", folder.Database));
        Assert.Contains("is the database itself", folder.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_an_appliance_serves_with_the_database_it_is_not_replaced()
    {
        await WriteAsync(turns: 1);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await using (var edge = await RunningAppliance.StartAsync(folder.Data))
        {
            Assert.Equal(69, folder.Run("restore", folder.Backup));

            Assert.Contains("is in use: stop the appliance", folder.Errors, StringComparison.Ordinal);
            Assert.Equal(VoiceHunte.Edge.Store.Kept.OnDisk, await edge.Get<CallStore>().KeepTurnAsync("CA1", 2));
            Assert.Empty(Kept());
        }

        Assert.Equal(0, folder.Run("restore", folder.Backup));
        Assert.Equal(1L, Read<long>(folder.Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task A_damaged_database_is_kept_aside_and_the_backup_takes_its_place_with_nothing_of_the_old_one_beside_it()
    {
        await WriteAsync(turns: 1);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await File.WriteAllTextAsync(folder.Database, "This was a database once, and somebody saved a letter over it.", Cancel);
        await File.WriteAllTextAsync(folder.Database + "-wal", "last writes", Cancel);

        Assert.Equal(0, folder.Run("restore", folder.Backup));

        Assert.Equal("ok", Read<string>(folder.Database, "PRAGMA integrity_check"));
        Assert.Contains("may be in it again", folder.Errors, StringComparison.Ordinal);
        var kept = Assert.Single(Kept(), file => file[^4] != '-');
        Assert.StartsWith("This was a database", await File.ReadAllTextAsync(kept, Cancel), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Database + "-wal"));
    }

    [Fact]
    public async Task A_second_restore_keeps_its_own_old_one_and_what_a_killed_one_had_begun_to_keep_goes()
    {
        await WriteAsync(turns: 1);
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        for (var turns = 2; turns <= 3; turns++)
        {
            await WriteAsync(turns);
            // As a restore leaves it that was killed before the new one was in place: the database itself under a second name.
            VoiceHunte.Edge.Backups.KeptFile.Link(folder.Database, $"{folder.Database}.before-restore-19990101T00000{turns}Z");
            Assert.Equal(0, folder.Run("restore", folder.Backup));
        }

        Assert.Equal([2L, 3L], Kept().Select(kept => Read<long>(kept, "SELECT count(*) FROM turns")).Order());
    }

    [Fact]
    public async Task Whoever_was_erased_since_the_backup_is_known_as_erased_after_a_restore()
    {
        await WriteAsync(turns: 1);
        Erase("before");
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        Erase("after");

        Assert.Equal(0, folder.Run("restore", folder.Backup));

        Assert.Contains("erasures      1 since the backup", folder.Output, StringComparison.Ordinal);
        Assert.Equal("after,before", Read<string>(folder.Database, "SELECT group_concat(id) FROM (SELECT id FROM erasures ORDER BY id)"));
    }

    [Fact]
    public async Task Who_was_erased_since_the_backup_does_not_come_back_with_it()
    {
        await WriteAsync(turns: 2);
        Change(folder.Database, "UPDATE calls SET from_number = '+421900123456', ended_at = '2026-01-01T10:00:00.000Z', started_at = '2026-01-01T09:59:00.000Z'");
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        Assert.Equal(0, folder.Run("erase", "+421900123456", "--yes"));

        Assert.Equal(0, folder.Run("restore", folder.Backup));

        Assert.Contains("erased again  1", folder.Output, StringComparison.Ordinal);
        Assert.Equal((0L, 0L), (Read<long>(folder.Database, "SELECT count(*) FROM calls"), Read<long>(folder.Database, "SELECT count(*) FROM turns")));
    }

    private async Task WriteAsync(int turns)
    {
        await using var store = Open(folder.Database, log);
        for (var turn = 1; turn <= turns; turn++) await store.KeepTurnAsync("CA1", turn);
    }

    private void Erase(string id) => Change(folder.Database, $"INSERT INTO erasures (id, phone_salt, phone_hash, requested_by, started_at) VALUES ('{id}', '00', '{id}', 'operator', '2026-11-24T18:05:09.250Z')");

    private static string Made(string path)
    {
        DatabaseFile.MakePrivate(path);
        return path;
    }

    private async Task SpoilAsync(string what)
    {
        var sum = folder.Backup + ".sha256";
        var bytes = await File.ReadAllBytesAsync(folder.Backup, Cancel);
        switch (what)
        {
            case "a wrong checksum":
                await File.WriteAllTextAsync(sum, new string('0', 64) + "  voicehunte.db.gz\n", Cancel);
                return;
            case "a checksum that is none":
                await File.WriteAllTextAsync(sum, "404 not found", Cancel);
                return;
            case "cut off":
                await File.WriteAllBytesAsync(folder.Backup, bytes[..(bytes.Length * 2 / 3)], Cancel);
                break;
            case "not a database":
                await File.WriteAllTextAsync(folder.Backup, "Dear guests, tomorrow we are closed.", Cancel);
                break;
            case "another program's database":
                File.Delete(folder.Backup);
                Change(folder.Backup, "CREATE TABLE bookmarks (address TEXT); PRAGMA user_version = 3");
                break;
            case "damaged pages":
                var pages = await File.ReadAllBytesAsync(folder.Unpack(folder.Backup), Cancel);
                pages.AsSpan(pages.Length / 2).Fill(0xA5);
                await File.WriteAllBytesAsync(folder.Backup, pages, Cancel);
                break;
            default:
                var newer = folder.Unpack(folder.Backup);
                Change(newer, "PRAGMA user_version = 4711");
                await PackAsync(newer);
                break;
        }

        File.Delete(sum);
    }

    private async Task PackAsync(string database)
    {
        await using var content = File.OpenRead(database);
        await using var target = new GZipStream(File.Create(folder.Backup), CompressionLevel.Fastest);
        await content.CopyToAsync(target, Cancel);
    }

    private List<string> Kept() => [.. Directory.EnumerateFiles(folder.Data, "*.before-restore-*")];

    private List<string?> Names() => [.. Directory.EnumerateFiles(folder.Data).Select(Path.GetFileName).Order(StringComparer.Ordinal).Reverse()];
}
