using System.CommandLine;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte call</c>: a telephone that rings a running appliance as Twilio would.</summary>
internal static class CallCommand
{
    private static readonly string[] DialOutcomes = ["completed", "no-answer", "busy", "failed"];

    private static readonly Option<string> Url = new("--url")
    {
        Description = "Where the appliance listens",
        HelpName = "address",
        DefaultValueFactory = _ => "http://127.0.0.1:8000",
    };

    private static readonly Option<string> From = new("--from")
    {
        Description = "The caller's number, or `anonymous`",
        HelpName = "number",
        DefaultValueFactory = _ => "+421900123456",
    };

    private static readonly Option<string?> Speaks = new("--language")
    {
        Description = "What the caller speaks: en, ru, uk, sk; without it, whatever is listened for",
        HelpName = "language",
    };

    private static readonly Option<string[]> Say = new("--say")
    {
        Description = "One turn of the caller's, repeatable: `#5` presses 5, an empty text is silence; "
            + "without it, standard input is read",
        HelpName = "text",
    };

    private static readonly Option<string> Mode = new("--mode")
    {
        Description = "How the call travels: gather",
        HelpName = "mode",
        DefaultValueFactory = _ => "gather",
    };

    private static readonly Option<string> Transfer = new("--transfer")
    {
        Description = "How a transfer ends: completed, no-answer, busy, failed",
        HelpName = "outcome",
        DefaultValueFactory = _ => "completed",
    };

    /// <summary>The command, whose exit codes are those of <see cref="ExitCode"/>.</summary>
    /// <param name="line">Reads the settings; null when it has already said what is wrong with them.</param>
    /// <param name="clock">Measures the call.</param>
    public static Command Create(Func<ParseResult, TelephoneLine?> line, TimeProvider clock)
    {
        var command = new Command("call", "Ring a running appliance and talk to it, as Twilio would")
        {
            Url, From, Speaks, Say, Mode, Transfer,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, line, clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, TelephoneLine?> line, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Mistake(parsed) is { } mistake)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(mistake);
            return ExitCode.Usage;
        }

        if (line(parsed) is not { } connected) return ExitCode.Configuration;

        var appliance = new Uri(parsed.GetRequiredValue(Url));
        using var http = HttpTo(appliance);
        var call = new TelephoneCall(
            connected,
            new Caller(parsed.GetRequiredValue(From), Language.Find(parsed.GetValue(Speaks)), parsed.GetRequiredValue(Transfer)),
            new TelephoneWire(http, connected, appliance, clock),
            new CallerLines(parsed.GetValue(Say) ?? [], Console.In),
            ScreenOn(parsed.InvocationConfiguration.Output, isScripted: parsed.GetValue(Say) is { Length: > 0 }),
            clock);
        return await call.HoldAsync(cancellationToken);
    }

    // A redirected POST would lose its form, and an HTTP_PROXY cannot reach this machine's own loopback.
    private static HttpClient HttpTo(Uri appliance)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = !appliance.IsLoopback,
            ConnectTimeout = TelephoneWire.ConnectLimit,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static string? Mistake(ParseResult parsed)
    {
        if (parsed.GetRequiredValue(Mode) is not "gather" and var mode)
            return $"--mode {mode}: this telephone speaks gather only, so far.";
        if (!Uri.TryCreate(parsed.GetRequiredValue(Url), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return $"--url {parsed.GetRequiredValue(Url)}: not an address like http://127.0.0.1:8000.";
        if (parsed.GetValue(Speaks) is { } language && Language.Find(language) is null)
            return $"--language {language}: not one of {string.Join(", ", Language.All)}.";
        if (parsed.GetRequiredValue(Transfer) is var outcome && !DialOutcomes.Contains(outcome))
            return $"--transfer {outcome}: not one of {string.Join(", ", DialOutcomes)}.";
        return null;
    }

    private static TelephoneScreen ScreenOn(TextWriter output, bool isScripted)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var isPlain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";

        var isTyped = isTerminal && !Console.IsInputRedirected && !isScripted;
        return new TelephoneScreen(output, colours: isTerminal && !isPlain, isTyped);
    }
}
