namespace VoiceHunte.Edge.Settings;

/// <summary>
/// Finds names that were meant as settings: everything unknown in the env file, which is ours alone, and in the
/// environment what is one or two slips of the pen away from a setting, or carries our name.
/// </summary>
internal static class UnknownNames
{
    private const int Slips = 2;

    public static IEnumerable<string> Find(SettingsSource source)
    {
        var known = SettingsTable.All.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in source.EnvFileNames.Where(n => !known.Contains(n))) yield return Warning(name, Nearest(name));
        foreach (var name in source.EnvironmentNames.Where(n => !known.Contains(n)).Except(source.EnvFileNames))
        {
            var nearest = Nearest(name);
            if (nearest is not null || name.StartsWith("VOICEHUNTE_", StringComparison.Ordinal)) yield return Warning(name, nearest);
        }
    }

    private static string Warning(string name, string? nearest) =>
        nearest is null ? $"{name} is not a setting of this version" : $"{name} is not a setting; did you mean {nearest}?";

    private static string? Nearest(string name) =>
        name.Length < 6 ? null : SettingsTable.All.FirstOrDefault(s => Distance(name, s.Name) <= Slips)?.Name;

    // Levenshtein's distance, two rows at a time.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > Slips) return int.MaxValue;
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        var row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
            }

            (above, row) = (row, above);
        }

        return above[b.Length];
    }
}
