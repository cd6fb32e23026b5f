using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>
/// A whole machine in qemu's emulation, of an image that packaging/vm/image.sh made: it is booted, told what to do through a
/// shell, and its power can be cut. Two ports of it are to be had on 127.0.0.1, and it can reach nothing itself.
/// </summary>
internal sealed class VmMachine : IAsyncDisposable
{
    private const int Processors = 2;
    private static readonly TimeSpan PatienceWithTheBoot = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PatienceWithAKnock = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceWithAScript = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(300);

    private readonly TemporaryFolder folder = new();
    private readonly string architecture;
    private readonly int megabytes;
    private readonly int shellPort = FreePort();
    private readonly int telephonePort = FreePort();
    private Process? qemu;

    /// <param name="architecture">As Debian calls it: <c>amd64</c> or <c>arm64</c>.</param>
    /// <param name="megabytes">All of its memory.</param>
    public VmMachine(string architecture, int megabytes)
    {
        this.architecture = architecture;
        this.megabytes = megabytes;
        var files = Directory.CreateDirectory(folder.File("files"));
        var package = new DirectoryInfo(Path.Combine(Repository.Root, "out")).GetFiles($"voicehunte_*_{architecture}.deb").OrderBy(f => f.LastWriteTimeUtc).Last();
        package.CopyTo(Path.Combine(files.FullName, "voicehunte.deb"));
        TarFile.CreateFromDirectory(files.FullName, folder.File("files.tar"), includeBaseDirectory: false);
    }

    /// <summary>Where the appliance in it is reached.</summary>
    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{telephonePort}"));

    public static string Image(string architecture) => Path.Combine(Repository.Root, "artifacts", "vm", architecture, "root.img");

    public int ProcessId => qemu!.Id;

    /// <summary>Switched on, until its shell answers.</summary>
    /// <param name="drive">Its disk, as qemu's -drive has it; null: the image, which forgets what is written to it.</param>
    public async Task<TimeSpan> BootAsync(string? drive = null)
    {
        var start = Stopwatch.GetTimestamp();
        qemu = Start(drive ?? $"file={Image(architecture)},snapshot=on");
        await AnswersAsync("true");
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Waits, however often the line breaks, until the script ends well; its output.</summary>
    public async Task<string> AnswersAsync(string script)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (qemu!.HasExited) throw new InvalidOperationException($"the machine went off: {await LogAsync()}");
            try
            {
                var (exitCode, output) = await TellAsync(script, PatienceWithAKnock);
                if (exitCode == 0) return output;
            }
            catch (Exception silence) when (silence is IOException or SocketException or OperationCanceledException)
            {
                if (Stopwatch.GetElapsedTime(start) > PatienceWithTheBoot) throw new TimeoutException($"`{script}` finds no end: {await LogAsync()}", silence);
            }

            await Task.Delay(BetweenKnocks, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Runs a script as root; the test fails where a line of it does.</summary>
    public async Task<string> RunAsync(string script)
    {
        var (exitCode, output) = await TellAsync(script, PatienceWithAScript);
        Assert.True(exitCode == 0, $"in the machine: {script}\nexit code {exitCode}\n{output}");
        return output;
    }

    /// <summary>Until nothing of a machine whose power was cut is left, its ports among it.</summary>
    public async Task GoneAsync()
    {
        await qemu!.WaitForExitAsync(CancellationToken.None);
        qemu.Dispose();
        qemu = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (qemu is { } running)
        {
            running.Kill();
            await running.WaitForExitAsync(CancellationToken.None);
            running.Dispose();
        }

        folder.Dispose();
    }

    private async Task<(int ExitCode, string Output)> TellAsync(string script, TimeSpan patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, shellPort, limit.Token);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"( set -e\n{script}\n) < /dev/null 2>&1\necho \"exit $?\"\n"), limit.Token);
        line.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(limit.Token);
        var end = answer.LastIndexOf("exit ", StringComparison.Ordinal);
        if (end < 0) throw new IOException($"the line broke off: {answer}");
        return (int.Parse(answer.AsSpan(end + 5), CultureInfo.InvariantCulture), answer[..end]);
    }

    private Process Start(string drive)
    {
        var (program, machine, console) = architecture == "arm64"
            ? ("qemu-system-aarch64", new[] { "-machine", "virt", "-cpu", "cortex-a72" }, "ttyAMA0")
            : ("qemu-system-x86_64", ["-machine", "q35", "-cpu", "max"], "ttyS0");
        var made = Path.GetDirectoryName(Image(architecture))!;
        string[] arguments =
        [
            .. machine, "-accel", "tcg,thread=multi", "-smp", $"{Processors}", "-m", $"{megabytes}", "-nodefaults", "-no-user-config", "-display", "none",
            "-kernel", Path.Combine(made, "kernel"), "-initrd", Path.Combine(made, "initrd"),
            "-append", $"root=/dev/vda rw quiet console={console} net.ifnames=0 modprobe.blacklist=kvm_amd,kvm_intel,powernow_k8",
            "-serial", $"file:{folder.File("console")}", "-pidfile", folder.File("pid"),
            "-drive", $"if=virtio,format=raw,{drive}", "-drive", $"if=virtio,format=raw,readonly=on,file={folder.File("files.tar")}",
            "-netdev", $"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{shellPort}-:22,hostfwd=tcp:127.0.0.1:{telephonePort}-:8000",
            "-device", "virtio-net-pci,netdev=net,romfile=", "-device", "virtio-rng-pci",
        ];
        var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true } };
        process.ErrorDataReceived += (_, line) => File.AppendAllText(folder.File("qemu"), $"{line.Data}\n");
        process.Start();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<string> LogAsync()
    {
        var log = new StringBuilder();
        foreach (var file in new[] { folder.File("qemu"), folder.File("console") }.Where(File.Exists)) log.AppendLine(await File.ReadAllTextAsync(file, CancellationToken.None));
        return log.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
