using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// One event of the Realtime API, read where it lies: its spans are good as long as the bytes it was read from. Nothing is
/// made of it until it is asked for, so that audio passes without garbage.
/// </summary>
internal readonly ref struct RealtimeEvent
{
    private readonly ReadOnlySpan<byte> json;
    private readonly RealtimeFields fields;

    private RealtimeEvent(ReadOnlySpan<byte> json, RealtimeFields fields)
    {
        this.json = json;
        this.fields = fields;
        Kind = RealtimeEventKinds.Of(fields.Type);
    }

    public RealtimeEventKind Kind { get; }

    /// <summary>The server's own id of this event; empty if it has none.</summary>
    public ReadOnlySpan<byte> EventId => fields.EventId;

    /// <summary>The response it belongs to, or is about; else empty.</summary>
    public ReadOnlySpan<byte> ResponseId => fields.ResponseId;

    /// <summary>The item it belongs to, or is about; else empty.</summary>
    public ReadOnlySpan<byte> ItemId => fields.ItemId;

    /// <summary><c>message</c>, <c>function_call</c> …, where the event carries an item; else empty.</summary>
    public ReadOnlySpan<byte> ItemType => fields.ItemType;

    /// <summary>As it lies in the JSON: base64 for audio. Words may be escaped; <see cref="Text"/> is them unescaped.</summary>
    public ReadOnlySpan<byte> Delta => fields.Words;

    /// <summary>Where speech began, in ms of all audio sent; 0 where it says nothing of it.</summary>
    public int AudioStartMs => fields.AudioStartMs;

    /// <summary>Where speech ended, in ms of all audio sent; or what is left of a truncated item, in ms.</summary>
    public int AudioEndMs => fields.AudioEndMs;

    public int ContentIndex => fields.ContentIndex;

    /// <summary>False for what is no JSON object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out RealtimeEvent read)
    {
        try
        {
            var isEvent = RealtimeFields.TryRead(json, out var fields);
            read = isEvent ? new RealtimeEvent(json, fields) : default;
            return isEvent;
        }
        catch (JsonException)
        {
            read = default;
            return false;
        }
    }

    /// <summary>The words of a delta, a transcript or a text; empty where there are none.</summary>
    public string Text()
    {
        var words = fields.Words;
        if (!fields.WordsAreEscaped) return Encoding.UTF8.GetString(words);
        try
        {
            // With its quotation marks it is a JSON text of its own.
            var reader = new Utf8JsonReader(json.Slice(Start(words) - 1, words.Length + 2));
            reader.Read();
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a character (an unpaired \ud83c) is no text; better its escape than nothing.
            return Encoding.UTF8.GetString(words);
        }
    }

    /// <summary>Of an error or a failed transcription; else, or where it cannot be read, null.</summary>
    public RealtimeError? Error() => Kind is RealtimeEventKind.Error or RealtimeEventKind.TranscriptionFailed
        ? Read(fields.Detail, OpenAIJson.Default.WireRealtimeError)?.ToError()
        : null;

    /// <summary>The function called, with its status where the event carries the item; null if it carries none, or not a whole one.</summary>
    public RealtimeFunctionCall? FunctionCall()
    {
        if (Kind == RealtimeEventKind.FunctionCallDone) return Read(json, OpenAIJson.Default.WireRealtimeItem)?.ToCall();
        return ItemType.SequenceEqual("function_call"u8) ? Read(fields.Detail, OpenAIJson.Default.WireRealtimeItem)?.ToCall() : null;
    }

    /// <summary>Of a response that was created or is done; else, or where it cannot be read, null.</summary>
    public RealtimeResponse? Response() => Kind is RealtimeEventKind.ResponseCreated or RealtimeEventKind.ResponseDone
        ? Read(fields.Detail, OpenAIJson.Default.WireRealtimeResponse)?.ToResponse()
        : null;

    /// <summary>What a finished transcription is billed by; null where that is not told.</summary>
    public TranscriptionUsage? Transcribed() => Kind is RealtimeEventKind.TranscriptionCompleted
        ? Read(json, OpenAIJson.Default.WireTranscription)?.Usage?.ToUsage()
        : null;

    /// <summary>ISO 639-1, those that a finished transcription heard; empty where the model does not tell.</summary>
    public IReadOnlyList<string> Languages() =>
        [.. (Read(fields.Languages, OpenAIJson.Default.IReadOnlyListWireDetectedLanguage) ?? []).Select(language => language?.Code).OfType<string>()];

    private static T? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.IsEmpty) return null;
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private int Start(ReadOnlySpan<byte> part)
    {
        json.Overlaps(part, out var start);
        return start;
    }
}
