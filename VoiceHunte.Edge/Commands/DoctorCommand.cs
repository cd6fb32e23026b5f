using System.CommandLine;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>doctor</c>: looks at everything the appliance needs, one line each, with what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check settings, data directory, database, backups, OpenAI, Twilio and the public URL");
        command.SetAction(ExamineAsync);
        return command;
    }

    private static async Task<int> ExamineAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var loaded = SettingsLoader.Load(parsed.GetValue(CommonOptions.EnvFile), parsed.GetValue(CommonOptions.DataDir));
        var output = parsed.InvocationConfiguration.Output;
        var report = new DoctorReport(line => output.WriteLine($"{line.Verdict,-4}  {line.Part,-10}  {line.Finding}"));
        foreach (var warning in loaded.Warnings) report.Warn("settings", warning);
        foreach (var problem in loaded.Problems) report.Fail("settings", problem, ExitCode.Configuration);
        if (loaded.Problems.Count == 0) report.Good("settings", "complete");

        CheckRestaurant(loaded.Settings, report);
        await CheckBucketAsync(loaded.Settings, report, cancellationToken);
        await Doctor.ExamineAsync(loaded.Settings, report, TimeProvider.System, cancellationToken);
        return report.ExitCode;
    }

    /// <summary>Puts a little something into the bucket, reads it, and takes it away again.</summary>
    private static async Task CheckBucketAsync(EdgeSettings settings, DoctorReport report, CancellationToken cancellationToken)
    {
        if (settings.Bucket is not { AccessKeyId: not null, SecretAccessKey: not null } named)
        {
            report.Good("bucket", settings.Recording.IsOn ? "recordings stay in the data directory (RECORDINGS_BUCKET is not set)" : "not used");
            return;
        }

        using var bucket = new BucketArchive(named, TimeProvider.System);
        var (key, path) = ($"doctor/{Guid.NewGuid():N}", Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(path, "written by voicehunte doctor"u8.ToArray(), cancellationToken);
            await bucket.PutAsync(key, new LocalFile(path, new FileInfo(path).Length, "", "text/plain"), new ForgottenProgress(), cancellationToken);
            await bucket.DeleteAsync(key, cancellationToken);
            report.Good("bucket", $"{named.Name} takes files and gives them back");
        }
        catch (ArchiveException e)
        {
            report.Fail("bucket", e.Message, e.IsLasting ? ExitCode.Configuration : ExitCode.Unavailable);
        }
        finally
        {
            File.Delete(path);
        }
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
