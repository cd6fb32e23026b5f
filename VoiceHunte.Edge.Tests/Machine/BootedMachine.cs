using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Packaging;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

[CollectionDefinition(Name)]
public sealed class MachineTests : ICollectionFixture<BootedMachine>
{
    public const string Name = "machine";
}

/// <summary>
/// A Debian with systemd as its first process (rig.sh), booted once for all that is tested on it, and switched off afterwards even
/// when the tests are killed.
/// </summary>
public sealed class BootedMachine : IAsyncLifetime
{
    private const int Cannot = 77;

    private readonly TemporaryFolder folder = new();
    private Process? rig;
    private string whyNot = "";
    private int leader;

    /// <summary>The package as <c>make deb</c> makes it.</summary>
    internal string Deb => folder.File("voicehunte.deb");

    /// <summary>Its successor.</summary>
    internal string NewerDeb => folder.File("voicehunte-newer.deb");

    internal InnerNetwork Network => new(leader);

    public async ValueTask InitializeAsync()
    {
        // The tests are skipped one by one.
        if (EdgeProcess.Binary is not { } binary) return;
        rig = Process.Start(new ProcessStartInfo("bash", [Here("rig.sh"), Path.Combine(Repository.Root, "artifacts", "machine")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = rig.StandardError.ReadToEndAsync();
        var told = await rig.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        if (told.StartsWith("leader ", StringComparison.Ordinal))
        {
            leader = int.Parse(told.Split(' ')[1], CultureInfo.InvariantCulture);
            await Tool.RunAsync("bash", Here("packages.sh"), binary, folder.Path);
            return;
        }

        await rig.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (rig.ExitCode != Cannot) throw new InvalidOperationException($"The machine was not booted: {told}\n{await errors}");
        whyNot = told;
    }

    public async ValueTask DisposeAsync()
    {
        if (rig is not null)
        {
            rig.StandardInput.Close();
            await rig.WaitForExitAsync(CancellationToken.None);
            rig.Dispose();
        }

        folder.Dispose();
    }

    /// <summary>Skips a test where no machine can be booted.</summary>
    internal void Require()
    {
        EdgeProcess.RequireBinary();
        Assert.SkipWhen(whyNot.Length > 0, whyNot);
    }

    /// <summary>A file of the machine, seen from here.</summary>
    internal string File(string path) => $"/proc/{leader}/root{path}";

    /// <summary>Runs it on the machine, as root.</summary>
    internal Task<Ended> TryAsync(params string[] command) => Tool.TryAsync("nsenter",
        ["--target", leader.ToString(CultureInfo.InvariantCulture), "--all", "--", "env", "--ignore-environment",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", .. command]);

    /// <summary>The same; what it wrote, and it must end well.</summary>
    internal async Task<string> RunAsync(params string[] command)
    {
        var ended = await TryAsync(command);
        Assert.True(ended.ExitCode == 0, $"{string.Join(' ', command)} ended with {ended.ExitCode}:\n{ended.Output}{ended.Errors}");
        return ended.Output.Trim();
    }

    /// <summary>Copies a file to the machine; where it lies there.</summary>
    internal async Task<string> BringAsync(string file)
    {
        var path = $"/root/{Path.GetFileName(file)}";
        await using var from = System.IO.File.OpenRead(file);
        await using var to = System.IO.File.Create(File(path));
        await from.CopyToAsync(to, TestContext.Current.CancellationToken);
        return path;
    }

    private static string Here(string name) => Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Machine", name);
}
