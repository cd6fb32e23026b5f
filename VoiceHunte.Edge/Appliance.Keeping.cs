using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Backups;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge;

/// <content>What is kept beside the call log, and for how long.</content>
internal static partial class Appliance
{
    private static void AddKeeping(IServiceCollection services, EdgeSettings settings)
    {
        if (settings.Twilio is { AccountSid: { } account, AuthToken: { } token })
            services.AddSingleton(new TwilioClient(TwilioConnections.Open(), account, token, settings.Twilio.ApiBaseUrl));
        services.AddSingleton(new Archives(new DirectoryArchive(settings.DataDir), bucket: null));
        services.AddSingleton(new RecordingEncoder(Ffmpeg.Find(Environment.GetEnvironmentVariable("PATH"))));
        services.AddSingleton<RecordingRoom>().AddSingleton<RecordingSteps>().AddSingleton<RecordingKeeper>().AddHostedService(s => s.GetRequiredService<RecordingKeeper>());
        services.AddHostedService<UntoldRecordings>();
        if (settings.Recording is { IsOn: true, Source: RecordingSource.Stream }) services.AddSingleton<StreamRecorders>();
        AddBackups(services, settings);
        services.AddSingleton<Nightly>().AddHostedService(s => s.GetRequiredService<Nightly>());
    }

    // The last of the night's work: what was erased before it is in no backup any more.
    private static void AddBackups(IServiceCollection services, EdgeSettings settings)
    {
        services.AddSingleton<NightlyBackup>();
        if (settings.Backup.Place == BackupPlace.Off) return;
        services.AddSingleton(s => new NightlyTask("backup", s.GetRequiredService<NightlyBackup>().RunAsync)).AddSingleton<MissedBackup>().AddHostedService(s => s.GetRequiredService<MissedBackup>());
    }
}
