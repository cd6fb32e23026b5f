using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Store;

/// <summary>Names of tables as the database holds them: <c>["5","6"]</c>.</summary>
internal static class TableNames
{
    public static string Of(IReadOnlyList<string> tables) => JsonSerializer.Serialize(tables, TableNamesJson.Default.IReadOnlyListString);

    public static IReadOnlyList<string> Read(string text) => JsonSerializer.Deserialize(text, TableNamesJson.Default.IReadOnlyListString) ?? [];
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class TableNamesJson : JsonSerializerContext;
