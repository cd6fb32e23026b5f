using System.Text;
using System.Text.Json;

namespace VoiceHunte.Edge.Store;

/// <summary>JSON as the text of a column, or of a line.</summary>
internal static class JsonText
{
    /// <param name="write">Writes one value.</param>
    public static string Of(Action<Utf8JsonWriter> write, JsonWriterOptions options = default)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, options)) write(json);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
