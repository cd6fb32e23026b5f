using System.Diagnostics;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The disk is full: a real, small tmpfs.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_leaves_callers_answered_ready_at_503_and_nothing_lost_once_there_is_room()
    {
        EdgeProcess.RequireBinary();
        using var folder = new TemporaryFolder();
        Assert.SkipWhen(await RunAsync("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.Path) != 0, "A tmpfs can be mounted only by root.");
        try
        {
            await FillAndEmptyAsync(folder.Path);
        }
        finally
        {
            await RunAsync("umount", "-l", folder.Path);
        }
    }

    private static async Task FillAndEmptyAsync(string disk)
    {
        var dataDir = Path.Combine(disk, "data");
        await using var edge = await EdgeProcess.ServeAsync(dataDir, Published.With(("MIN_FREE_DISK_MB", "1"), ("MAX_TURNS", "1000")));
        using var twilio = new TwilioStandIn(Published.Token);
        var call = twilio.Ring(edge.Url);
        await call.StartAsync();

        var filler = Path.Combine(disk, "filler");
        await RunAsync("dd", "if=/dev/zero", $"of={filler}", "bs=64k");
        var turns = 0;
        var ready = (Status: 200, Body: "");
        while (ready.Status != 503 || !ready.Body.Contains("the disk is full", StringComparison.Ordinal))
        {
            Assert.NotNull((await call.SayAsync("máte dnes otvorené")).Listening);
            turns++;
            ready = await Published.GetAsync(edge.Url, "/ready");
        }

        Assert.Contains("desiatej", (await call.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
        turns++;

        File.Delete(filler);
        while (ready.Status != 200) ready = await Published.GetAsync(edge.Url, "/ready");
        await call.HangUpAsync();

        Assert.Equal(0, await edge.StopAsync());
        Assert.Equal([$"{turns}"], Database.Sql(dataDir, "SELECT CAST(count(*) AS TEXT) FROM turns WHERE assistant_text IS NOT NULL"));
        Assert.Equal(["ok"], Database.Sql(dataDir, "PRAGMA integrity_check"));
        Assert.Equal(["completed"], Database.Sql(dataDir, "SELECT status FROM calls"));
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
