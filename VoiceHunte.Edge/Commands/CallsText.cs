using System.Globalization;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Commands;

/// <summary>Calls for people: a table, and a transcript, their numbers masked as in the logs; and messages.</summary>
internal static class CallsText
{
    public static void Write(IReadOnlyList<LoggedCall> calls, TextWriter output)
    {
        if (calls.Count == 0)
        {
            output.WriteLine("No calls yet.");
            return;
        }

        output.WriteLine($"{"STARTED (UTC)",-19}  {"FROM",-15}  {"LANG",-4}  {"STATUS",-11}  {"TURNS",5}  {"SECONDS",7}  CALL_ID");
        foreach (var call in calls)
        {
            output.WriteLine(
                $"{Time(call.StartedAt)}  {MaskedNumber.Of(call.FromNumber),-15}  {call.Language ?? "",-4}  {call.Status,-11}  "
                + $"{call.Turns,5}  {call.DurationSeconds?.ToString(CultureInfo.InvariantCulture) ?? "",7}  {call.CallId}");
        }
    }

    public static void Write(StoredCall stored, TextWriter output)
    {
        var call = stored.Call;
        output.WriteLine($"{call.CallId}  {Time(call.StartedAt)} UTC  from {MaskedNumber.Of(call.FromNumber)}");
        output.WriteLine($"{call.Status}{(call.DurationSeconds is { } seconds ? $" after {seconds} s" : "")}, "
            + $"{stored.Turns.Count} turn{(stored.Turns.Count == 1 ? "" : "s")}");
        if (call.TransferReason is { } reason) output.WriteLine($"for a human: {reason}");
        foreach (var message in stored.Messages) output.WriteLine($"message {message.Id}, {message.Status}: {OneLine(message.Text)}");
        foreach (var turn in stored.Turns) Write(turn, output);
    }

    /// <summary>With the whole number: somebody is to ring back.</summary>
    public static void Write(IReadOnlyList<StoredMessage> messages, TextWriter output)
    {
        if (messages.Count == 0)
        {
            output.WriteLine("No open messages.");
            return;
        }

        foreach (var message in messages)
        {
            output.WriteLine($"{message.Id}. {Time(message.CreatedAt)} UTC  from {message.FromNumber ?? "a hidden number"}  ({message.Language})  {message.CallId}");
            output.WriteLine($"   {OneLine(message.Text)}");
        }
    }

    private static void Write(StoredTurn turn, TextWriter output)
    {
        var notes = string.Join(", ", new[]
        {
            turn.Language,
            turn.Intent,
            turn.Source,
            turn.Confidence is { } confidence ? string.Create(CultureInfo.InvariantCulture, $"confidence {confidence:0.00}") : null,
            turn.LatencyMs is { } latency ? $"{latency} ms" : null,
        }.Where(note => note is not null));
        output.WriteLine();
        output.WriteLine($"{turn.TurnId}. {Time(turn.CreatedAt)}  ({notes})");
        output.WriteLine($"   caller: {OneLine(turn.UserText)}");
        output.WriteLine($"   we:     {OneLine(turn.AssistantText ?? "(no answer yet)")}");
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    // What came over the telephone must not steer the operator's terminal.
    private static string OneLine(string text) =>
        string.Create(text.Length, text, static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
}
