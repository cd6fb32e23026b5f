using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Settings;

/// <summary>The README, the example file and the code say the same of every setting.</summary>
public sealed class SettingsWordsTests
{
    [Fact]
    public void The_readme_lists_every_setting_with_its_default_and_meaning()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|') is { Length: 5 } cells && cells[1].Trim(' ', '`').All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'));

        Assert.Equal(SettingsTable.All.Select(s => $"| `{s.Name}` | {(s.Default is null ? "–" : $"`{s.Default}`")} | {s.Meaning} |"), rows);
    }

    [Fact]
    public void The_example_file_has_every_setting_commented_out_with_its_default()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "packaging", "voicehunte.env.example"));
        var settings = lines.Index().Where(l => l.Item.StartsWith('#') && l.Item.Contains('=', StringComparison.Ordinal) && !l.Item.StartsWith("# ", StringComparison.Ordinal));

        Assert.Equal(
            SettingsTable.All.Select(s => $"# {s.Meaning}\n#{s.Name}={s.Default ?? s.Example}"),
            settings.Select(l => lines[l.Index - 1] + "\n" + l.Item));
    }

    [Fact]
    public void The_example_file_with_every_comment_taken_away_starts_without_a_complaint()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "voicehunte.env.example"));
        var problems = new List<string>();
        var values = EnvFile.Parse(string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("# ", StringComparison.Ordinal)).Select(l => l.TrimStart('#'))), "example", problems);

        var loaded = SettingsLoader.Load(new SettingsSource(new Dictionary<string, string>(), values), null, problems);

        Assert.Empty(loaded.Problems);
        Assert.Empty(loaded.Warnings);
    }
}
