using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VoiceHunte.Edge.Operations;

/// <summary>What the process takes of the machine, under the names that OpenTelemetry gives these figures everywhere, and which build it is.</summary>
internal static class ProcessFigures
{
    private static readonly string[] Generations = ["gen0", "gen1", "gen2"];

    public static void Show(Meter meter, string dataDir, DateTimeOffset startedAt)
    {
        meter.CreateObservableGauge("process.start_time", () => startedAt.ToUnixTimeMilliseconds() / 1000.0, "s", "When the appliance started, in seconds since 1970");
        meter.CreateObservableUpDownCounter("process.memory.usage", () => Environment.WorkingSet, "By", "Memory in use, as the kernel counts it");
        meter.CreateObservableCounter("process.cpu.time", () => Environment.CpuUsage.TotalTime.TotalSeconds, "s", "Time on all processors, user and system");
        meter.CreateObservableUpDownCounter("process.threads", Threads, "{thread}", "Threads, the runtime's own among them");
        meter.CreateObservableCounter("dotnet.gc.heap.total_allocated", () => GC.GetTotalAllocatedBytes(), "By", "Memory ever taken from the managed heap");
        meter.CreateObservableCounter("dotnet.gc.collections", Collections, "{collection}", "Garbage collections, by the oldest generation they took");
        meter.CreateObservableCounter("dotnet.gc.pause.time", () => GC.GetTotalPauseDuration().TotalSeconds, "s", "Time that everything stood still for the garbage collector");
        meter.CreateObservableGauge("voicehunte.disk.free", () => FreeDisk(dataDir), "By", "Room left on the disk of DATA_DIR");
        var build = new Measurement<long>(1, new KeyValuePair<string, object?>("version", BuildVersion.WithCommit));
        meter.CreateObservableGauge("voicehunte.build.info", () => build, null, "Which build this is; always 1");
    }

    private static long Threads()
    {
        using var self = Process.GetCurrentProcess();
        return self.Threads.Count;
    }

    // The runtime counts a collection of an older generation in every younger one too.
    private static IEnumerable<Measurement<long>> Collections() => Generations.Select((name, generation) => new Measurement<long>(
        GC.CollectionCount(generation) - (generation + 1 < Generations.Length ? GC.CollectionCount(generation + 1) : 0),
        new KeyValuePair<string, object?>("gc.heap.generation", name)));

    // Nothing is shown of a disk that does not answer.
    private static IEnumerable<Measurement<long>> FreeDisk(string dataDir)
    {
        long free;
        try
        {
            free = new DriveInfo(dataDir).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        return [new Measurement<long>(free)];
    }
}
