namespace VoiceHunte.Edge.Settings;

/// <summary>
/// Reads <c>NAME=value</c> lines, as systemd's EnvironmentFile= and a shell's <c>source</c> both accept them: comments
/// with #, an optional <c>export</c>, values bare or in single or double quotes.
/// </summary>
internal static class EnvFile
{
    public static Dictionary<string, string> Parse(string text, string path, List<string> problems)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var lineNumber = 0;
        foreach (var rawLine in text.Split('\n'))
        {
            lineNumber++;
            var line = rawLine.Trim();
            if (line.Length == 0 || line[0] is '#' or ';') continue;

            if (line.StartsWith("export ", StringComparison.Ordinal)) line = line[7..].TrimStart();
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                problems.Add($"{path}, line {lineNumber}: expected NAME=value");
                continue;
            }

            values[line[..equals].TrimEnd()] = Unquote(line[(equals + 1)..].Trim());
        }

        return values;
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;
}
