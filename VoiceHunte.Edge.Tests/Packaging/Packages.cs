using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

[CollectionDefinition(Name)]
public sealed class PackageTests : ICollectionFixture<Packages>
{
    public const string Name = "packages";
}

/// <summary>
/// All that the scripts make of the published binary, made twice: as it comes, and by somebody with another umask, language and
/// clock.
/// </summary>
public sealed partial class Packages : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public static string Rid => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    public static string DebianArchitecture => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";

    /// <summary>The version as the changelog's newest heading has it.</summary>
    public static string Version { get; } = VersionInHeading().Match(
        File.ReadLines(Path.Combine(Repository.Root, "CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal))).Value;

    public static string Deb => $"voicehunte_{Version}_{DebianArchitecture}.deb";

    public static string Tarball => $"voicehunte-{Version}-linux-{DebianArchitecture}.tar.gz";

    public static string Components => $"voicehunte-{Version}-linux-{DebianArchitecture}.cdx.json";

    /// <summary>What systemd shall know of, by name.</summary>
    public static IReadOnlyList<string> Units { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "systemd")).Select(path => Path.GetFileName(path))
            .Where(name => Path.GetExtension(name) is ".service" or ".socket" or ".timer").Order(StringComparer.Ordinal),
    ];

    public string First => folder.File("first");

    public string Second => folder.File("second");

    public async ValueTask InitializeAsync()
    {
        // Its tests are skipped one by one.
        if (EdgeProcess.Binary is not { } binary) return;
        await Tool.RunAsync("sh", "-c", All, "sh", Rid, binary, First);
        await Tool.RunAsync("sh", "-c", $"umask 077; export TZ=Asia/Tokyo LANG=tr_TR.UTF-8 LC_ALL=C.UTF-8; {All}", "sh", Rid, binary, Second);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What both times made of this name is the same.</summary>
    public void AssertSameBytes(string name)
    {
        EdgeProcess.RequireBinary();
        Assert.Equal(File.ReadAllBytes(Path.Combine(First, name)), File.ReadAllBytes(Path.Combine(Second, name)));
    }

    /// <summary>The path of what was made first.</summary>
    public string Made(string name)
    {
        EdgeProcess.RequireBinary();
        return Path.Combine(First, name);
    }

    private const string All =
        """set -e; packaging/deb.sh "$@"; packaging/tarball.sh "$@"; packaging/sbom.sh "$@"; packaging/sums.sh "$3" """;

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionInHeading();
}
