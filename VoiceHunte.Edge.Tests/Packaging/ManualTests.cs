using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The manual page and the shells' completions name what the published binary takes: all of it, and nothing else.</summary>
public sealed partial class ManualTests
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "man", "voicehunte.1"));
    private static readonly string Completion = Path.Combine(Repository.Root, "packaging", "completion");

    [Fact]
    public async Task The_manual_has_a_section_for_every_command_that_names_its_options()
    {
        var help = await HelpPages.ReadAsync();
        var sections = Section().Matches(Manual).ToDictionary(match => match.Groups["command"].Value, match => match.Value.Replace("\\-", "-", StringComparison.Ordinal));

        Assert.Equal(help.Select(page => page.Command).Order(StringComparer.Ordinal), sections.Keys.Order(StringComparer.Ordinal));
        Assert.All(help, page =>
        {
            var section = sections[page.Command];
            Assert.Equal(page.Options.Order(StringComparer.Ordinal), Option().Matches(section).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
            Assert.All(page.Commands, command => Assert.Contains($"\\fB{command}\\f", section, StringComparison.Ordinal));
        });
        Assert.All(HelpPages.Everywhere, option => Assert.Contains(option.Replace("-", "\\-", StringComparison.Ordinal), Manual[..Manual.IndexOf(".SH COMMANDS", StringComparison.Ordinal)], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manual_can_be_read_without_a_complaint()
    {
        Tool.Require("man", "man-db");

        Assert.Equal("", (await Tool.RunAsync("env", "LC_ALL=C.UTF-8", "MANROFFSEQ=", "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", Path.Combine(Repository.Root, "packaging/man/voicehunte.1"))).Errors);
    }

    [Fact]
    public async Task Bash_completes_every_command_and_option()
    {
        var help = await HelpPages.ReadAsync();

        Assert.Equal(help.Select(page => page.Command).Order(StringComparer.Ordinal), await CompleteAsync("voicehunte", ""));
        Assert.Equal(["--data-dir", "--env-file", "--help", "--version"], await CompleteAsync("voicehunte", "--"));
        foreach (var page in help)
        {
            Assert.Equal(page.Options.Concat(HelpPages.Everywhere).Order(StringComparer.Ordinal), await CompleteAsync("voicehunte", page.Command, "--"));
            if (page.Commands.Count > 0) Assert.Equal(page.Commands.Order(StringComparer.Ordinal), await CompleteAsync("voicehunte", page.Command, ""));
        }

        Assert.Equal(["en", "ru", "sk", "uk"], await CompleteAsync("voicehunte", "call", "--language", ""));
        Assert.Equal(["--json"], await CompleteAsync("voicehunte", "--data-dir", "/var/lib/voicehunte", "calls", "list", "--j"));
    }

    [Fact]
    public async Task Zsh_knows_every_command_and_option()
    {
        var help = await HelpPages.ReadAsync();
        var script = await File.ReadAllTextAsync(Path.Combine(Completion, "_voicehunte"), TestContext.Current.CancellationToken);

        Assert.Equal(help.Select(page => page.Command).Order(StringComparer.Ordinal), ZshCommand().Matches(script).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.All(help, page =>
        {
            var arm = Regex.Match(script, $@"^    {page.Command}\) .*?;;", RegexOptions.Multiline | RegexOptions.Singleline).Value;
            Assert.Equal(page.Options.Order(StringComparer.Ordinal), ZshOption().Matches(arm).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
            Assert.All(page.Commands, command => Assert.Matches($@"\([^)]*\b{command}\b[^)]*\)", arm));
        });
        Assert.All(HelpPages.Everywhere, option => Assert.Contains($"'{option}[", script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Zsh_can_read_its_completion()
    {
        Tool.Require("zsh", "zsh");

        Assert.Equal("", (await Tool.RunAsync("zsh", "-n", Path.Combine(Completion, "_voicehunte"))).Errors);
    }

    /// <summary>What bash offers for the last of these words.</summary>
    private static async Task<IEnumerable<string>> CompleteAsync(params string[] words) =>
        (await Tool.RunAsync("bash", ["-c", """. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _voicehunte; printf '%s\n' "${COMPREPLY[@]}" """,
            "bash", Path.Combine(Completion, "voicehunte.bash"), .. words])).Lines.Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\.SS (?<command>[a-z]+)[^\n]*\n.*?(?=^\.S[HS] )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z0-9-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"^    '([a-z]+):", RegexOptions.Multiline)]
    private static partial Regex ZshCommand();

    [GeneratedRegex(@"['""]\*?(--[a-z0-9-]+)\[")]
    private static partial Regex ZshOption();
}
