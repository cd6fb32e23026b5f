using System.Reflection;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The changelog's newest heading is the version of everything.</summary>
public sealed class VersionTests
{
    [Fact]
    public void The_program_is_built_as_the_version_that_the_changelog_names_first() =>
        Assert.StartsWith(Packages.Version + "+", typeof(Setting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion + "+", StringComparison.Ordinal);

    [Fact]
    public async Task The_published_binary_says_so_too() =>
        Assert.StartsWith($"voicehunte {Packages.Version} ", (await Tool.RunAsync(EdgeProcess.RequireBinary(), "version")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("packaging/deb.sh")]
    [InlineData("packaging/tarball.sh")]
    [InlineData("packaging/sbom.sh")]
    public async Task What_was_built_for_another_machine_or_as_another_version_is_not_packed(string script)
    {
        using var folder = new TemporaryFolder();
        var other = Packages.Rid == "linux-x64" ? "linux-arm64" : "linux-x64";

        var machine = await Tool.TryAsync(script, other, EdgeProcess.RequireBinary(), folder.Path);
        // An ELF file for this machine, and not of ours.
        var version = await Tool.TryAsync(script, Packages.Rid, "/bin/sh", folder.Path);

        Assert.Equal(1, machine.ExitCode);
        Assert.EndsWith($"was not built for {other}\n", machine.Errors, StringComparison.Ordinal);
        Assert.Equal(1, version.ExitCode);
        Assert.EndsWith($"/bin/sh is not of version {Packages.Version}: publish it again\n", version.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
