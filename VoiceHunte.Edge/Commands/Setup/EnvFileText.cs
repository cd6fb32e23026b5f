using System.Buffers;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>The text of an env file with some values changed; every other line stays as it is, the comments too.</summary>
internal static class EnvFileText
{
    // What a shell, systemd and our own reader take for itself without quotes.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-");

    /// <summary>False for what a shell, systemd and our own reader would not all read the same.</summary>
    public static bool CanHold(string value) => !value.Any(c => char.IsControl(c) || c is '\'' or '\\');

    public static string With(string text, IEnumerable<(Setting Setting, string Value)> changes)
    {
        var lines = text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n').ToList();
        foreach (var (setting, value) in changes) Change(lines, setting, value);
        return string.Join('\n', lines) + "\n";
    }

    private static void Change(List<string> lines, Setting setting, string value)
    {
        var line = $"{setting.Name}={(value.AsSpan().ContainsAnyExcept(Plain) ? $"'{value}'" : value)}";
        // The last one counts.
        var at = lines.FindLastIndex(each => Sets(each, setting.Name));
        if (at >= 0)
        {
            lines[at] = (lines[at].TrimStart().StartsWith("export ", StringComparison.Ordinal) ? "export " : "") + line;
        }
        else if (lines.FindIndex(each => each.StartsWith($"#{setting.Name}=", StringComparison.Ordinal)) is >= 0 and var example)
        {
            lines.Insert(example + 1, line);
        }
        else
        {
            if (lines.Count > 0) lines.Add("");
            lines.AddRange([$"# {setting.Meaning}", line]);
        }
    }

    private static bool Sets(string line, string name)
    {
        var text = line.Trim();
        if (text.StartsWith("export ", StringComparison.Ordinal)) text = text[7..].TrimStart();
        return text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && text[..equals].TrimEnd() == name;
    }
}
