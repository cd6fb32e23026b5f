using System.Diagnostics;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Store;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Backups;

/// <summary><c>voicehunte backup FILE</c>, beside a writer and without one.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly BackupFolder folder = new();
    private readonly AwaitedLog log = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_under_hard_writing_has_every_turn_that_was_on_disk_before_it_began_and_keeps_no_writer_waiting()
    {
        await using var store = Open(folder.Database, log);
        using var over = new CancellationTokenSource();
        var written = 0;
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var turn = 1; !over.IsCancellationRequested; turn++)
            {
                Assert.Equal(VoiceHunte.Edge.Store.Kept.OnDisk, await store.KeepTurnAsync($"CA{writer}", turn));
                Interlocked.Increment(ref written);
            }
        })).ToArray();

        for (var round = 0; round < 5; round++)
        {
            while (Volatile.Read(ref written) < 400 * (round + 1)) await Task.Yield();
            var before = Volatile.Read(ref written);

            Assert.Equal(0, folder.Run("backup", folder.Backup, "--force"));

            var copy = folder.Unpack(folder.Backup);
            Assert.Equal("ok", Read<string>(copy, "PRAGMA integrity_check"));
            Assert.InRange(Read<long>(copy, "SELECT count(*) FROM turns"), before, Volatile.Read(ref written));
        }

        await over.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task The_backup_is_one_file_for_its_owner_alone_and_sha256sum_reads_the_checksum_beside_it()
    {
        await using var store = Open(folder.Database, log);
        await store.KeepTurnAsync("CA1", 1);

        Assert.Equal(0, folder.Run("backup", folder.Backup));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Backup));
        Assert.Equal(["voicehunte.db.gz", "voicehunte.db.gz.sha256"], Directory.EnumerateFiles(folder.File("")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("delete", Read<string>(folder.Unpack(folder.Backup), "PRAGMA journal_mode"));
        var check = Process.Start(new ProcessStartInfo("sha256sum", ["-c", "voicehunte.db.gz.sha256"]) { WorkingDirectory = folder.File(""), RedirectStandardOutput = true })!;
        Assert.Equal("voicehunte.db.gz: OK\n", await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        var sha256 = (await File.ReadAllTextAsync(folder.Backup + ".sha256", TestContext.Current.CancellationToken))[..64];
        Assert.Equal($"{folder.Backup}\nsize          {new FileInfo(folder.Backup).Length} bytes\nsha256        {sha256}\nschema        {Migrations.Newest}\ncalls         1\nreservations  0\n", folder.Output);
    }

    [Fact]
    public async Task An_older_backup_is_replaced_on_demand_only_and_the_database_never()
    {
        await Open(folder.Database, log).DisposeAsync();
        Assert.Equal(0, folder.Run("backup", folder.Backup));
        await using (var store = Open(folder.Database, log)) await store.KeepTurnAsync("CA1", 1);
        var database = await File.ReadAllBytesAsync(folder.Database, TestContext.Current.CancellationToken);

        Assert.Equal(64, folder.Run("backup", folder.Backup));
        Assert.Contains("--force to replace it", folder.Errors, StringComparison.Ordinal);
        Assert.Equal(0L, Read<long>(folder.Unpack(folder.Backup), "SELECT count(*) FROM turns"));

        Assert.Equal(0, folder.Run("backup", folder.Backup, "--force"));
        Assert.Equal(1L, Read<long>(folder.Unpack(folder.Backup), "SELECT count(*) FROM turns"));

        Assert.Equal(64, folder.Run("backup", folder.Database, "--force"));
        Assert.Contains("is no backup: it is left alone", folder.Errors, StringComparison.Ordinal);
        Assert.Equal(database, await File.ReadAllBytesAsync(folder.Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_backed_up_leaves_no_file_and_says_why()
    {
        Assert.Equal(74, folder.Run("backup", folder.Backup));
        Assert.Contains("there is no database", folder.Errors, StringComparison.Ordinal);
        Assert.Equal(64, folder.Run("backup", folder.File("nowhere/voicehunte.db.gz")));
        Assert.Contains("make it first", folder.Errors, StringComparison.Ordinal);

        await using (var store = Open(folder.Database, log)) await store.KeepTurnAsync("CA1", 1);
        Change(folder.Database, "PRAGMA user_version = 4711");
        Assert.Equal(78, folder.Run("backup", folder.Backup));
        Change(folder.Database, $"PRAGMA user_version = {Migrations.Newest}");
        var pages = await File.ReadAllBytesAsync(folder.Database, TestContext.Current.CancellationToken);
        pages.AsSpan(pages.Length / 2).Fill(0xA5);
        await File.WriteAllBytesAsync(folder.Database, pages, TestContext.Current.CancellationToken);
        Assert.Equal(74, folder.Run("backup", folder.Backup));
        Assert.Contains("is damaged", folder.Errors, StringComparison.Ordinal);

        Assert.Empty(Directory.EnumerateFiles(folder.File("")));
    }

    [Fact]
    public async Task A_full_disk_fails_the_backup_keeps_the_older_one_and_leaves_nothing_half_done()
    {
        using var disk = SmallDisk.Mount(folder.File("disk"), 3);
        await using (var store = Open(folder.Database, log)) await store.KeepTurnAsync("CA1", 1);
        var target = Path.Combine(disk.Path, "voicehunte.db.gz");
        Assert.Equal(0, folder.Run("backup", target));
        var before = await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken);
        disk.Fill(leaveBytes: 32 * 1024);

        Assert.Equal(74, folder.Run("backup", target, "--force"));

        Assert.Contains("full", folder.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
        Assert.Equal(["filler", "voicehunte.db.gz", "voicehunte.db.gz.sha256"], Directory.EnumerateFiles(disk.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
