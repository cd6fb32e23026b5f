using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte calls [list|show CALL_ID]</c>: the history, read beside the running service or without it.</summary>
internal static class CallsCommand
{
    private const int ShownUnlessAsked = 20;

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "JSON for programs, with numbers in full",
        Recursive = true,
    };

    private static readonly Option<int> Limit = AtLeastOne(new("--limit")
    {
        Description = "How many calls at most, the newest first",
        DefaultValueFactory = _ => ShownUnlessAsked,
    });

    private static readonly Argument<string> CallId = new("CALL_ID") { Description = "Twilio's CallSid, CA…" };

    /// <param name="dataDir">The data directory; null when the settings are wrong and that has been said.</param>
    public static Command Create(Func<ParseResult, string?> dataDir)
    {
        var list = new Command("list", "The latest calls, as `calls` alone prints them") { Limit };
        var show = new Command("show", "One call, turn by turn") { CallId };
        var calls = new Command("calls", "The calls that came in") { list, show, Limit, Json };
        calls.SetAction(parsed => Database.Read(parsed, dataDir(parsed), List));
        list.SetAction(parsed => Database.Read(parsed, dataDir(parsed), List));
        show.SetAction(parsed => Database.Read(parsed, dataDir(parsed), Show));
        return calls;
    }

    private static int List(CallHistory history, ParseResult parsed)
    {
        var calls = history.Recent(parsed.GetValue(Limit));
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) CallsJson.Write(calls, output);
        else CallsText.Write(calls, output);
        return ExitCode.Done;
    }

    private static int Show(CallHistory history, ParseResult parsed)
    {
        var callId = parsed.GetRequiredValue(CallId);
        if (history.Find(callId) is not { } call) return Database.Fail(parsed, $"there is no call {callId}", ExitCode.Usage);

        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json)) CallsJson.Write(call, output);
        else CallsText.Write(call, output);
        return ExitCode.Done;
    }

    private static Option<int> AtLeastOne(Option<int> option)
    {
        option.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && given.GetValueOrDefault<int>() < 1) given.AddError($"{option.Name} must be 1 or more");
        });
        return option;
    }
}
