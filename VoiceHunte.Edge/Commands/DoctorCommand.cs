using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>doctor</c>: looks at everything the appliance needs, one line each, with what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check settings, system, service, data directory, database, backups, bucket, OpenAI, Twilio, the number and the public URL");
        command.SetAction(ExamineAsync);
        return command;
    }

    private static async Task<int> ExamineAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var loaded = SettingsLoader.Load(parsed.GetValue(CommonOptions.EnvFile), parsed.GetValue(CommonOptions.DataDir));
        var output = parsed.InvocationConfiguration.Output;
        var report = new DoctorReport(line => output.WriteLine(line));
        foreach (var warning in loaded.Warnings) report.Warn("settings", warning);
        foreach (var problem in loaded.Problems) report.Fail("settings", problem, ExitCode.Configuration);
        if (loaded.Problems.Count == 0) report.Good("settings", "complete");

        DoctorOfTheSettingsFile.Check(parsed.GetValue(CommonOptions.EnvFile) ?? SettingsSource.DefaultEnvFile, report);
        CheckRestaurant(loaded.Settings, report);
        DoctorOfThePlatform.Check(loaded.Settings, report);
        await DoctorOfTheService.CheckAsync(report, cancellationToken);
        await Doctor.ExamineAsync(loaded.Settings, report, TimeProvider.System, cancellationToken);
        await DoctorOfTheSignature.CheckAsync(loaded.Settings, report, cancellationToken);
        await DoctorOfTheBucket.CheckAsync(loaded.Settings, report, TimeProvider.System, cancellationToken);
        return report.ExitCode;
    }

    private static void CheckRestaurant(EdgeSettings settings, DoctorReport report)
    {
        try
        {
            var restaurant = RestaurantProfile.Load(settings.RestaurantFile);
            report.Good("restaurant", $"{restaurant.Name(restaurant.Languages[0])}{(settings.RestaurantFile is null ? " (the demo: set RESTAURANT_FILE)" : "")}");
            if (restaurant.TransferNumber is null) report.Warn("restaurant", "no transfer_number: nobody can be put through to a human");
        }
        catch (RestaurantFileException e)
        {
            foreach (var problem in e.Problems) report.Fail("restaurant", problem, ExitCode.Configuration);
        }
    }
}
