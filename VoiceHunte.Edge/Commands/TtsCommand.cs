using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>tts</c>: one utterance into a file, the same way as <c>/tts/stream</c>.</summary>
internal static class TtsCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Argument<string> Text = new("TEXT") { Description = $"What to say, at most {SpeechRules.LongestText} characters" };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "The file to write", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Voice = new("--voice") { Description = "Whose voice (default: OPENAI_TTS_VOICE)", HelpName = "NAME" };
    private static readonly Option<string?> Model = new("--model") { Description = "Which model (default: OPENAI_TTS_MODEL)", HelpName = "NAME" };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = $"{string.Join(", ", AudioFormat.All)} (default: by the file's extension, else mp3)",
        HelpName = "FORMAT",
    };

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = $"From {SpeechRules.SlowestSpeed} to {SpeechRules.FastestSpeed}",
        HelpName = "FACTOR",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Instructions = new("--instructions") { Description = "How to say it; not every model listens", HelpName = "TEXT" };

    public static Command Create()
    {
        var command = new Command("tts", "Say one text into an audio file") { Text, Output, Voice, Model, Format, Speed, Instructions };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (CommonOptions.ReadSettings(parsed) is not { } settings) return ExitCode.Configuration;
        if (settings.OpenAI.ApiKey is not { } key)
        {
            CommonOptions.Report(["OPENAI_API_KEY is not set; for example OPENAI_API_KEY=sk-..."]);
            return ExitCode.Configuration;
        }

        var request = Request(parsed, new SpeechVoice(settings.OpenAI.TtsModel, settings.OpenAI.TtsVoice, null));
        if (!CommonOptions.Report(Problems(request))) return ExitCode.Usage;

        var calendar = new ModelCalendar(TimeProvider.System);
        using var openAI = new OpenAIClient(new OpenAIOptions(settings.OpenAI.BaseUrl, key), calendar, TimeProvider.System, NullLogger<OpenAIClient>.Instance);
        return await SpeakAsync(SpeechMaker.Of(openAI, calendar, TimeProvider.System, NullLogger<SpeechMaker>.Instance), request, parsed.GetRequiredValue(Output), cancellationToken);
    }

    private static SpeechRequest Request(ParseResult parsed, SpeechVoice voice) => new(
        parsed.GetValue(Model) ?? voice.Model,
        parsed.GetValue(Voice) ?? voice.Name,
        parsed.GetRequiredValue(Text),
        parsed.GetValue(Format) ?? FormatOf(parsed.GetRequiredValue(Output)),
        parsed.GetValue(Speed),
        parsed.GetValue(Instructions),
        Patience);

    private static string FormatOf(string path) =>
        Path.GetExtension(path).TrimStart('.').ToLowerInvariant() is var extension && AudioFormat.IsKnown(extension) ? extension : AudioFormat.Mp3;

    private static List<string> Problems(SpeechRequest request)
    {
        (string Name, string? Problem)[] checks =
        [
            ("TEXT", SpeechRules.OfText(request.Text)),
            ("--model", SpeechRules.OfName(request.Model)),
            ("--voice", SpeechRules.OfName(request.Voice)),
            ("--format", SpeechRules.OfFormat(request.Format)),
            ("--speed", SpeechRules.OfSpeed(request.Speed)),
            ("--instructions", SpeechRules.OfInstructions(request.Instructions ?? "")),
        ];
        return [.. checks.Where(check => check.Problem is not null).Select(check => $"{check.Name} {check.Problem}")];
    }

    private static async Task<int> SpeakAsync(SpeechMaker maker, SpeechRequest request, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var audio = await maker.SpeakAsync(request, cancellationToken);
            await SpeechFile.WriteAsync(audio, path, cancellationToken);
            if (audio.Model != request.Model) CommonOptions.Report([$"{audio.Model} spoke in place of {request.Model}"]);
            return ExitCode.Done;
        }
        catch (OpenAIException e)
        {
            CommonOptions.Report([e.RequestId is null ? e.Message : $"{e.Message} (request {e.RequestId})"]);
            return ExitCode.Unavailable;
        }
        catch (FfmpegMissingException e)
        {
            CommonOptions.Report([e.Message]);
            return ExitCode.Unavailable;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            CommonOptions.Report([$"{path}: {e.Message}"]);
            return ExitCode.InputOutput;
        }
    }
}
