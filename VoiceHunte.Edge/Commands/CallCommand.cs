using System.CommandLine;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte call</c>: a telephone that rings a running appliance as Twilio would.</summary>
internal static class CallCommand
{
    /// <summary>The command, whose exit codes are those of <see cref="ExitCode"/>.</summary>
    /// <param name="line">Reads the settings; null when it has already said what is wrong with them.</param>
    /// <param name="clock">Measures the call, and paces it.</param>
    public static Command Create(Func<ParseResult, TelephoneLine?> line, TimeProvider clock)
    {
        var command = new Command("call", "Ring a running appliance and talk to it, as Twilio would")
        {
            CallOptions.Url, CallOptions.From, CallOptions.Speaks, CallOptions.Say, CallOptions.Audio, CallOptions.Listen,
            CallOptions.Linger, CallOptions.Mode, CallOptions.Transfer,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, line, clock, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, TelephoneLine?> line, TimeProvider clock, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (CallOptions.Mistake(parsed) is { } mistake)
        {
            await error.WriteLineAsync(mistake);
            return ExitCode.Usage;
        }

        try
        {
            var turns = await CallOptions.TurnsAsync(parsed, cancellationToken);
            if (line(parsed) is not { } connected) return ExitCode.Configuration;

            using var recording = parsed.GetValue(CallOptions.Listen) is { } path ? new HeardRecording(File.Create(path)) : null;
            return await CallAsync(parsed, connected, new CallerLines(turns, Console.In), recording, clock, cancellationToken);
        }
        catch (InvalidDataException unfit)
        {
            await error.WriteLineAsync(unfit.Message);
            return ExitCode.Usage;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCode.InputOutput;
        }
    }

    private static async Task<int> CallAsync(
        ParseResult parsed, TelephoneLine line, CallerLines lines, HeardRecording? recording, TimeProvider clock, CancellationToken cancellationToken)
    {
        var appliance = new Uri(parsed.GetRequiredValue(CallOptions.Url));
        using var http = HttpTo(appliance);
        var caller = new Caller(
            parsed.GetRequiredValue(CallOptions.From),
            Language.Find(parsed.GetValue(CallOptions.Speaks)),
            parsed.GetRequiredValue(CallOptions.Transfer),
            parsed.GetValue(CallOptions.Mode));
        var wire = new TelephoneWire(http, line, appliance, clock);
        var screen = ScreenOn(parsed.InvocationConfiguration.Output, lines.IsScripted);
        var linger = TimeSpan.FromSeconds(parsed.GetValue(CallOptions.Linger));
        var connections = new ConnectVerb(
            wire, new StreamLeg(line, lines, linger, recording, screen, clock), new RelayLeg(line, lines, linger, screen, clock), screen);
        return await new TelephoneCall(line, caller, wire, connections, lines, screen, clock).HoldAsync(cancellationToken);
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

    private static TelephoneScreen ScreenOn(TextWriter output, bool isScripted)
    {
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var isPlain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";

        var isTyped = isTerminal && !Console.IsInputRedirected && !isScripted;
        return new TelephoneScreen(output, colours: isTerminal && !isPlain, isTyped);
    }
}
