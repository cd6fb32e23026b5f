using System.CommandLine;
using System.CommandLine.Parsing;
using VoiceHunte.Edge.Commands.Telephone;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands;

/// <summary>What can be asked of <see cref="CallCommand"/>.</summary>
internal static class CallOptions
{
    private static readonly string[] DialOutcomes = ["completed", "no-answer", "busy", "failed"];
    private static readonly string[] Modes = ["gather", "relay", "stream"];

    public static readonly Option<string> Url = new("--url")
    {
        Description = "Where the appliance listens",
        HelpName = "address",
        DefaultValueFactory = _ => "http://127.0.0.1:8000",
    };

    public static readonly Option<string> From = new("--from")
    {
        Description = "The caller's number, or `anonymous`",
        HelpName = "number",
        DefaultValueFactory = _ => "+421900123456",
    };

    public static readonly Option<string?> Speaks = new("--language")
    {
        Description = "What the caller speaks: en, ru, uk, sk; without it, whatever is listened for",
        HelpName = "language",
    };

    public static readonly Option<string[]> Say = new("--say")
    {
        Description = "One turn of the caller's, repeatable: `#5` presses 5, an empty text is silence, `!` before a text cuts in "
            + "(relay); without it, standard input is read",
        HelpName = "text",
    };

    public static readonly Option<string[]> Audio = new("--audio")
    {
        Description = "One turn of the caller's in stream mode, repeatable: a WAV file, mono, 8 or 16 kHz",
        HelpName = "FILE",
    };

    public static readonly Option<string?> Listen = new("--listen")
    {
        Description = "Write what the caller hears in stream mode into this WAV file",
        HelpName = "FILE",
    };

    public static readonly Option<double> Linger = new("--linger")
    {
        Description = "Seconds that the caller stays once everything is said and answered (stream, relay)",
        HelpName = "seconds",
        DefaultValueFactory = _ => 3,
    };

    public static readonly Option<string?> Mode = new("--mode")
    {
        Description = "How the call is expected to travel: gather, relay, stream; it is played as the appliance answers",
        HelpName = "mode",
    };

    public static readonly Option<string> Transfer = new("--transfer")
    {
        Description = "How a transfer ends: completed, no-answer, busy, failed",
        HelpName = "outcome",
        DefaultValueFactory = _ => "completed",
    };

    /// <summary>The first thing that is wrong, for the one who typed it; null when nothing is.</summary>
    public static string? Mistake(ParseResult parsed)
    {
        if (parsed.GetValue(Mode) is { } mode && !Modes.Contains(mode))
            return $"--mode {mode}: not one of {string.Join(", ", Modes)}.";
        if (!Uri.TryCreate(parsed.GetRequiredValue(Url), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return $"--url {parsed.GetRequiredValue(Url)}: not an address like http://127.0.0.1:8000.";
        if (parsed.GetValue(Speaks) is { } language && Language.Find(language) is null)
            return $"--language {language}: not one of {string.Join(", ", Language.All)}.";
        if (parsed.GetRequiredValue(Transfer) is var outcome && !DialOutcomes.Contains(outcome))
            return $"--transfer {outcome}: not one of {string.Join(", ", DialOutcomes)}.";
        if (parsed.GetValue(Linger) is not (>= 0 and <= 3600) and var linger) return $"--linger {linger}: not a number of seconds up to 3600.";
        return MistakeInTurns(parsed);
    }

    /// <summary>What the caller will do, in the order of the command line.</summary>
    /// <exception cref="InvalidDataException">A file that is no sound of a telephone's.</exception>
    /// <exception cref="IOException">A file that cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that may not be read.</exception>
    public static async Task<IReadOnlyList<CallerTurn>> TurnsAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var turns = new List<CallerTurn>();
        foreach (var (option, value) in InOrder(parsed))
            turns.Add(option == Say.Name ? value : new CallerTurn(value, await ReadAsync(value, cancellationToken)));
        return turns;
    }

    private static string? MistakeInTurns(ParseResult parsed)
    {
        var mode = parsed.GetValue(Mode);
        if (mode == "stream" && parsed.GetValue(Say)?.FirstOrDefault(said => !said.StartsWith('#')) is { } text)
            return $"--say {text}: this telephone has no voice for a stream; --audio FILE.wav says something, --say #5 presses 5.";
        if (mode is "gather" or "relay" && parsed.GetValue(Audio)?.FirstOrDefault() is { } file)
            return $"--audio {file}: only a stream carries sound; --say TEXT says something in {mode} mode.";
        return null;
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            return WavFile.ReadMuLaw(file);
        }
        catch (InvalidDataException unfit)
        {
            throw new InvalidDataException($"--audio {path}: {unfit.Message}.", unfit);
        }
    }

    private static IEnumerable<(string Option, string Value)> InOrder(ParseResult parsed)
    {
        var option = "";
        foreach (var token in parsed.Tokens)
        {
            if (token.Type == TokenType.Option) option = token.Value;
            else if (token.Type == TokenType.Argument && (option == Say.Name || option == Audio.Name)) yield return (option, token.Value);
        }
    }
}
