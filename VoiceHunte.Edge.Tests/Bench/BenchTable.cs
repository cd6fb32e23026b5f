using System.Text;

namespace VoiceHunte.Edge.Tests.Bench;

/// <param name="Measure">What was measured, with its unit.</param>
/// <param name="Result">What came out.</param>
/// <param name="Target">What it must reach; null where it is only told.</param>
/// <param name="Reached">False: the target was missed.</param>
/// <param name="Against">The result as a multiple of another.</param>
internal sealed record BenchRow(string Measure, string Result, string? Target = null, bool Reached = true, string? Against = null);

/// <summary>The rows as a Markdown table that a terminal shows well too.</summary>
internal static class BenchTable
{
    private static readonly BenchRow Titles = new("measured", "result", "target", Against: "against");

    public static string Write(IReadOnlyList<BenchRow> rows) => Write([Cells(Titles), .. rows.Select(Cells)]);

    /// <param name="lines">The first one is the titles.</param>
    public static string Write(IReadOnlyList<string[]> lines)
    {
        int[] widths = [.. lines[0].Select((_, column) => lines.Max(line => line[column].Length))];
        var rule = widths.Select(width => new string('-', width)).ToArray();

        var text = new StringBuilder();
        foreach (var line in (string[][])[lines[0], rule, .. lines.Skip(1)])
            text.Append("| ").AppendJoin(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).AppendLine(" |");
        return text.ToString();
    }

    private static string[] Cells(BenchRow row) =>
        [row.Measure, row.Result + (row.Reached ? "" : " (missed)"), row.Target ?? "", row.Against ?? ""];
}
