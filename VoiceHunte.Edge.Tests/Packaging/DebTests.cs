using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The Debian package: what is in it, and what dpkg makes of it.</summary>
[Collection(PackageTests.Name)]
public sealed class DebTests(Packages packages)
{
    private static readonly string[] Conffiles = ["/etc/voicehunte/restaurant.json", "/etc/voicehunte/voicehunte.env"];

    private string Deb => packages.Made(Packages.Deb);

    [Fact]
    public void Made_twice_it_is_the_same_byte_for_byte() => packages.AssertSameBytes(Packages.Deb);

    [Fact]
    public async Task It_holds_these_files_owned_by_root()
    {
        string[] expected =
        [
            "-rw-r----- root/root ./etc/voicehunte/voicehunte.env",
            "-rw-r--r-- root/root ./etc/voicehunte/restaurant.json",
            .. Packages.Units.Select(unit => $"-rw-r--r-- root/root ./lib/systemd/system/{unit}"),
            "-rw-r--r-- root/root ./usr/share/bash-completion/completions/voicehunte",
            "-rw-r--r-- root/root ./usr/share/doc/voicehunte/changelog.gz",
            "-rw-r--r-- root/root ./usr/share/doc/voicehunte/copyright",
            "-rw-r--r-- root/root ./usr/share/lintian/overrides/voicehunte",
            "-rw-r--r-- root/root ./usr/share/man/man1/voicehunte.1.gz",
            "-rw-r--r-- root/root ./usr/share/zsh/vendor-completions/_voicehunte",
            "-rwxr-xr-x root/root ./usr/bin/voicehunte",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), await DebFile.FilesAsync(Deb));
    }

    [Fact]
    public async Task It_says_what_it_is_and_what_it_needs()
    {
        Assert.Equal("voicehunte", await FieldAsync("Package"));
        Assert.Equal(Packages.Version, await FieldAsync("Version"));
        Assert.Equal(Packages.DebianArchitecture, await FieldAsync("Architecture"));
        Assert.Equal("libc6 (>= 2.34), libssl3 | libssl3t64, ca-certificates, tzdata", await FieldAsync("Depends"));
        Assert.Equal(Conffiles, (await Tool.RunAsync("dpkg-deb", "--info", Deb, "conffiles")).Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_unit_that_somebody_wants_is_enabled_by_it()
    {
        var wanted = Packages.Units.Where(unit => File.ReadAllText(Path.Combine(Repository.Root, "systemd", unit)).Contains("[Install]", StringComparison.Ordinal)).ToList();
        var script = (await Tool.RunAsync("dpkg-deb", "--info", Deb, "postinst")).Output;

        Assert.Contains("voicehunte.socket", wanted);
        Assert.All(wanted, unit => Assert.Contains(unit, script, StringComparison.Ordinal));
        Assert.DoesNotContain("@", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_changelog_is_the_repositorys()
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "CHANGELOG.md")).ToList();
        var packed = await DebFile.TextAsync(Deb, "./usr/share/doc/voicehunte/changelog.gz", "| gunzip");

        Assert.StartsWith($"voicehunte ({Packages.Version}) ", packed, StringComparison.Ordinal);
        Assert.Equal(
            lines.Count(line => line.StartsWith("- ", StringComparison.Ordinal)),
            packed.Split('\n').Count(line => line.StartsWith("  * ", StringComparison.Ordinal)));
        // The last line names the authors, and is as long as they are.
        Assert.All(packed.Split('\n').Where(line => !line.StartsWith(" -- ", StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Its_settings_are_all_commented_but_for_where_it_has_put_data_and_restaurant()
    {
        var problems = new List<string>();
        var text = await DebFile.TextAsync(Deb, "./etc/voicehunte/voicehunte.env");
        var values = EnvFile.Parse(text, "voicehunte.env", problems);
        var loaded = SettingsLoader.Load(new SettingsSource(new Dictionary<string, string>(), values), null, problems);

        Assert.Equal(new Dictionary<string, string> { ["RESTAURANT_FILE"] = "/etc/voicehunte/restaurant.json", ["DATA_DIR"] = "/var/lib/voicehunte" }, values);
        Assert.All(SettingsTable.All.Where(setting => !values.ContainsKey(setting.Name)), setting =>
            Assert.Contains($"\n# {setting.Meaning}\n#{setting.Name}={setting.Default ?? setting.Example}\n", text, StringComparison.Ordinal));
        Assert.Empty(loaded.Problems);
        Assert.Empty(loaded.Warnings);
    }

    [Fact]
    public async Task Its_restaurant_is_the_demo_with_comments_for_whoever_writes_their_own()
    {
        using var folder = new TemporaryFolder();
        var text = await DebFile.TextAsync(Deb, "./etc/voicehunte/restaurant.json");
        await File.WriteAllTextAsync(folder.File("restaurant.json"), text, TestContext.Current.CancellationToken);

        Assert.StartsWith("// ", text, StringComparison.Ordinal);
        Assert.Equal(RestaurantProfile.Load(path: null).Seats, RestaurantProfile.Load(folder.File("restaurant.json")).Seats);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "VoiceHunte.Edge", "Restaurant", "demo.json"), TestContext.Current.CancellationToken)),
            JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })));
    }

    [Fact]
    public async Task Lintian_finds_no_error_and_no_warning()
    {
        Tool.Require("lintian", "lintian");

        Assert.Equal("", (await Tool.RunAsync("lintian", "--allow-root", "--fail-on", "error,warning", Deb)).Output);
    }

    [Fact]
    public async Task Removed_it_leaves_settings_and_data_and_purged_nothing()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "dpkg installs only as root.");
        using var machine = new DpkgFolder();
        await machine.RunAsync("--install", Deb);
        Assert.True(File.Exists(machine.File("usr/bin/voicehunte")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(machine.File("etc/voicehunte/voicehunte.env")));
        Assert.All(Packages.Units.Where(unit => unit.EndsWith(".socket", StringComparison.Ordinal)), unit =>
            Assert.NotNull(new FileInfo(machine.File($"etc/systemd/system/sockets.target.wants/{unit}")).LinkTarget));

        // As DynamicUser= has it: the data in private/, and a link to it.
        await File.AppendAllTextAsync(machine.File("etc/voicehunte/voicehunte.env"), "MAX_TURNS=12\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(machine.File("var/lib/private/voicehunte"));
        await File.WriteAllTextAsync(machine.File("var/lib/private/voicehunte/voicehunte.db"), "calls", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(machine.File("var/lib/voicehunte"), "private/voicehunte");

        await machine.RunAsync("--install", Deb);
        Assert.EndsWith("MAX_TURNS=12\n", await File.ReadAllTextAsync(machine.File("etc/voicehunte/voicehunte.env"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await machine.RunAsync("--remove", "voicehunte");
        Assert.False(File.Exists(machine.File("usr/bin/voicehunte")));
        Assert.EndsWith("MAX_TURNS=12\n", await File.ReadAllTextAsync(machine.File("etc/voicehunte/voicehunte.env"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("calls", await File.ReadAllTextAsync(machine.File("var/lib/voicehunte/voicehunte.db"), TestContext.Current.CancellationToken));

        await machine.RunAsync("--purge", "voicehunte");
        Assert.Empty(machine.Left());
    }

    private async Task<string> FieldAsync(string name) => (await Tool.RunAsync("dpkg-deb", "--field", Deb, name)).Output.Trim();
}
