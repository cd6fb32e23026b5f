using System.CommandLine;
using System.Text;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte understand</c>: what the rules make of utterances, a JSON object a line in and out; never asks a model.</summary>
internal static class UnderstandCommand
{
    private const string StandardInput = "-";

    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "JSON lines: text, and optionally id, language (en), today (YYYY-MM-DD), previous (what the agent said last); "
            + "without a file, standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Restaurant = new("--restaurant")
    {
        Description = $"The restaurant whose opening hours tell one seven o'clock from the other (default: {SettingsTable.RestaurantFile.Name}, else the demo)",
        HelpName = "FILE",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(SettingsTable.RestaurantFile.Name),
    };

    /// <param name="input">Standard input.</param>
    /// <param name="clock">Tells which day is today where a line does not.</param>
    public static Command Create(Func<Stream> input, TimeProvider clock)
    {
        var command = new Command("understand", "Show what is understood of utterances: intent, date, time, people, name, reservation, yes and no") { Files, Restaurant };
        command.SetAction(parsed => Run(parsed, input, clock));
        return command;
    }

    private static int Run(ParseResult parsed, Func<Stream> input, TimeProvider clock)
    {
        var files = parsed.GetValue(Files) is { Length: > 0 } named ? named : [StandardInput];
        var restaurant = parsed.GetValue(Restaurant) is { Length: > 0 } path ? path : null;
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            var hours = RestaurantProfile.Load(restaurant).Hours;
            var exit = ExitCode.Done;
            foreach (var file in files)
            {
                using var lines = new StreamReader(file == StandardInput ? input() : File.OpenRead(file), Encoding.UTF8);
                if (!Understand(lines, file, hours, clock, parsed.InvocationConfiguration)) exit = ExitCode.Usage;
            }

            return exit;
        }
        catch (RestaurantFileException wrong)
        {
            foreach (var problem in wrong.Problems) error.WriteLine($"voicehunte: {wrong.File}: {problem}");
            return ExitCode.Configuration;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"voicehunte: {e.Message}");
            return ExitCode.InputOutput;
        }
    }

    /// <summary>False when a line could not be read; the others are understood all the same.</summary>
    private static bool Understand(StreamReader lines, string file, OpeningHours hours, TimeProvider clock, InvocationConfiguration console)
    {
        var allRead = true;
        var today = hours.LocalDate(clock.GetUtcNow());
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var utterance = UtteranceLine.Read(line, today, out var problem);
            if (utterance is null)
            {
                console.Error.WriteLine($"voicehunte: {(file == StandardInput ? "" : file + ": ")}line {number}: {problem}");
                allRead = false;
                continue;
            }

            var around = new Surroundings(utterance.Today, utterance.Previous, hours);
            console.Output.WriteLine(utterance.Answer(Understanding.Read(utterance.Text, utterance.Language, around)));
        }

        return allRead;
    }
}
