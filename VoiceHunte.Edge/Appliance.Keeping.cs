using VoiceHunte.Edge.Archive;
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
        services.AddSingleton<Nightly>().AddHostedService(s => s.GetRequiredService<Nightly>());
    }
}
