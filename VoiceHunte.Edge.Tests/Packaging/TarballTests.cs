using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The archive for systems without apt, and its install script; laid below a folder, so that this machine stays as it is.</summary>
[Collection(PackageTests.Name)]
public sealed class TarballTests(Packages packages)
{
    private static string Name => Packages.Tarball[..^".tar.gz".Length];

    [Fact]
    public void Made_twice_it_is_the_same_byte_for_byte() => packages.AssertSameBytes(Packages.Tarball);

    [Fact]
    public async Task Its_checksum_and_those_of_the_rest_are_beside_it()
    {
        var sums = packages.Made("SHA256SUMS");

        Assert.Equal(
            new[] { Packages.Components, Packages.Deb, Packages.Tarball }.Order(StringComparer.Ordinal),
            File.ReadLines(sums).Select(line => line.Split("  ")[1]).Order(StringComparer.Ordinal));
        await Tool.RunAsync("sh", "-c", "cd \"$1\" && sha256sum --check --strict SHA256SUMS", "sh", packages.First);
    }

    [Fact]
    public async Task Installed_anew_it_leaves_what_the_operator_has_written()
    {
        using var folder = new TemporaryFolder();
        await InstallAsync(folder);
        var settings = Path.Combine(folder.Path, "machine/etc/voicehunte/voicehunte.env");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(settings));
        await File.WriteAllTextAsync(settings, "MAX_TURNS=12\n", TestContext.Current.CancellationToken);

        await InstallAsync(folder);

        Assert.Equal("MAX_TURNS=12\n", await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken));
        Assert.Contains("#MAX_TURNS=20", await File.ReadAllTextAsync(
            Path.Combine(folder.Path, "machine/usr/local/share/doc/voicehunte/voicehunte.env"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_units_start_the_program_from_where_it_was_put()
    {
        using var folder = new TemporaryFolder();

        await InstallAsync(folder, "--prefix", "/opt/telephone");

        var units = Directory.GetFiles(Path.Combine(folder.Path, "machine/etc/systemd/system"));
        Assert.Equal(Packages.Units, units.Select(unit => Path.GetFileName(unit)).Order(StringComparer.Ordinal));
        Assert.All(units, unit => Assert.DoesNotContain("/usr/bin/voicehunte", File.ReadAllText(unit), StringComparison.Ordinal));
        Assert.Contains(units, unit => File.ReadAllText(unit).Contains("ExecStart=/opt/telephone/bin/voicehunte serve", StringComparison.Ordinal));
        Assert.StartsWith($"voicehunte {Packages.Version} ", (await Tool.RunAsync(Path.Combine(folder.Path, "machine/opt/telephone/bin/voicehunte"), "version")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uninstalled_it_leaves_settings_and_data_and_purged_nothing()
    {
        using var folder = new TemporaryFolder();
        await InstallAsync(folder, "--prefix", "/opt/telephone");
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "machine/var/lib/private/voicehunte")).FullName;

        await InstallAsync(folder, "--uninstall");
        Assert.Equal(["etc/voicehunte", "etc/voicehunte/voicehunte.env", "var/lib/private/voicehunte"], Left(folder));

        await InstallAsync(folder, "--purge");
        Assert.Empty(Left(folder));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task On_a_machine_that_does_not_fit_it_names_every_reason_and_does_nothing()
    {
        using var folder = new TemporaryFolder();
        await UnpackAsync(folder);
        Directory.CreateDirectory(folder.File("tools"));
        await FakeAsync(folder, "uname", "riscv64");
        await FakeAsync(folder, "getconf", "glibc 2.28");

        var ended = await Tool.TryAsync("env", $"PATH={folder.File("tools")}:/usr/bin:/bin", folder.File($"{Name}/install.sh"), "--prefix", folder.File("prefix"));

        Assert.Equal(69, ended.ExitCode);
        Assert.Contains("this machine is riscv64", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("glibc 2.34 or newer is needed, and here is 2.28", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("prefix")));
    }

    private async Task InstallAsync(TemporaryFolder folder, params string[] arguments)
    {
        await UnpackAsync(folder);
        await Tool.RunAsync("env", ["DESTDIR=" + folder.File("machine"), folder.File($"{Name}/install.sh"), .. arguments]);
    }

    private Task<Ended> UnpackAsync(TemporaryFolder folder) =>
        Tool.RunAsync("tar", "--extract", "--directory", folder.Path, "--file", packages.Made(Packages.Tarball));

    /// <summary>A program of this name that says only this.</summary>
    private static async Task FakeAsync(TemporaryFolder folder, string name, string says)
    {
        var file = folder.File($"tools/{name}");
        await File.WriteAllTextAsync(file, $"#!/bin/sh\necho '{says}'\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static IEnumerable<string> Left(TemporaryFolder folder) =>
        Directory.EnumerateFileSystemEntries(folder.File("machine"), "*voicehunte*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.File("machine"), path)).Order(StringComparer.Ordinal);
}
