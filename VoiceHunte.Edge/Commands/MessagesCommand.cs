using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte messages [list|done ID]</c>: what callers left for the staff, until somebody has dealt with it.</summary>
internal static class MessagesCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "JSON for programs", Recursive = true };

    private static readonly Argument<long> Id = new("ID") { Description = "The message's number, as the list has it" };

    /// <param name="dataDir">The data directory; null when the settings are wrong and that has been said.</param>
    /// <param name="clock">Tells when a message was closed.</param>
    public static Command Create(Func<ParseResult, string?> dataDir, TimeProvider clock)
    {
        var list = new Command("list", "The open messages, as `messages` alone prints them");
        var done = new Command("done", "Close a message that has been dealt with") { Id };
        var messages = new Command("messages", "Messages that callers left for the staff") { list, done, Json };
        messages.SetAction(parsed => Database.Read(parsed, dataDir(parsed), List));
        list.SetAction(parsed => Database.Read(parsed, dataDir(parsed), List));
        done.SetAction(parsed => Database.Use(parsed, dataDir(parsed), path => Close(path, parsed, clock)));
        return messages;
    }

    private static int List(CallHistory history, ParseResult parsed)
    {
        var messages = history.OpenMessages();
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) CallsJson.Write(messages, output);
        else CallsText.Write(messages, output);
        return ExitCode.Done;
    }

    private static int Close(string path, ParseResult parsed, TimeProvider clock)
    {
        var id = parsed.GetValue(Id);
        return ClosedMessage.Close(path, id, clock.GetUtcNow())
            ? ExitCode.Done
            : Database.Fail(parsed, $"there is no open message {id}", ExitCode.Usage);
    }
}
