using System.Diagnostics;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>
/// <c>make test-full</c>: the power of a machine is cut in mid-write, again and again. Its page cache is lost, and so is what its
/// disk was not asked to flush.
/// </summary>
public sealed class VmPowerCutTests
{
    private const int Cuts = 24;
    private const int Callers = 6;
    private const int MostAnswersBeforeTheCut = 60;
    private const int Megabytes = 512;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PatienceWithTheLine = TimeSpan.FromMinutes(5);

    [Fact(Explicit = true)]
    public async Task A_power_cut_in_mid_write_loses_no_acknowledged_turn_and_leaves_the_database_whole()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var disk = new VmDisk(VmMachine.Image("amd64"));
        await using var machine = new VmMachine("amd64", Megabytes);
        await disk.ServeAsync();
        await machine.BootAsync(disk.Drive);
        await VmAppliance.InstallAsync(machine);
        // What dpkg writes is not what is tested here.
        await machine.RunAsync("sync");
        using var callers = new VmCallers();

        for (var cut = 1; cut <= Cuts; cut++)
        {
            await RingUntilCutAsync(callers, machine, disk, random.Next(1, MostAnswersBeforeTheCut));
            await BootAgainAsync(machine, disk);
            Assert.Equal(["ok"], await VmAppliance.SqlAsync(machine, "PRAGMA integrity_check"));
            Assert.Empty(await LostTurnsAsync(callers, machine));
            Assert.Empty(callers.Booked.Except(await VmAppliance.SqlAsync(machine, "SELECT call_id FROM reservations")));
            TestContext.Current.SendDiagnosticMessage($"seed {seed}, power cut {cut}: {callers.Answered.Count} turns answered and {callers.Booked.Count} tables booked so far, all there");
        }

        Assert.NotEmpty(callers.Booked);
        await ShowThatTheRigLosesAsync(machine, disk);
    }

    // With a commit that is not flushed turns are lost: the cuts above would have shown it.
    private static async Task ShowThatTheRigLosesAsync(VmMachine machine, VmDisk disk)
    {
        await machine.RunAsync("echo DATABASE_SYNC=normal >> /etc/voicehunte/voicehunte.env; sync; systemctl restart voicehunte");
        using var callers = new VmCallers();
        await RingUntilCutAsync(callers, machine, disk, MostAnswersBeforeTheCut);
        await BootAgainAsync(machine, disk);
        var lost = await LostTurnsAsync(callers, machine);
        TestContext.Current.SendDiagnosticMessage($"with DATABASE_SYNC=normal {lost.Count} of {callers.Answered.Count} answered turns are lost");

        Assert.NotEmpty(lost);
        Assert.Equal(["ok"], await VmAppliance.SqlAsync(machine, "PRAGMA integrity_check"));
    }

    private static async Task RingUntilCutAsync(VmCallers callers, VmMachine machine, VmDisk disk, int answersBeforeTheCut)
    {
        var enough = callers.Answered.Count + answersBeforeTheCut;
        using var cut = new CancellationTokenSource();
        var ringing = Enumerable.Range(0, Callers).Select(_ => callers.BookOnAsync(machine.Url, cut.Token)).ToArray();
        var began = Stopwatch.GetTimestamp();
        while (callers.Answered.Count < enough)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < PatienceWithTheLine, "nobody is answered any more");
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        }

        await disk.CutThePowerAsync(machine);
        await cut.CancelAsync();
        await Task.WhenAll(ringing);
    }

    private static async Task BootAgainAsync(VmMachine machine, VmDisk disk)
    {
        var start = Stopwatch.GetTimestamp();
        await disk.ServeAsync();
        await machine.BootAsync(disk.Drive);
        await VmAppliance.ReadyAsync(machine);
        TestContext.Current.SendDiagnosticMessage($"back after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
    }

    private static async Task<List<(string CallSid, string Said)>> LostTurnsAsync(VmCallers callers, VmMachine machine)
    {
        var kept = await VmAppliance.SqlAsync(machine, "SELECT call_id, user_text FROM turns WHERE assistant_text IS NOT NULL");
        return [.. callers.Answered.Where(turn => !kept.Contains($"{turn.CallSid}|{turn.Said}", StringComparer.Ordinal))];
    }
}
