using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Recordings;

/// <summary>Begins and ends the recordings of media streams.</summary>
internal sealed class StreamRecorders(CallStore store, Archives archives, RecordingRoom room, RecordingSteps steps, RecordingKeeper keeper, TimeProvider time, ILogger<StreamRecorders> logger)
{
    public ILogger Logger => logger;

    public RecordingRoom Room => room;

    /// <summary>Its row is on disk before the first sound: whoever starts after a crash knows of the file.</summary>
    public StreamRecorder Begin(string callId)
    {
        var made = new StoredRecording(callId, "ST" + Guid.NewGuid().ToString("N"), null, null, null, RecordingStatus.InProgress, time.GetUtcNow())
        {
            Source = RecordingStatus.OfStream, Format = "wav", Channels = StereoWav.Channels,
        };
        var key = RecordingFiles.KeyOf(made, "wav");
        made = made with { StorageKey = archives.Directory.StorageKey(key) };
        _ = store.KeepRecordingAsync(made, null, null, made.CreatedAt);
        return new StreamRecorder(made, archives.Directory.PathOf(key), this);
    }

    public async Task FinishAsync(StoredRecording recording, TimeSpan duration)
    {
        await steps.FinishStreamAsync(recording, duration, CancellationToken.None);
        keeper.Wake();
    }

    public Task EraseAsync(StoredRecording recording) => steps.EraseAsync(recording, CancellationToken.None);
}
