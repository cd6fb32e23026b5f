using System.Text;

namespace VoiceHunte.Edge.Admin;

/// <summary>
/// CSV (RFC 4180) for spreadsheets: every cell quoted, and none of them a formula. What begins like one gets an apostrophe in
/// front, a phone number with its + too; the exact value is in the JSON.
/// </summary>
internal sealed class CsvWriter
{
    // The mark by which Excel knows UTF-8.
    private readonly StringBuilder text = new("\uFEFF");

    public CsvWriter Row(params IEnumerable<string?> cells)
    {
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    public override string ToString() => text.ToString();

    public static string Cell(string? value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + value : value ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
