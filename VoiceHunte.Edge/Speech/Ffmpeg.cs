using System.Diagnostics;

namespace VoiceHunte.Edge.Speech;

/// <summary>The program that makes mp3, opus, aac and flac of PCM, where it is installed.</summary>
/// <param name="path">Of the program, absolute.</param>
internal sealed class Ffmpeg(string path)
{
    private const string Name = "ffmpeg";

    // The rest of our environment holds secrets, which are none of its business.
    private static readonly string[] Inherited = ["PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR"];

    /// <summary>Null where it is not installed.</summary>
    /// <param name="searchPath">As the environment's PATH.</param>
    public static Ffmpeg? Find(string? searchPath) =>
        (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, Name))
            .FirstOrDefault(IsProgram) is { } found
            ? new Ffmpeg(found)
            : null;

    /// <summary>Starts it: PCM goes into its standard input, the format comes out of its standard output as it is made.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public Process Start(string format) => Start(new ProcessStartInfo(path, Arguments(format))
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    });

    /// <summary>Starts it on a whole file, which it makes another one of.</summary>
    /// <param name="to">Is replaced.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public Process StartOnFiles(string from, string to, string format) => Start(new ProcessStartInfo(
        path, ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-i", from, "-map_metadata", "-1", .. Encoding(format), to])
    {
        RedirectStandardError = true,
        UseShellExecute = false,
    });

    private static Process Start(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Except(Inherited).ToList()) start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    // Nothing is collected that could go out: what is known to be PCM is not looked into first, an mp3 that is not whole yet
    // gets no index, and each packet is flushed. (With -fflags nobuffer, of that name, ffmpeg 5.1 makes nothing at all of raw PCM.)
    private static IEnumerable<string> Arguments(string format) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error",
        "-probesize", "32", "-analyzeduration", "0", "-f", "s16le", "-ar", $"{AudioFormat.PcmHz}", "-ac", "1", "-i", "pipe:0",
        "-flush_packets", "1", "-map_metadata", "-1",
        .. Encoding(format), "pipe:1",
    ];

    private static string[] Encoding(string format) => format switch
    {
        AudioFormat.Mp3 => ["-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"],
        AudioFormat.Opus => ["-c:a", "libopus", "-b:a", "32k", "-page_duration", "100000", "-f", "ogg"],
        AudioFormat.Aac => ["-c:a", "aac", "-b:a", "64k", "-f", "adts"],
        AudioFormat.Flac => ["-c:a", "flac", "-f", "flac"],
        _ => throw new ArgumentException($"ffmpeg is not asked for {format}", nameof(format)),
    };

    private static bool IsProgram(string file) =>
        File.Exists(file) && (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
