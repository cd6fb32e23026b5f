using System.Collections.Frozen;
using System.Globalization;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// The ends that OpenAI had announced on 22 November 2026, the day this was compiled, for lists of models that do not tell:
/// its page of deprecations, the notice in its guide to text-to-speech, and the shutdown dates that its own list gave.
/// </summary>
internal static class ModelTable
{
    /// <summary>Transcribes the caller inside a live session; takes no files.</summary>
    public const string LiveTranscriber = "gpt-live-transcribe";

    /// <summary>Takes files; inside a live session <see cref="LiveTranscriber"/> succeeds in its place.</summary>
    public const string FileTranscriber = "gpt-transcribe";

    private const string Realtime = "gpt-realtime-2.1";
    private const string SmallRealtime = "gpt-realtime-2.1-mini";
    private const string Chat = "gpt-6-luna";

    // "-2025-12-15": a snapshot ends together with the model it is one of.
    private const int SnapshotLength = 11;

    private static readonly DateOnly EarlyMay = new(2026, 5, 7);
    private static readonly DateOnly MidDecember = new(2026, 12, 11);
    private static readonly DateOnly Epiphany = new(2027, 1, 6);
    private static readonly DateOnly MidJanuary = new(2027, 1, 14);
    private static readonly DateOnly LateJanuary = new(2027, 1, 20);
    private static readonly DateOnly LateFebruary = new(2027, 2, 26);

    /// <summary>All that is known to end; dated snapshots of these are found by <see cref="Find"/>.</summary>
    public static readonly IReadOnlyList<ModelEnd> All =
    [
        new("gpt-4o-realtime-preview", EarlyMay, Realtime),

        new("gpt-5", MidDecember, "gpt-6.1-sol"),
        new("gpt-5-mini", MidDecember, "gpt-6.1-terra"),
        new("gpt-5-nano", MidDecember, "gpt-6.1-terra"),
        new("o3", MidDecember, "gpt-6.1-sol"),

        // The successor speaks over the Realtime API alone, not at /audio/speech.
        new("tts-1", Epiphany, SmallRealtime),
        new("tts-1-hd", Epiphany, SmallRealtime),
        new("gpt-4o-mini-tts", Epiphany, SmallRealtime),

        new("gpt-4o", MidJanuary, Chat),
        new("gpt-4o-mini", MidJanuary, Chat),
        new("gpt-4.1", MidJanuary, Chat),
        new("gpt-4.1-mini", MidJanuary, Chat),

        new("gpt-realtime", LateJanuary, Realtime),
        new("gpt-realtime-mini", LateJanuary, SmallRealtime),
        new("gpt-audio", LateJanuary, Realtime),
        new("gpt-audio-mini", LateJanuary, SmallRealtime),

        new("whisper-1", LateFebruary, FileTranscriber),
        new("gpt-4o-transcribe", LateFebruary, FileTranscriber),
        new("gpt-4o-mini-transcribe", LateFebruary, FileTranscriber),
        new("gpt-4o-transcribe-diarize", LateFebruary, FileTranscriber),
    ];

    private static readonly FrozenDictionary<string, ModelEnd> ByName = All.ToFrozenDictionary(end => end.Model, StringComparer.Ordinal);

    /// <summary>The end of a model, or of a dated snapshot of it; null for all others.</summary>
    public static ModelEnd? Find(string model) =>
        ByName.GetValueOrDefault(model)
        ?? (IsSnapshot(model) && ByName.GetValueOrDefault(model[..^SnapshotLength]) is { } end ? end with { Model = model } : null);

    private static bool IsSnapshot(string model) =>
        model.Length > SnapshotLength && model[^SnapshotLength] == '-'
        && DateOnly.TryParseExact(model.AsSpan(model.Length - SnapshotLength + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
