using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// A line for the journal: the priority as sd-daemon(3) wants it, then one JSON object with the event's own fields:
/// <c>&lt;6&gt;{"event":1001,"room":"CallDesk","message":"…","CallSid":"CA…"}</c>. The journal adds the time.
/// </summary>
internal sealed class JournalFormatter() : ConsoleFormatter(FormatName)
{
    public const string FormatName = "journal";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("event", entry.EventId.Id);
            json.WriteString("room", Logs.ShortName(entry.Category));
            json.WriteString("message", entry.Formatter(entry.State, entry.Exception));
            var fields = entry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            WriteFields(json, fields);
            if (CallScope.Of(scopes) is { } callSid && !fields.Any(f => f.Key == nameof(CallScope.CallSid))) json.WriteString(nameof(CallScope.CallSid), callSid);
            if (entry.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        output.Write(Priority(entry.LogLevel));
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name == "{OriginalFormat}") continue;
            switch (value)
            {
                case null: json.WriteNull(name); break;
                case int or long: json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
                case double number: json.WriteNumber(name, number); break;
                default: json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            }
        }
    }

    private static string Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>",
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };
}
