using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Store;

/// <summary>Names of tables as the database holds them: <c>["5","Terasa č. 2"]</c>, to be read by people too.</summary>
internal static class TableNames
{
    private static readonly TableNamesJson Readable = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(IReadOnlyList<string> tables) => JsonSerializer.Serialize(tables, Readable.IReadOnlyListString);

    public static IReadOnlyList<string> Read(string text) => JsonSerializer.Deserialize(text, Readable.IReadOnlyListString) ?? [];
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class TableNamesJson : JsonSerializerContext;
