using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The package for a Raspberry Pi, made of the binary that was cross-compiled for it.</summary>
[Collection(PackageTests.Name)]
public sealed class Arm64Tests(Packages packages)
{
    [Fact]
    public async Task It_is_the_same_package_for_another_machine()
    {
        var binary = Path.Combine(Repository.Root, "out", "linux-arm64", "voicehunte");
        Assert.SkipUnless(File.Exists(binary), "There is no binary for arm64: `RID=linux-arm64 make publish` writes it, `make test` does so first.");
        using var folder = new TemporaryFolder();
        await Tool.RunAsync("packaging/deb.sh", "linux-arm64", binary, folder.Path);
        var deb = folder.File($"voicehunte_{Packages.Version}_arm64.deb");

        Assert.Equal("arm64", (await Tool.RunAsync("dpkg-deb", "--field", deb, "Architecture")).Output.Trim());
        Assert.Equal(await DebFile.FilesAsync(packages.Made(Packages.Deb)), await DebFile.FilesAsync(deb));
        Tool.Require("lintian", "lintian");
        Assert.Equal("", (await Tool.RunAsync("lintian", "--allow-root", "--fail-on", "error,warning", deb)).Output);
    }
}
