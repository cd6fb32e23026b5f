using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary>A call with its transcript, as <c>calls show --json</c> prints it.</summary>
internal sealed record CallTranscript(LoggedCall Call, IReadOnlyList<StoredTurn> Turns, IReadOnlyList<StoredMessage> Messages);

/// <summary>Calls for programs: the names are the database's own.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<LoggedCall>))]
[JsonSerializable(typeof(CallTranscript))]
[JsonSerializable(typeof(IReadOnlyList<StoredMessage>))]
internal sealed partial class CallsJson : JsonSerializerContext
{
    // Names and sentences in four languages stay readable; this goes to a terminal or a program, never into a page.
    private static readonly CallsJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static void Write(IReadOnlyList<LoggedCall> calls, TextWriter output) =>
        Write(calls, Readable.IReadOnlyListLoggedCall, output);

    public static void Write(StoredCall call, TextWriter output) =>
        Write(new CallTranscript(call.Call, call.Turns, call.Messages), Readable.CallTranscript, output);

    public static void Write(IReadOnlyList<StoredMessage> messages, TextWriter output) =>
        Write(messages, Readable.IReadOnlyListStoredMessage, output);

    private static void Write<T>(T value, JsonTypeInfo<T> type, TextWriter output) =>
        output.WriteLine(JsonSerializer.Serialize(value, type));
}
