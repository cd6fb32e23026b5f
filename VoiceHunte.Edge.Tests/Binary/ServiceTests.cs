using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The published binary as a service: what its manager is told, when, and what it makes of a signal.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly NotifySocket systemd;

    public ServiceTests() => systemd = new NotifySocket(folder);

    public void Dispose()
    {
        systemd.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Ready_is_said_when_calls_are_answered_and_stopping_when_it_goes()
    {
        await using var edge = await ServeAsync();

        var ready = await systemd.HearsAsync("READY=1");
        using var twilio = new TwilioStandIn(Published.Token);
        await twilio.Ring(edge.Url).StartAsync();
        var live = "";
        while (!live.Contains("STATUS=1 calls on the line", StringComparison.Ordinal)) live = await systemd.HearsAsync("WATCHDOG=1");
        Assert.Equal(0, await edge.StopAsync());

        Assert.Contains("STATUS=0 calls on the line", ready, StringComparison.Ordinal);
        await systemd.HearsAsync("STOPPING=1");
    }

    [Fact]
    public async Task A_manager_that_hangs_and_reads_nothing_holds_nobody_up()
    {
        using var hung = new NotifySocket(folder, reads: false);
        await using var edge = await EdgeProcess.ServeAsync(folder.File("data"), Published.With(("NOTIFY_SOCKET", hung.Path), ("WATCHDOG_USEC", "60000"), ("BACKUP_PLACE", "off")));
        using var twilio = new TwilioStandIn(Published.Token);

        await SaidAsync(edge, "systemd could not be told", times: 1);

        Assert.NotNull((await twilio.Ring(edge.Url).StartAsync()).Listening);
        Assert.Equal(0, await edge.StopAsync());
    }

    [Fact]
    public async Task A_disk_that_hangs_stops_the_heart_and_one_that_answers_again_lets_it_beat()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed; `make test` does so.");
        await using var edge = await ServeAsync();
        await systemd.HearsAsync("WATCHDOG=1");

        // Each fsync takes half a minute from here on.
        using var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-qq", "-p", edge.Id.ToString(CultureInfo.InvariantCulture), "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:delay_enter=30s"]) { RedirectStandardError = true })!;
        using var twilio = new TwilioStandIn(Published.Token);
        int beats;
        Heard heard;
        try
        {
            // A call that is on the disk before would not be held up, and nothing else is written.
            while (!IsTraced(edge.Id)) await Moment.PassAsync();
            var call = twilio.Ring(edge.Url);
            await call.StartAsync();
            await SaidAsync(edge, "No heartbeat: the store does not answer", times: 2);
            systemd.Beats();
            await SaidAsync(edge, "No heartbeat: the store does not answer", times: 4);
            beats = systemd.Beats();
            heard = await call.SayAsync("máte dnes otvorené");
        }
        finally
        {
            // Without it no process that it holds comes to its end.
            strace.Kill();
            await strace.WaitForExitAsync(CancellationToken.None);
        }

        Assert.Equal(0, beats);
        // Whoever is on the line meanwhile is answered all the same.
        Assert.NotNull(heard.Listening);
        await systemd.HearsAsync("WATCHDOG=1");
    }

    [Fact]
    public async Task A_full_disk_is_told_and_does_not_stop_the_heart()
    {
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 4);
        await using var edge = await ServeAsync(disk.Path);
        await systemd.HearsAsync("READY=1");
        disk.Fill(leaveBytes: 0);
        using var twilio = new TwilioStandIn(Published.Token);

        await twilio.Ring(edge.Url).StartAsync();
        var beat = "";
        while (!beat.Contains("writes wait", StringComparison.Ordinal)) beat = await systemd.HearsAsync("WATCHDOG=1");

        await systemd.HearsAsync("WATCHDOG=1");
    }

    [Fact]
    public async Task Told_to_reload_under_a_manager_it_ends_well_so_that_a_new_process_reads_everything_anew()
    {
        var ignored = Convert.ToUInt64(File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1], 16);
        Assert.SkipWhen((ignored & 1) != 0, "SIGHUP is ignored here, as under nohup, and so by whatever is started here.");
        await using var edge = await ServeAsync();
        await systemd.HearsAsync("READY=1");

        Assert.Equal(0, await edge.StopAsync("HUP"));
        Assert.Contains("Told to reload", edge.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_what_a_start_would_stumble_over_and_starts_nothing()
    {
        var restaurant = folder.File("restaurant.json");
        await File.WriteAllTextAsync(restaurant, """{"time_zone":"Europe/Nowhere"}""", TestContext.Current.CancellationToken);

        var (good, said) = await EdgeProcess.RunAsync(Published.Settings, "serve", "--check", "--data-dir", folder.File("data"));
        var (bad, problems) = await EdgeProcess.RunAsync(Published.With(("RESTAURANT_FILE", restaurant)), "serve", "--check", "--data-dir", folder.File("data"));

        Assert.True(good == 0, said);
        Assert.Equal(78, bad);
        Assert.Contains("time_zone", problems, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    /// <summary>strace has got hold of all its threads.</summary>
    private static bool IsTraced(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task").All(thread => !File.ReadAllText(Path.Combine(thread, "status")).Contains("TracerPid:\t0\n", StringComparison.Ordinal));

    private static async Task SaidAsync(EdgeProcess edge, string words, int times)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (edge.Log.Split(words).Length <= times)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, $"it was never said: {words}\n{edge.Log}");
            await Published.GetAsync(edge.Url, "/health");
        }
    }

    private Task<EdgeProcess> ServeAsync(string? dataDir = null) => EdgeProcess.ServeAsync(
        dataDir ?? folder.File("data"), Published.With(("NOTIFY_SOCKET", systemd.Path), ("WATCHDOG_USEC", "1500000"), ("BACKUP_PLACE", "off"), ("MIN_FREE_DISK_MB", "0")));
}
