using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Files of labelled utterances: the repository's own, and others of the same form beside it.</summary>
internal static class UtteranceSets
{
    public static readonly string Own = Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Fixtures", "understanding");

    /// <summary>UNDERSTANDING_SETS, else the folder beside the repository; null where there is neither.</summary>
    public static string? Others { get; } = Environment.GetEnvironmentVariable("UNDERSTANDING_SETS") is { Length: > 0 } given
        ? given
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "understanding")) is var beside && Directory.Exists(beside) ? beside : null;

    public static string[] In(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)] : [];
}
