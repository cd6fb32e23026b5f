using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Bench;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary><c>make test-full</c>: the package in an emulated arm64 machine with the memory of a small Pi.</summary>
public sealed class VmArm64Tests
{
    private const int Megabytes = 512;
    private const int CallsOneByOne = 10;
    private const int CallsAtOnce = 30;
    private const long MemoryMax = 256 * 1024 * 1024;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    [Fact(Explicit = true)]
    public async Task Installed_it_is_rung_from_inside_and_outside_restarted_in_mid_call_and_up_again_with_the_machine()
    {
        await using var machine = new VmMachine("arm64", Megabytes);
        await machine.BootAsync();
        await VmAppliance.InstallAsync(machine);
        Assert.Contains("aarch64", await machine.RunAsync("uname -m"), StringComparison.Ordinal);
        await RingInsideAsync(machine);
        await AssertSandboxedAsync(machine);

        using var callers = new VmCallers();
        var call = callers.Ring(machine.Url);
        await call.StartAsync();
        await call.SayAsync("A table for two tomorrow at 7 p.m., please");
        await machine.RunAsync("systemctl restart voicehunte");
        await call.SayAsync("it's Michael Lee");
        // The next answer waits in the queue of the socket, or is told by the process that goes.
        var restart = machine.RunAsync("systemctl restart voicehunte");
        var booked = await call.SayAsync("yes that's right");
        await restart;
        Assert.Contains("Your reservation number is", booked.Text, StringComparison.Ordinal);

        var before = await machine.RunAsync("cat /proc/sys/kernel/random/boot_id");
        await machine.RunAsync("sync; systemctl --no-block reboot");
        await machine.AnswersAsync($"! grep --quiet {before.Trim()} /proc/sys/kernel/random/boot_id");
        await VmAppliance.ReadyAsync(machine);
        await call.SayAsync("no thanks, bye");
        Assert.Equal([call.CallSid], await VmAppliance.SqlAsync(machine, "SELECT call_id FROM reservations WHERE call_id IS NOT NULL AND name = 'Michael Lee'"));
        Assert.Equal(["4"], await VmAppliance.SqlAsync(machine, $"SELECT count(*) FROM turns WHERE call_id = '{call.CallSid}' AND assistant_text IS NOT NULL"));
    }

    [Fact(Explicit = true)]
    public async Task Calls_stay_within_the_memory_limit_and_one_that_is_exceeded_ends_the_process_not_the_call()
    {
        await using var machine = new VmMachine("arm64", Megabytes);
        var boot = await machine.BootAsync();
        await VmAppliance.InstallAsync(machine);
        const string Group = "/sys/fs/cgroup/system.slice/voicehunte.service";
        Assert.Equal(MemoryMax, await NumberAsync(machine, $"cat {Group}/memory.max"));

        using var one = new VmCallers();
        for (var n = 0; n < CallsOneByOne; n++) await one.BookAsync(machine.Url);
        using var many = new VmCallers();
        await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(_ => many.BookAsync(machine.Url)));
        var peak = await NumberAsync(machine, $"cat {Group}/memory.peak");
        Assert.InRange(peak, 1, MemoryMax - 1);
        await WriteFiguresAsync(machine, boot, one, many, peak);

        var call = one.Ring(machine.Url);
        await call.StartAsync();
        await call.SayAsync("A table for two tomorrow at 7 p.m., please");
        await machine.RunAsync("""
            systemctl set-property --runtime voicehunte MemoryMax=16M
            until journalctl --unit=voicehunte | grep --quiet "Failed with result 'oom-kill'"; do sleep 0.1; done
            systemctl set-property --runtime voicehunte MemoryMax=256M
            """);
        await VmAppliance.ReadyAsync(machine);
        await call.SayAsync("it's Michael Lee");
        Assert.Contains("Your reservation number is", (await call.SayAsync("yes that's right")).Text, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_full_disk_leaves_callers_answered_and_what_they_said_is_kept_once_there_is_room()
    {
        await using var machine = new VmMachine("arm64", Megabytes);
        await machine.BootAsync();
        await VmAppliance.InstallAsync(machine);
        using var callers = new VmCallers();
        var call = callers.Ring(machine.Url);
        await call.StartAsync();

        await machine.RunAsync("dd if=/dev/zero of=/filler bs=1M || true; dd if=/dev/zero of=/filler2 bs=1k || true; sync");
        var turns = 0;
        while (!(await ReadyAsync(machine)).Contains("the disk is full", StringComparison.Ordinal))
        {
            Assert.NotNull((await call.SayAsync("Are you open on Sunday?")).Listening);
            turns++;
        }

        Assert.NotNull((await call.SayAsync("Are you open on Sunday?")).Listening);
        turns++;

        await machine.RunAsync("rm /filler /filler2");
        while (!(await ReadyAsync(machine)).StartsWith("200", StringComparison.Ordinal)) await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        Assert.Equal([$"{turns}"], await VmAppliance.SqlAsync(machine, $"SELECT count(*) FROM turns WHERE call_id = '{call.CallSid}' AND assistant_text IS NOT NULL"));
        Assert.Equal(["ok"], await VmAppliance.SqlAsync(machine, "PRAGMA integrity_check"));
    }

    private static async Task RingInsideAsync(VmMachine machine)
    {
        var heard = await machine.RunAsync("""
            voicehunte call --from +447700999999 --language en --say 'A table for two tomorrow at noon, please' --say "it's Ann Clark" --say "yes that's right" --say 'no thanks, bye'
            """);
        Assert.Contains("Your table is booked", heard, StringComparison.Ordinal);
    }

    // As the kernel sees the process, not as the unit says.
    private static async Task AssertSandboxedAsync(VmMachine machine)
    {
        var status = await machine.RunAsync("cat /proc/$(systemctl show --property=MainPID --value voicehunte)/status");
        Assert.Contains("NoNewPrivs:\t1", status, StringComparison.Ordinal);
        Assert.Contains("Seccomp:\t2", status, StringComparison.Ordinal);
        Assert.Contains("CapEff:\t0000000000000000", status, StringComparison.Ordinal);
        Assert.Contains("CapBnd:\t0000000000000000", status, StringComparison.Ordinal);
        Assert.DoesNotContain("Uid:\t0\t", status, StringComparison.Ordinal);
        await machine.RunAsync("systemd-analyze security --threshold=12 --no-pager voicehunte.service > /dev/null");
    }

    private static async Task<string> ReadyAsync(VmMachine machine)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(machine.Url, "/ready"), TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    private static async Task<long> NumberAsync(VmMachine machine, string script) =>
        long.Parse((await machine.RunAsync(script)).Trim(), CultureInfo.InvariantCulture);

    // What the README says of the emulation.
    private static async Task WriteFiguresAsync(VmMachine machine, TimeSpan boot, VmCallers one, VmCallers many, long peak)
    {
        var start = Stopwatch.GetTimestamp();
        await machine.RunAsync("systemctl restart voicehunte");
        List<BenchRow> rows =
        [
            new("machine switched on to its shell, s", Number(boot.TotalSeconds)),
            new("systemctl restart, until it is ready again, s", Number(Stopwatch.GetElapsedTime(start).TotalSeconds)),
            new("turn by rules, one caller: p50 and p99, ms", $"{Number(one.Milliseconds.Quantile(0.5))} and {Number(one.Milliseconds.Quantile(0.99))}"),
            new($"the same, {CallsAtOnce} callers at once", $"{Number(many.Milliseconds.Quantile(0.5))} and {Number(many.Milliseconds.Quantile(0.99))}"),
            new("memory of the service at its highest, MB", Number(peak / 1048576.0)),
        ];
        var table = BenchTable.Write(rows);
        TestContext.Current.SendDiagnosticMessage(table);
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "vm", "figures.md"), table, TestContext.Current.CancellationToken);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
