using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Operations;

/// <summary>A line for people: <c>12:00:03 warn OpenAIClient: …</c>, local time of the machine.</summary>
internal sealed class TerminalFormatter(TimeProvider time) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "terminal";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes, TextWriter output)
    {
        output.Write(time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        output.Write(Level(entry.LogLevel));
        output.Write(Logs.ShortName(entry.Category));
        output.Write(": ");
        var message = entry.Formatter(entry.State, entry.Exception);
        output.Write(message);
        if (CallScope.Of(scopes) is { } callSid && !message.Contains(callSid, StringComparison.Ordinal)) output.Write($" (call {callSid})");
        if (entry.Exception is { } exception) output.Write(" | " + OneLine(exception));
        output.Write('\n');
    }

    private static string OneLine(Exception exception) => exception.ToString().ReplaceLineEndings(" | ");

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => " CRIT ",
        LogLevel.Error => " FAIL ",
        LogLevel.Warning => " warn ",
        LogLevel.Information => " info ",
        _ => " debug ",
    };
}
