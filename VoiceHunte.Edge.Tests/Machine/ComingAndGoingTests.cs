using VoiceHunte.Edge.Tests.Binary;
using VoiceHunte.Edge.Tests.Packaging;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The package comes, and goes.</summary>
[Collection(MachineTests.Name)]
public sealed class ComingAndGoingTests(BootedMachine machine)
{
    // What any package leaves, and what systemd and dpkg write for themselves.
    private static readonly string[] OfTheSystem = ["/proc", "/sys", "/dev", "/run", "/tmp", "/var/tmp", "/var/log/journal", "/var/lib/dpkg", "/root"];

    [Fact]
    public async Task Installed_it_is_rung_and_booked_with_at_once()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);

        Assert.Equal(("active", "enabled"), (await edge.ShowAsync("ActiveState"), await edge.ShowAsync("UnitFileState")));
        var call = edge.Ring();
        Assert.Contains("Dobrý deň", (await call.StartAsync()).Text, StringComparison.Ordinal);
        Assert.Contains("desiatej", (await call.SayAsync("máte dnes otvorené")).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await edge.Twilio.SendAsync(call.IncomingWebhook().Forged())).Status);
    }

    [Fact]
    public async Task Started_means_that_calls_are_answered()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        await edge.SystemctlAsync("stop", "voicehunte.socket", InstalledEdge.Unit);

        await edge.SystemctlAsync("start", InstalledEdge.Unit);

        // What it says of itself comes with the word that it is ready.
        Assert.StartsWith("0 calls on the line", await edge.ShowAsync("StatusText"), StringComparison.Ordinal);
        Assert.Equal(200, (await Published.GetAsync(edge.Url, "/health")).Status);
    }

    [Fact]
    public async Task Systemctl_status_says_how_many_calls_are_on_the_line()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        await edge.Ring().StartAsync();

        await edge.UntilAsync("StatusText", text => text.StartsWith("1 calls on the line, 1 since the start; the database is written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Removed_it_leaves_settings_and_data_and_installed_again_it_goes_on_with_them()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine, "MAX_TURNS=7");
        await edge.Ring().StartAsync();

        await machine.RunAsync("dpkg", "--remove", "voicehunte");

        Assert.False(File.Exists(machine.File("/usr/bin/voicehunte")));
        Assert.Equal("inactive", await machine.TryAsync("systemctl", "is-active", "voicehunte.socket") is var state ? state.Output.Trim() : "");
        Assert.Contains("MAX_TURNS=7", await File.ReadAllTextAsync(machine.File(InstalledEdge.SettingsFile), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["1"], await edge.SqlAsync("SELECT count(*) FROM calls"));

        await machine.RunAsync("dpkg", "--install", await machine.BringAsync(machine.Deb));
        await edge.Ring().StartAsync();
        Assert.Equal(["2"], await edge.SqlAsync("SELECT count(*) FROM calls"));
    }

    [Fact]
    public async Task Purged_it_leaves_nothing()
    {
        machine.Require();
        await InstalledEdge.PurgeAsync(machine);
        var before = await FilesAsync();
        await using var edge = await InstalledEdge.InstallAsync(machine);
        await edge.Ring().StartAsync();
        Assert.NotEmpty((await FilesAsync()).Except(before));

        await InstalledEdge.PurgeAsync(machine);

        Assert.Empty((await FilesAsync()).Except(before));
        Assert.DoesNotContain("voicehunte", await machine.RunAsync("systemctl", "list-units", "--all"), StringComparison.Ordinal);
    }

    private async Task<string[]> FilesAsync() =>
        (await machine.RunAsync(["find", "/", .. OfTheSystem.SelectMany(path => (string[])["-path", path, "-prune", "-o"]), "-print"])).Split('\n');
}
