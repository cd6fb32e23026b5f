using System.Globalization;
using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>How well labelled utterances were understood; both sides are lines of JSON.</summary>
internal sealed class UtteranceScore
{
    public static readonly IReadOnlyList<string> Slots = ["date", "time", "people", "name", "reservation_id"];
    public static readonly IReadOnlyList<string> Fields = [.. Slots, "intent", "answer"];

    private readonly Dictionary<string, (int Right, int Extra, int Missed, int Same)> counts = Fields.ToDictionary(field => field, _ => (0, 0, 0, 0));
    private int whole;

    public int Count { get; private set; }

    public double WhollyRight => Count == 0 ? 1 : (double)whole / Count;

    public double SlotF1 => F1(Slots.Sum(slot => counts[slot].Right), Slots.Sum(slot => counts[slot].Extra + counts[slot].Missed));

    /// <param name="labelled">With what was to be understood under <c>expect</c>.</param>
    /// <param name="understood">As <c>voicehunte understand</c> writes it.</param>
    /// <returns>What was understood wrongly; empty where nothing was.</returns>
    public string Add(string labelled, string understood)
    {
        using var label = JsonDocument.Parse(labelled);
        using var answer = JsonDocument.Parse(understood);
        var wrong = new List<string>();
        foreach (var field in Fields)
        {
            var (expected, got) = (Value(label.RootElement.GetProperty("expect"), field), Value(answer.RootElement, field));
            var (right, extra, missed, same) = counts[field];
            var isSame = expected == got;
            counts[field] = (
                right + (isSame && got is not null ? 1 : 0), extra + (!isSame && got is not null ? 1 : 0),
                missed + (!isSame && expected is not null ? 1 : 0), same + (isSame ? 1 : 0));
            if (!isSame) wrong.Add($"{field}: {got ?? "nothing"} for {expected ?? "nothing"}");
        }

        Count++;
        if (wrong.Count == 0) whole++;
        return wrong.Count == 0 ? "" : $"\"{label.RootElement.GetProperty("text")}\" {string.Join(", ", wrong)}";
    }

    public double Precision(string field) => counts[field] is var one && one.Right + one.Extra == 0 ? 1 : (double)one.Right / (one.Right + one.Extra);

    public double Recall(string field) => counts[field] is var one && one.Right + one.Missed == 0 ? 1 : (double)one.Right / (one.Right + one.Missed);

    public double F1(string field) => F1(counts[field].Right, counts[field].Extra + counts[field].Missed);

    public double Accuracy(string field) => Count == 0 ? 1 : (double)counts[field].Same / Count;

    /// <summary>True where the field was labelled or understood at all.</summary>
    public bool Has(string field) => counts[field].Right + counts[field].Extra + counts[field].Missed > 0;

    private static double F1(int right, int wrong) => right + wrong == 0 ? 1 : 2.0 * right / (2 * right + wrong);

    private static string? Value(JsonElement line, string field) => line.TryGetProperty(field, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => value.GetInt32().ToString(CultureInfo.InvariantCulture),
            _ => value.GetString(),
        }
        : null;
}
