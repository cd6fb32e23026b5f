using System.CommandLine;
using System.Globalization;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>voicehunte erase NUMBER</c>: all that is kept on one caller goes, beside the running service or without it.</summary>
internal static class EraseCommand
{
    private static readonly Argument<string> Number = new("NUMBER") { Description = "The caller's number in the international form, +421900123456" };

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask first" };

    private static readonly Option<bool> Json = new("--json") { Description = "The certificate as JSON" };

    /// <param name="settings">Null when the settings are wrong and that has been said.</param>
    /// <param name="ask">Puts a question to a person and reads the answer; null where nobody sits there.</param>
    public static Command Create(Func<ParseResult, EdgeSettings?> settings, Func<string, string?> ask, TimeProvider time)
    {
        var erase = new Command(
            "erase",
            "Erase all that is kept on one caller: calls, words, audio, recordings here, in the bucket and at Twilio; reservations stay as seats without a name")
        { Number, Yes, Json };
        erase.SetAction((parsed, cancel) => RunAsync(parsed, settings, ask, time, cancel));
        return erase;
    }

    /// <summary>Asks where a person sits at a terminal; a script is taken at its word.</summary>
    public static string? AskAtTerminal(string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected) return null;
        Console.Error.Write(question);
        return Console.ReadLine() ?? "";
    }

    /// <summary>Says what is wrong with a number; null where that has been said.</summary>
    public static string? ReadNumber(ParseResult parsed, Argument<string> argument)
    {
        var given = parsed.GetRequiredValue(argument);
        if (AskedNumber.Read(given) is { } phone) return phone;
        Database.Fail(parsed, $"{argument.Name}: '{given}' is no number in the international form; for example +421900123456", ExitCode.Usage);
        return null;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, EdgeSettings?> read, Func<string, string?> ask, TimeProvider time, CancellationToken cancel)
    {
        if (ReadNumber(parsed, Number) is not { } phone) return ExitCode.Usage;
        if (read(parsed) is not { } settings) return ExitCode.Configuration;
        if (!parsed.GetValue(Yes) && ask($"Erase all that is kept on {phone}? This cannot be undone. Type yes: ") is { } answer && answer.Trim() != "yes")
            return Database.Fail(parsed, "nothing was erased", ExitCode.Usage);

        return await Keeping.UseAsync(parsed, settings, time, async (parts, _) =>
            Report(parsed, phone, await parts.GetRequiredService<Eraser>().EraseAsync(phone, "command", cancel)));
    }

    private static int Report(ParseResult parsed, string phone, Erased erased)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (erased.IsOnTheTelephone)
            return Database.Fail(parsed, $"{phone} is on the telephone now; try again when the call is over", ExitCode.Unavailable);
        if (erased.Problem is { } problem)
            return Database.Fail(parsed, $"not all is erased yet: {problem}. The running service goes on with it, and so does the same command again", ExitCode.Unavailable);
        if (erased.Certificate is not { } certificate)
        {
            // A program reads a certificate or nothing.
            (parsed.GetValue(Json) ? parsed.InvocationConfiguration.Error : output).WriteLine("Nothing is kept on this number.");
            return ExitCode.Done;
        }

        if (parsed.GetValue(Json)) output.WriteLine(certificate.ToJson());
        else Write(certificate, output);
        return ExitCode.Done;
    }

    private static void Write(Certificate certificate, TextWriter output)
    {
        output.WriteLine($"Certificate of erasure {certificate.Id}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"requested {certificate.RequestedAt:yyyy-MM-dd HH:mm:ss} UTC, erased {certificate.ErasedAt:yyyy-MM-dd HH:mm:ss} UTC"));
        foreach (var (kind, count) in certificate.Erased.OrderBy(one => one.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Replace('_', ' ')}: {count}"));
        foreach (var stays in certificate.Stays) output.WriteLine($"stays: {stays}");
    }
}
