using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge;

/// <content>What is kept beside the call log, and for how long.</content>
internal static partial class Appliance
{
    /// <summary>The same without telephone and dashboard, for commands beside the service or without it.</summary>
    public static ServiceProvider BuildKeeping(EdgeSettings settings, RestaurantProfile restaurant, CallStore store, ILoggerFactory logs, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(logs).AddSingleton(settings).AddSingleton(restaurant).AddSingleton(store).AddSingleton(time);
        services.AddSingleton(PriceTable.Load(settings.Money.PricesFile)).AddSingleton<Ledger>();
        AddKeeping(services, settings);
        return services.BuildServiceProvider();
    }

    private static void AddKeeping(IServiceCollection services, EdgeSettings settings)
    {
        if (settings.Twilio is { AccountSid: { } account, AuthToken: { } token })
            services.AddSingleton(new TwilioClient(TwilioConnections.Open(), account, token, settings.Twilio.ApiBaseUrl));
        services.AddSingleton(s => Archives.Open(settings, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new RecordingEncoder(Ffmpeg.Find(Environment.GetEnvironmentVariable("PATH"))));
        services.AddSingleton<RecordingRoom>().AddSingleton<RecordingSteps>().AddSingleton<RecordingKeeper>().AddHostedService(s => s.GetRequiredService<RecordingKeeper>());
        services.AddHostedService<UntoldRecordings>();
        services.AddSingleton<Eraser>().AddSingleton<CallerExport>().AddHostedService<UnfinishedErasures>();
        services.AddSingleton<Retention>().AddSingleton(s => Retention.Nightly(s.GetRequiredService<Retention>()));
        services.AddSingleton(s => UnfinishedErasures.Nightly(s.GetRequiredService<Eraser>()));
        // Behind those: what they took away leaves keys.
        services.AddSingleton(new VoiceKeys(settings.VoiceKeysDir)).AddSingleton<VoiceBook>();
        services.AddSingleton(s => new NightlyTask("voices", s.GetRequiredService<VoiceBook>().TidyAsync));
        if (settings.Recording is { IsOn: true, Source: RecordingSource.Stream }) services.AddSingleton<StreamRecorders>();
        services.AddSingleton(s => new NightlyTask("tidying", cancel => TidyAsync(s.GetRequiredService<Archives>(), s.GetRequiredService<TimeProvider>(), cancel)));
        AddBackups(services, settings);
        services.AddSingleton<Nightly>().AddHostedService(s => s.GetRequiredService<Nightly>());
    }

    // No upload takes a week, and no fetch.
    private static async Task TidyAsync(Archives archives, TimeProvider time, CancellationToken cancel)
    {
        foreach (var archive in (IArchive?[])[archives.Directory, archives.Bucket])
        {
            foreach (var prefix in (string[])["recordings/", "backups/"])
                if (archive is not null) await archive.TidyAsync(prefix, time.GetUtcNow() - TimeSpan.FromDays(7), cancel);
        }
    }

    // The last of the night's work: what was erased before it is in no backup any more.
    private static void AddBackups(IServiceCollection services, EdgeSettings settings)
    {
        services.AddSingleton<NightlyBackup>();
        if (settings.Backup.Place == BackupPlace.Off) return;
        services.AddSingleton(s => new NightlyTask("backup", s.GetRequiredService<NightlyBackup>().RunAsync)).AddSingleton<MissedBackup>().AddHostedService(s => s.GetRequiredService<MissedBackup>());
    }
}
