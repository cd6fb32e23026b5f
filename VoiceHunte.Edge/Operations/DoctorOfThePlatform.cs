using System.Globalization;
using System.Runtime.InteropServices;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>Looks at what of the system the program needs beside itself: libraries, certificates, ffmpeg.</summary>
internal static partial class DoctorOfThePlatform
{
    private const string Part = "system";

    // Where Debian, Fedora, SUSE and Alpine keep the authorities that TLS trusts.
    private static readonly string[] Authorities =
        ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"];

    public static void Check(EdgeSettings settings, DoctorReport report)
    {
        report.Good(Part, string.Create(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.RuntimeIdentifier}, glibc {Marshal.PtrToStringUTF8(GlibcVersion())}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000} MB"));
        CheckTls(report);
        CheckFfmpeg(settings, report);
    }

    private static void CheckTls(DoctorReport report)
    {
        if (!NativeLibrary.TryLoad("libssl.so.3", out _))
            report.Fail(Part, "libssl.so.3 is missing, neither OpenAI nor Twilio can be asked: apt-get install libssl3", ExitCode.Unavailable);
        else if (Environment.GetEnvironmentVariable("SSL_CERT_FILE") is null && Environment.GetEnvironmentVariable("SSL_CERT_DIR") is null && !Authorities.Any(File.Exists))
            report.Fail(Part, "there are no certificates of authorities, no https address can be trusted: apt-get install ca-certificates", ExitCode.Unavailable);
    }

    private static void CheckFfmpeg(EdgeSettings settings, DoctorReport report)
    {
        const string cure = "apt-get install ffmpeg, and start the service anew";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var found = path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, "ffmpeg")).FirstOrDefault(File.Exists);
        if (found is not null) report.Good(Part, $"{found} is there");
        else if (settings.Recording is { IsOn: true, Source: RecordingSource.Stream, Format: not "wav" })
            report.Warn(Part, $"no ffmpeg on PATH, recordings are kept as wav instead of {settings.Recording.Format}: {cure}");
        else if (settings.OpenAI.ApiKey is not null)
            report.Warn(Part, $"no ffmpeg on PATH, a Realtime model then speaks wav and pcm alone, at /tts/stream and on calls: {cure}");
        else report.Good(Part, "no ffmpeg on PATH, and nothing that needs it");
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();
}
