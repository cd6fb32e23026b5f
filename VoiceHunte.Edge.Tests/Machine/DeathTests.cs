using System.Diagnostics;
using VoiceHunte.Edge.Tests.Binary;
using VoiceHunte.Edge.Tests.Packaging;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The process dies, hangs, or has nowhere to write, and the telephone is answered.</summary>
[Collection(MachineTests.Name)]
public sealed class DeathTests(BootedMachine machine)
{
    private const int Kills = 5;

    // Whose number says English.
    private const string Caller = "+14155550123";

    [Fact]
    public async Task Killed_it_is_back_within_half_a_second_and_a_call_goes_on_where_it_was()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var call = edge.Ring(Caller);
        await call.StartAsync();
        await call.SayAsync("I'd like to book a table for two tomorrow at seven in the evening");

        await edge.SignalAsync("KILL");
        Assert.Contains("Novak", (await AgainAsync(() => call.SayAsync("Novak"))).Text, StringComparison.Ordinal);

        var away = new List<TimeSpan>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var next = edge.Ring();
            await edge.SignalAsync("KILL");
            var began = Stopwatch.GetTimestamp();
            Assert.NotNull((await AgainAsync(next.StartAsync)).Listening);
            away.Add(Stopwatch.GetElapsedTime(began));
        }

        await AgainAsync(() => call.SayAsync("yes please"));
        Assert.Equal(["Novak|2"], await edge.SqlAsync("SELECT name, people FROM reservations"));
        TestContext.Current.SendDiagnosticMessage($"back after {string.Join(", ", away.Select(time => $"{time.TotalMilliseconds:0}"))} ms");
        // The quickest: what else the machine does at that moment is not the appliance's doing.
        Assert.InRange(away.Min(), TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task Hung_it_is_killed_by_the_watchdog_and_a_call_goes_on_where_it_was()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var call = edge.Ring(Caller);
        await call.StartAsync();
        await call.SayAsync("I'd like to book a table for two tomorrow at seven in the evening");
        var hung = await edge.PidAsync();

        await edge.SignalAsync("STOP");
        await edge.UntilAsync("MainPID", pid => pid is not "0" && pid != hung);

        Assert.Contains("Novak", (await AgainAsync(() => call.SayAsync("Novak"))).Text, StringComparison.Ordinal);
        Assert.Equal("1", await edge.ShowAsync("NRestarts"));
        Assert.Contains("'watchdog'", await edge.JournalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_full_disk_callers_are_answered_and_once_there_is_room_nothing_is_missing()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine, "MIN_FREE_DISK_MB=1", "MAX_TURNS=1000");
        await edge.SystemctlAsync("stop", InstalledEdge.Unit);
        await machine.RunAsync("mount", "-t", "tmpfs", "-o", "size=3m,mode=0700", "tmpfs", InstalledEdge.DataDir);
        try
        {
            await edge.SystemctlAsync("start", InstalledEdge.Unit);
            await FillAndEmptyAsync(edge);
        }
        finally
        {
            await edge.SystemctlAsync("stop", InstalledEdge.Unit);
            await machine.RunAsync("umount", InstalledEdge.DataDir);
        }
    }

    // What the dying process had in hand is asked again, as Twilio does.
    private static async Task<Heard> AgainAsync(Func<Task<Heard>> ask)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(began) < Gate.Patience)
            {
                // Nobody is there yet.
            }
        }
    }

    private async Task FillAndEmptyAsync(InstalledEdge edge)
    {
        var call = edge.Ring();
        await call.StartAsync();
        await machine.TryAsync("dd", "if=/dev/zero", $"of={InstalledEdge.DataDir}/filler", "bs=64k");
        var (turns, ready) = (0, (Status: 200, Body: ""));
        while (ready.Status != 503 || !ready.Body.Contains("the disk is full", StringComparison.Ordinal))
        {
            Assert.Contains("desiatej", (await call.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
            turns++;
            ready = await Published.GetAsync(edge.Url, "/ready");
        }

        var pid = await edge.PidAsync();
        await edge.UntilAsync("StatusText", text => text.Contains("the disk is full", StringComparison.Ordinal));
        await machine.RunAsync("rm", $"{InstalledEdge.DataDir}/filler");
        while (ready.Status != 200) ready = await Published.GetAsync(edge.Url, "/ready");

        await edge.SystemctlAsync("stop", InstalledEdge.Unit);
        Assert.Equal("0", await edge.ShowAsync("NRestarts"));
        Assert.NotEqual("0", pid);
        Assert.Equal([$"{turns}"], await edge.SqlAsync("SELECT count(*) FROM turns WHERE assistant_text IS NOT NULL"));
        Assert.Equal(["ok"], await edge.SqlAsync("PRAGMA integrity_check"));
    }
}
