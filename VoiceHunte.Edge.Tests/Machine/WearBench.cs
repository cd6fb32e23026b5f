using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Bench;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary><c>make wear</c>: what a call that books a table writes to the disk, counted by the kernel at the disk itself.</summary>
public sealed class WearBench
{
    private const int WarmUpCalls = 5;
    private const int Calls = 100;
    private const int Looks = 50;
    private const int SectorBytes = 512;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    [Fact(Explicit = true)]
    public async Task The_table()
    {
        using var folder = new TemporaryFolder();
        using var disk = LoopDisk.Mount(folder);
        await using var edge = await EdgeProcess.ServeAsync(Path.Combine(disk.Path, "data"), new Dictionary<string, string>
        {
            ["TWILIO_AUTH_TOKEN"] = VmAppliance.Token,
            ["TWILIO_RATE_LIMIT"] = "1000000/minute",
        });
        using var callers = new VmCallers();
        for (var n = 0; n < WarmUpCalls; n++) await callers.BookAsync(edge.Url);

        var (before, logBefore) = (disk.Written(), edge.Log.Length);
        await Task.Delay(Idle, TestContext.Current.CancellationToken);
        var idle = disk.Written();
        for (var n = 0; n < Calls; n++) await callers.BookAsync(edge.Url);
        var after = disk.Written();
        var log = edge.Log.Length - logBefore;
        using var monitor = new HttpClient();
        for (var n = 0; n < Looks; n++) await monitor.GetStringAsync(new Uri(edge.Url, "/ready"), TestContext.Current.CancellationToken);
        var looked = disk.Written();
        Assert.Equal(0, await edge.StopAsync());

        List<BenchRow> rows =
        [
            new("written a call that books a table, kB", Number((after.Sectors - idle.Sectors) * SectorBytes / 1000.0 / Calls), Against: "4 turns, a reservation, DATABASE_SYNC=full"),
            new("in so many requests", Number((after.Requests - idle.Requests) / (double)Calls)),
            new("flushes of the disk's cache a call", Number((after.Flushes - idle.Flushes) / (double)Calls)),
            new("of the database's growth a call, kB", Number(new FileInfo(Path.Combine(disk.Path, "data", "voicehunte.db")).Length / 1000.0 / (WarmUpCalls + Calls))),
            new("log a call, kB", Number(log / 1000.0 / Calls), Against: "to the journal"),
            new("written a look at /ready, kB", Number((looked.Sectors - after.Sectors) * SectorBytes / 1000.0 / Looks)),
            new($"written in {Idle.TotalSeconds} s without a call, kB", Number((idle.Sectors - before.Sectors) * SectorBytes / 1000.0)),
        ];
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "wear.md"), BenchTable.Write(rows), TestContext.Current.CancellationToken);
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>An ext4 file system on a disk of its own, as a new SD card has it. Only root may mount one.</summary>
    private sealed class LoopDisk : IDisposable
    {
        private readonly string device;

        private LoopDisk(string path, string device) => (Path, this.device) = (path, device);

        public string Path { get; }

        public static LoopDisk Mount(TemporaryFolder folder)
        {
            var (image, path) = (folder.File("image"), folder.File("disk"));
            Directory.CreateDirectory(path);
            Run("truncate", "--size=512M", image);
            Run("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", image);
            Run("mount", "-o", "loop,noatime", image, path);
            return new LoopDisk(path, System.IO.Path.GetFileName(Run("findmnt", "--noheadings", "--output", "SOURCE", path)));
        }

        /// <summary>All that has reached the disk by now: https://docs.kernel.org/block/stat.html.</summary>
        public (long Requests, long Sectors, long Flushes) Written()
        {
            Run("sync", "--file-system", Path);
            var stat = File.ReadAllText($"/sys/block/{device}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (Count(stat[4]), Count(stat[6]), Count(stat[15]));
        }

        public void Dispose() => Run("umount", "--lazy", Path);

        private static long Count(string text) => long.Parse(text, CultureInfo.InvariantCulture);

        private static string Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program}: exit code {process.ExitCode}");
            return output;
        }
    }
}
