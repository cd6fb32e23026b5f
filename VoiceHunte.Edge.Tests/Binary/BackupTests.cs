using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The binary is backed up while it answers, restored elsewhere, and killed at every moment of both.</summary>
public sealed class BackupTests : IDisposable
{
    private const int KilledBy9 = 128 + 9;
    private const string Strace = "/usr/bin/strace";

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);

    private string Backup => folder.File("voicehunte.db.gz");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        twilio.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Backed_up_amid_a_call_and_restored_elsewhere_it_knows_the_reservation_and_answers_at_once()
    {
        var (here, elsewhere) = (folder.File("here"), folder.File("elsewhere"));
        string booked;
        await using (var edge = await EdgeProcess.ServeAsync(here, Published.Settings))
        {
            var (rang, conversation) = await EdgeProcess.RunAsync(Published.Settings, "call", "--url", edge.Url.ToString(), "--from", "+14155550123",
                "--say", "table for two tomorrow at 7 pm", "--say", "it's Michael Lee", "--say", "yes that's right", "--say", "goodbye");
            Assert.True(rang == 0, conversation);
            booked = Assert.Single(Database.Sql(here, "SELECT CAST(id AS TEXT), name, starts_at FROM reservations"));
            var call = twilio.Ring(edge.Url);
            await call.StartAsync();

            var (made, told) = await EdgeProcess.RunAsync(Published.Settings, "backup", Backup, "--data-dir", here);

            Assert.True(made == 0, told);
            Assert.Contains("calls         2\nreservations  1", told, StringComparison.Ordinal);
            Assert.Contains("desiatej", (await call.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
            Assert.Equal(69, (await EdgeProcess.RunAsync(Published.Settings, "restore", Backup, "--data-dir", here)).ExitCode);
            Assert.Contains("desiatej", (await call.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
        }

        var (restored, said) = await EdgeProcess.RunAsync(Published.Settings, "restore", Backup, "--data-dir", elsewhere);
        Assert.True(restored == 0, said);

        await using var there = await EdgeProcess.ServeAsync(elsewhere, Published.Settings);
        var caller = twilio.Ring(there.Url);
        Assert.NotNull((await caller.StartAsync()).Listening);
        Assert.Contains("desiatej", (await caller.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
        Assert.Equal([booked], Database.Sql(elsewhere, "SELECT CAST(id AS TEXT), name, starts_at FROM reservations"));
        Assert.Equal(["ok"], Database.Sql(elsewhere, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Kill_9_at_any_moment_of_a_restore_leaves_the_old_database_or_the_new_one_whole()
    {
        var data = folder.File("data");
        await FillAsync(data, "backed up");
        Assert.Equal(0, (await EdgeProcess.RunAsync(Published.Settings, "backup", Backup, "--data-dir", data)).ExitCode);
        var (old, others) = (0, 0);

        await KillAtManyMomentsAsync(["restore", Backup, "--data-dir", data], begin: () => MarkAsync(data, "newer"), check: () =>
        {
            var mark = Database.Sql(data, "SELECT name FROM customers WHERE phone = 'mark'");
            Assert.Equal(["ok"], Database.Sql(data, "PRAGMA integrity_check"));
            if (mark is ["newer"]) old++;
            else if (mark is ["backed up"]) others++;
            else Assert.Fail($"neither the old database nor the new one: {string.Join(", ", mark)}");
            Assert.NotEmpty(Database.Sql(data, "SELECT call_id FROM calls"));
        });

        TestContext.Current.SendDiagnosticMessage($"the old one {old} times, the new one {others} times");
        Assert.True(old > 0 && others > 0, $"the kills fell on one side alone: {old} and {others}");
        var (again, told) = await EdgeProcess.RunAsync(Published.Settings, "restore", Backup, "--data-dir", data);
        Assert.True(again == 0, told);
        Assert.DoesNotContain(Directory.EnumerateFiles(data), file => file.Contains("restoring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kill_9_at_any_moment_of_a_backup_leaves_the_older_one_or_the_new_one_whole_and_the_database_as_it_was()
    {
        var data = folder.File("data");
        await FillAsync(data, "older");
        Assert.Equal(0, (await EdgeProcess.RunAsync(Published.Settings, "backup", Backup, "--data-dir", data)).ExitCode);
        await MarkAsync(data, "newer");

        await KillAtManyMomentsAsync(["backup", Backup, "--force", "--data-dir", data], begin: () => Task.CompletedTask, check: () =>
        {
            var unpacked = Directory.CreateDirectory(folder.File("unpacked")).FullName;
            using (var content = new GZipStream(File.OpenRead(Backup), CompressionMode.Decompress))
            using (var database = File.Create(Path.Combine(unpacked, "voicehunte.db"))) content.CopyTo(database);
            Assert.Equal(["ok"], Database.Sql(unpacked, "PRAGMA integrity_check"));
            Assert.Equal(["newer"], Database.Sql(data, "SELECT name FROM customers WHERE phone = 'mark'"));
        });

        var (restored, told) = await EdgeProcess.RunAsync(Published.Settings, "restore", Backup, "--data-dir", folder.File("elsewhere"));
        Assert.True(restored == 0, told);
    }

    // Before each single system call that changes a file or its names, where strace is there; else after times that grow.
    private static async Task KillAtManyMomentsAsync(string[] command, Func<Task> begin, Action check)
    {
        const string calls = "pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat2,link,linkat,unlink,unlinkat,chown";
        var kills = 0;
        foreach (var call in File.Exists(Strace) ? calls.Split(',') : [""])
        {
            var ended = false;
            for (var moment = 1; !ended; moment++)
            {
                await begin();
                ended = !await (call.Length > 0 ? KillBeforeAsync(call, moment, command) : KillAfterAsync(TimeSpan.FromMilliseconds(moment), command));
                if (!ended) kills++;
                check();
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{kills} kills");
        Assert.True(kills > 10, $"only {kills} kills");
    }

    private static Task<bool> KillBeforeAsync(string call, int time, string[] command) => EndsByKillAsync(Strace, null,
    [
        "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={call}:signal=KILL:when={time}"),
        EdgeProcess.RequireBinary(), .. command,
    ]);

    private static Task<bool> KillAfterAsync(TimeSpan time, string[] command) => EndsByKillAsync(EdgeProcess.RequireBinary(), time, command);

    private static async Task<bool> EndsByKillAsync(string program, TimeSpan? after, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        if (after is { } time)
        {
            await Task.WhenAny(process.WaitForExitAsync(Cancel), Task.Delay(time, Cancel));
            process.Kill();
        }

        var said = await Task.WhenAll(process.StandardError.ReadToEndAsync(Cancel), process.StandardOutput.ReadToEndAsync(Cancel));
        await process.WaitForExitAsync(Cancel);
        if (process.ExitCode != 0 && process.ExitCode != KilledBy9) Assert.Fail(string.Concat(said));
        return process.ExitCode != 0;
    }

    private async Task FillAsync(string data, string mark)
    {
        await using (var edge = await EdgeProcess.ServeAsync(data, Published.Settings))
        {
            var call = twilio.Ring(edge.Url);
            await call.StartAsync();
            await call.SayAsync("máte dnes otvorené");
            await call.HangUpAsync();
            Assert.Equal(0, await edge.StopAsync());
        }

        await MarkAsync(data, mark);
    }

    private static Task MarkAsync(string data, string mark)
    {
        Database.Write(data, $"INSERT OR REPLACE INTO customers (phone, name, first_seen, last_seen) VALUES ('mark', '{mark}', '', '')");
        return Task.CompletedTask;
    }
}
