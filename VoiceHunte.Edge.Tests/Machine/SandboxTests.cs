using System.Globalization;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Binary;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>What the process may do and see, looked at from where it is.</summary>
[Collection(MachineTests.Name)]
public sealed partial class SandboxTests(BootedMachine machine)
{
    private const double MostExposure = 1.2;

    [Fact]
    public async Task It_is_nobody_in_particular_with_no_capability_and_no_way_to_get_one()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        var status = (await File.ReadAllLinesAsync(machine.File($"/proc/{await edge.PidAsync()}/status"), TestContext.Current.CancellationToken))
            .Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());

        Assert.DoesNotContain("0", status["Uid"].Split('\t'));
        Assert.DoesNotContain("0", status["Gid"].Split('\t'));
        Assert.Equal(("1", "2"), (status["NoNewPrivs"], status["Seccomp"]));
        foreach (var set in (string[])["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) Assert.Equal("0000000000000000", status[set]);
    }

    [Theory]
    [InlineData("/usr/bin/new")]
    [InlineData("/etc/voicehunte/new")]
    [InlineData("/var/lib/new")]
    [InlineData("/opt/new")]
    public async Task It_cannot_write_where_it_has_no_business(string path)
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var seen = await edge.AsSeenAsync(path);

        var refused = Assert.Throws<IOException>(() => File.WriteAllText(seen, "x"));

        Assert.Contains("Read-only file system", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_folder_is_the_only_place_that_lasts_where_it_can_write()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        var mounts = (await File.ReadAllLinesAsync(machine.File($"/proc/{await edge.PidAsync()}/mountinfo"), TestContext.Current.CancellationToken))
            .Select(line => line.Split(' ')).Select(columns => (Path: columns[4], IsWritable: columns[5].Split(',').Contains("rw")));

        // Later mounts lie over earlier ones.
        var writable = mounts.GroupBy(mount => mount.Path).Where(same => same.Last().IsWritable).Select(same => same.Key);
        var lasting = writable.Where(path => path is not ("/tmp" or "/var/tmp") && path.Split('/')[1] is not ("dev" or "proc" or "run" or "sys"));
        // systemd mounts what may be executed anew, and not read-only: there it is root's alone.
        Assert.Equal(InstalledEdge.DataDir, await machine.RunAsync(["find", .. lasting, "-maxdepth", "0", "(", "-not", "-user", "root", "-or", "-perm", "/022", ")"]));
    }

    [Fact]
    public async Task It_sees_no_home_no_devices_and_none_of_the_other_services_temporary_files()
    {
        Directory.CreateDirectory(machine.File("/home/cook"));
        await File.WriteAllTextAsync(machine.File("/tmp/of-another"), "x", TestContext.Current.CancellationToken);
        await using var edge = await InstalledEdge.InstallAsync(machine);

        Assert.Empty(Directory.EnumerateFileSystemEntries(await edge.AsSeenAsync("/home")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(await edge.AsSeenAsync("/tmp")));
        Assert.False(File.Exists(await edge.AsSeenAsync("/dev/kmsg")));
    }

    [Fact]
    public async Task A_shell_cannot_be_started_from_where_it_is()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        var refused = await machine.TryAsync("nsenter", "--target", await edge.PidAsync(), "--mount", "/bin/sh", "-c", "echo started");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("Permission denied", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_in_a_file_for_it_alone_and_in_no_environment()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var pid = await edge.PidAsync();

        var environment = (await File.ReadAllTextAsync(machine.File($"/proc/{pid}/environ"), TestContext.Current.CancellationToken)).Split('\0');
        Assert.DoesNotContain(environment, variable => variable.Contains(Published.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(Published.Token, await edge.SystemctlAsync("show", InstalledEdge.Unit), StringComparison.Ordinal);

        var folder = Assert.Single(environment, variable => variable.StartsWith("CREDENTIALS_DIRECTORY=", StringComparison.Ordinal)).Split('=')[1];
        var credential = await edge.AsSeenAsync($"{folder}/TWILIO_AUTH_TOKEN");
        Assert.Equal(Published.Token, await File.ReadAllTextAsync(credential, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(credential) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.UserWrite | UnixFileMode.GroupWrite));
        var another = await machine.TryAsync("setpriv", "--reuid=nobody", "--clear-groups", "cat", $"{folder}/TWILIO_AUTH_TOKEN");
        Assert.NotEqual(0, another.ExitCode);
        Assert.Equal(200, (await edge.Twilio.SendAsync(edge.Ring().IncomingWebhook())).Status);
    }

    [Fact]
    public async Task Without_any_credential_it_starts_and_says_what_is_missing()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        File.Delete(machine.File(InstalledEdge.TokenFile));

        await edge.SystemctlAsync("restart", InstalledEdge.Unit);

        Assert.Equal("active", await edge.ShowAsync("ActiveState"));
        Assert.Contains("TWILIO_AUTH_TOKEN is not set", await edge.JournalAsync(), StringComparison.Ordinal);
        Assert.Equal(403, (await edge.Twilio.SendAsync(edge.Ring().IncomingWebhook())).Status);
    }

    [Fact]
    public async Task Systemd_calls_it_little_exposed()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        var analysis = await machine.RunAsync("systemd-analyze", "security", "--no-pager", InstalledEdge.Unit);

        Assert.InRange(double.Parse(Exposure().Match(analysis).Groups[1].Value, CultureInfo.InvariantCulture), 0, MostExposure);
    }

    // Whether the kernel holds it to that is seen in a virtual machine: a container has no memory of its own to be short of.
    [Fact]
    public async Task A_machine_of_512_MB_keeps_half_of_it()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        Assert.InRange(long.Parse(await edge.ShowAsync("MemoryMax"), CultureInfo.InvariantCulture), 1, 256L << 20);
        Assert.Equal("0", await edge.ShowAsync("MemorySwapMax"));
        var limits = await File.ReadAllTextAsync(machine.File($"/proc/{await edge.PidAsync()}/limits"), TestContext.Current.CancellationToken);
        Assert.Matches(@"Max core file size +0 +0", limits);
        Assert.Matches(@"Max open files +16384 ", limits);
    }

    [GeneratedRegex(@"Overall exposure level for voicehunte\.service: ([0-9.]+)")]
    private static partial Regex Exposure();
}
