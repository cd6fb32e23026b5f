using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>Looks at everything the appliance needs beside its own files of settings: the data, OpenAI, Twilio.</summary>
internal static class Doctor
{
    public static async Task ExamineAsync(EdgeSettings settings, DoctorReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        DoctorOfTheMachine.Check(settings, report, time);
        await DoctorOfOpenAI.CheckAsync(settings, report, time, cancellationToken);
        await DoctorOfTwilio.CheckAsync(settings, report, time, cancellationToken);
    }
}
