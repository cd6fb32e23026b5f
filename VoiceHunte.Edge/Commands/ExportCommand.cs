using System.CommandLine;
using System.Globalization;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte export NUMBER</c>: all that is kept on one caller, in a directory of its own.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Number = new("NUMBER") { Description = "The caller's number in the international form, +421900123456" };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "Directory to write to (default: export-YYYYMMDD-HHMMSS)",
        HelpName = "DIR",
    };

    /// <param name="settings">Null when the settings are wrong and that has been said.</param>
    public static Command Create(Func<ParseResult, EdgeSettings?> settings, TimeProvider time)
    {
        var export = new Command("export", "Write all that is kept on one caller: caller.json, and the sound in audio/") { Number, Output };
        export.SetAction((parsed, cancel) => RunAsync(parsed, settings, time, cancel));
        return export;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, EdgeSettings?> read, TimeProvider time, CancellationToken cancel)
    {
        if (EraseCommand.ReadNumber(parsed, Number) is not { } phone) return ExitCode.Usage;
        if (read(parsed) is not { } settings) return ExitCode.Configuration;
        var directory = parsed.GetValue(Output) ?? string.Create(CultureInfo.InvariantCulture, $"export-{time.GetLocalNow():yyyyMMdd-HHmmss}");
        return await Keeping.UseAsync(parsed, settings, time, async (parts, store) =>
        {
            IReadOnlyList<string> missing;
            try
            {
                missing = await parts.GetRequiredService<CallerExport>().WriteAsync(phone, directory, cancel);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                return Database.Fail(parsed, $"{directory} cannot be written: {trouble.Message}", ExitCode.InputOutput);
            }

            var isKept = await store.ReadForOfficeAsync(history => history.Privacy.IsKept(phone), cancel);
            parsed.InvocationConfiguration.Output.WriteLine(isKept ? $"Written to {directory}" : $"Nothing is kept on this number; {directory} says so");
            return missing.Count == 0
                ? ExitCode.Done
                : Database.Fail(parsed, $"not there or not to be fetched now: {string.Join(", ", missing)}", ExitCode.Unavailable);
        });
    }
}
