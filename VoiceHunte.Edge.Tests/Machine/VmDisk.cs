using System.Diagnostics;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>
/// A disk with a cache of its own that forgets, served by nbdkit: what the machine writes lies in the cache until the machine
/// asks for it to be flushed, and is gone when the power is. A qemu that is killed would lose its machine's page cache only:
/// what had left that would lie in the host's.
/// </summary>
internal sealed class VmDisk : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder folder = new();
    private Process? server;

    public VmDisk(string image)
    {
        using var copy = Process.Start("cp", ["--sparse=always", image, folder.File("disk")]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <summary>For qemu's -drive.</summary>
    public string Drive => $"file=nbd:unix:{folder.File("socket")},cache=writeback";

    public async Task ServeAsync()
    {
        File.Delete(folder.File("socket"));
        server = Process.Start("nbdkit", ["--foreground", "--unix", folder.File("socket"), "--filter=cache", "file", folder.File("disk"), "cache=writeback"]);
        while (!File.Exists(folder.File("socket")))
        {
            Assert.False(server.HasExited, "nbdkit serves nothing");
            await Task.Delay(BetweenLooks, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Of the machine and its disk, at one moment.</summary>
    public async Task CutThePowerAsync(VmMachine machine)
    {
        using var kill = Process.Start("kill", ["-KILL", $"{server!.Id}", $"{machine.ProcessId}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
        await machine.GoneAsync();
        await server.WaitForExitAsync(CancellationToken.None);
        server.Dispose();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
            running.Dispose();
        }

        folder.Dispose();
    }
}
