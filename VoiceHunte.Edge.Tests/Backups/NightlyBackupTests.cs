using System.Globalization;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Backups;

/// <summary>The backups that nobody need think of: at night, after a night that was missed, and what the doctor says of them.</summary>
public sealed class NightlyBackupTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TemporaryFolder folder = new();
    private readonly WatchedClock clock = new();
    private readonly WatchedClock nights = new();
    private RunningAppliance edge = null!;

    private string Backups => folder.File("backups");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (edge is not null) await edge.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task At_the_nightly_time_of_the_restaurants_clock_a_backup_is_made_that_can_be_restored()
    {
        // It is 19:00 in Bratislava; 03:30 there is 02:30 UTC.
        var waiting = clock.WaitBetween(TimeSpan.FromHours(8.5), TimeSpan.FromHours(8.5));
        await StartAsync();
        await waiting;
        await edge.Get<CallStore>().KeepTurnAsync("CA1", 1);
        clock.Advance(TimeSpan.FromHours(8.5) - TimeSpan.FromSeconds(1));
        await edge.Get<MissedBackup>().ExecuteTask!;
        Assert.DoesNotContain("voicehunte-20261125T023000Z.db.gz", Names());

        waiting = clock.WaitBetween(Day - TimeSpan.FromMinutes(1), Day);
        clock.Advance(TimeSpan.FromSeconds(1));
        await waiting;

        Assert.Contains("voicehunte-20261125T023000Z.db.gz", Names());
        var backup = Path.Combine(Backups, "voicehunte-20261125T023000Z.db.gz");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        Assert.StartsWith("ok|backups|the last one is of 2026-11-25 02:30 UTC, 0.0 MB, backups/voicehunte-20261125T023000Z.db.gz", Doctor(), StringComparison.Ordinal);
        using var elsewhere = new BackupFolder();
        Assert.Equal(0, elsewhere.Run("restore", backup));
        Assert.Contains("checksum      matches", elsewhere.Output, StringComparison.Ordinal);
        Assert.Equal(1L, Read<long>(elsewhere.Database, "SELECT count(*) FROM turns"));
    }

    [Fact]
    public async Task Only_the_newest_are_kept_with_their_checksums_and_what_is_not_ours_is_left_alone()
    {
        await StartAsync(("BACKUP_KEEP", "2"));
        Directory.CreateDirectory(Backups);
        await File.WriteAllTextAsync(Path.Combine(Backups, "voicehunte-before-the-move.db.gz"), "mine", TestContext.Current.CancellationToken);

        for (var night = 0; night < 4; night++) await NightAsync();

        Assert.Equal(
            [
                "voicehunte-20261127T180000Z.db.gz", "voicehunte-20261127T180000Z.db.gz.sha256",
                "voicehunte-20261128T180000Z.db.gz", "voicehunte-20261128T180000Z.db.gz.sha256", "voicehunte-before-the-move.db.gz",
            ], Names());
    }

    [Fact]
    public async Task A_backup_that_fails_is_told_takes_no_older_one_away_and_is_tried_again_the_night_after()
    {
        await StartAsync(("BACKUP_KEEP", "1"));
        await NightAsync();
        // Something lies in its way: as good as a disk that takes no file.
        Directory.CreateDirectory(Path.Combine(Backups, "voicehunte-20261126T180000Z.db.gz.part"));

        await NightAsync();

        Assert.Contains("voicehunte-20261125T180000Z.db.gz", Names());
        Assert.Contains("The backup failed", Assert.Single(edge.Lines.At(LogLevel.Error)), StringComparison.Ordinal);
        Assert.Matches(@"^warn\|backups\|the last try, 2026-11-26 18:00 UTC, failed \(.*denied.*\), the last good one is of 2026-11-25 18:00 UTC, .*: mend that", Doctor());

        await NightAsync();

        Assert.Equal(["voicehunte-20261127T180000Z.db.gz", "voicehunte-20261127T180000Z.db.gz.sha256"], Names());
        Assert.StartsWith("ok|", Doctor(), StringComparison.Ordinal);
        Assert.Equal(["1", "0", "1"], Database.Sql(folder.Path, "SELECT CAST(problem IS NULL AS TEXT) FROM backups ORDER BY id"));
    }

    [Fact]
    public async Task In_a_bucket_they_are_kept_and_rotated_as_in_the_data_directory_where_nothing_of_them_stays()
    {
        using var bucket = new TemporaryFolder();
        await StartAsync(("BACKUP_KEEP", "1"), ("BACKUP_PLACE", "bucket"));

        for (var night = 0; night < 2; night++) await NightAsync(new DirectoryArchive(bucket.Path));

        Assert.Equal(
            ["voicehunte-20261126T180000Z.db.gz", "voicehunte-20261126T180000Z.db.gz.sha256"],
            Directory.EnumerateFiles(bucket.File("backups")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Names());
        using var elsewhere = new BackupFolder();
        Assert.Equal(0, elsewhere.Run("restore", bucket.File("backups/voicehunte-20261126T180000Z.db.gz")));
        Assert.Contains("checksum      matches", elsewhere.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(25, true)]
    public async Task A_machine_that_was_off_at_night_makes_up_for_it_some_minutes_after_its_start(int hoursOff, bool makesUp)
    {
        await using (var store = CallStore.Open(folder.File("voicehunte.db"), true, clock, new AwaitedLog()))
            await store.KeepBackupAsync(new StoredBackup(clock.GetUtcNow(), "data:backups/old.db.gz", 1, "", null));
        clock.Advance(TimeSpan.FromHours(hoursOff));
        var waiting = clock.WaitBetween(MissedBackup.AfterStart, MissedBackup.AfterStart);
        await StartAsync();
        await waiting;
        Assert.False(Directory.Exists(Backups));

        clock.Advance(MissedBackup.AfterStart);
        await edge.Get<MissedBackup>().ExecuteTask!;

        Assert.Equal(makesUp, Directory.Exists(Backups) && Names().Count == 2);
    }

    [Fact]
    public async Task A_backup_never_takes_the_room_that_the_call_log_needs()
    {
        await StartAsync(("MIN_FREE_DISK_MB", "1000000"));

        await NightAsync();

        Assert.Empty(Names());
        Assert.Contains("are to stay (MIN_FREE_DISK_MB)), there has never been a good one: mend that", Doctor(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_kill_left_half_done_goes_with_the_next_one()
    {
        await StartAsync();
        Directory.CreateDirectory(Backups);
        await File.WriteAllTextAsync(Path.Combine(Backups, "voicehunte-20261101T023000Z.db.gz.copy.part"), "half", TestContext.Current.CancellationToken);

        await NightAsync();

        Assert.Equal(["voicehunte-20261125T180000Z.db.gz", "voicehunte-20261125T180000Z.db.gz.sha256"], Names());
    }

    [Fact]
    public async Task The_doctor_warns_of_a_backup_that_is_old_or_gone_and_says_so_where_there_are_to_be_none()
    {
        await StartAsync();
        Assert.StartsWith("ok|backups|none yet", Doctor(), StringComparison.Ordinal);
        await NightAsync();
        nights.Advance(Day * 2);
        Assert.StartsWith("ok|", Doctor(), StringComparison.Ordinal);
        nights.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("let the service run at NIGHTLY_TIME", Doctor(), StringComparison.Ordinal);
        Assert.StartsWith("warn|backups|the last good one is of 2026-11-25 18:00 UTC", Doctor(), StringComparison.Ordinal);

        foreach (var file in Directory.EnumerateFiles(Backups)) File.Delete(file);
        Assert.Contains("is not there any more", Doctor(), StringComparison.Ordinal);
        await edge.DisposeAsync();
        await StartAsync(("BACKUP_PLACE", "off"));
        Assert.Equal("ok|backups|off (BACKUP_PLACE)", Doctor());
        await NightAsync();
        Assert.Empty(Names());
    }

    private async Task StartAsync(params (string Name, string Value)[] settings) =>
        edge = await RunningAppliance.StartAsync(folder.Path, settings.ToDictionary(one => one.Name, one => one.Value), time: clock);

    // The night's part of it alone, on a clock that wakes nothing else of the appliance.
    private async Task NightAsync(DirectoryArchive? bucket = null)
    {
        nights.Advance(Day);
        using var backup = new NightlyBackup(
            edge.Settings, edge.Get<CallStore>(), new Archives(new DirectoryArchive(folder.Path), bucket), nights, edge.Get<ILogger<NightlyBackup>>());
        await backup.RunAsync(TestContext.Current.CancellationToken);
    }

    private List<string?> Names() => Directory.Exists(Backups)
        ? [.. Directory.EnumerateFiles(Backups).Select(Path.GetFileName).Order(StringComparer.Ordinal)]
        : [];

    private string Doctor()
    {
        var lines = new List<string>();
        DoctorOfBackups.Check(edge.Settings, new DoctorReport(line => lines.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Verdict}|{line.Part}|{line.Finding}"))), clock.GetUtcNow() > nights.GetUtcNow() ? clock.GetUtcNow() : nights.GetUtcNow());
        return Assert.Single(lines);
    }
}
