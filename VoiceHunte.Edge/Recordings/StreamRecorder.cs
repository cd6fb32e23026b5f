using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Threading.Channels;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Recordings;

/// <summary>
/// Keeps the sound of one call on a media stream. Frames are mixed into a buffer of a second, under the line's lock; whole
/// buffers go to the disk on another thread, so that a slow disk never holds up a frame.
/// </summary>
internal sealed partial class StreamRecorder : IAsyncDisposable
{
    private const int FrameSamples = MuLaw.FrameBytes;
    private const int BufferBytes = 50 * FrameSamples * StereoWav.BytesASample;

    // Seconds of sound that a stalled disk may owe.
    private const int MostWaiting = 30;

    private readonly AgentChannel agent = new();
    private readonly StoredRecording recording;
    private readonly StreamRecorders house;
    private readonly Channel<(byte[] Buffer, int Length)> full = Channel.CreateBounded<(byte[], int)>(MostWaiting);
    private readonly Task writing;
    private byte[] filling = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int filled;
    private bool hasGap;
    private volatile bool isUnwanted;

    /// <param name="recording">Its row, which is on disk.</param>
    public StreamRecorder(StoredRecording recording, string path, StreamRecorders house)
    {
        this.recording = recording;
        this.house = house;
        writing = Task.Run(() => WriteAsync(path));
    }

    /// <summary>Twenty milliseconds of the caller, as Twilio sends them.</summary>
    public void Hear(ReadOnlySpan<byte> base64)
    {
        Span<byte> caller = stackalloc byte[FrameSamples];
        Span<byte> answer = stackalloc byte[FrameSamples];
        if (Base64.DecodeFromUtf8(base64, caller, out _, out var samples) != OperationStatus.Done) return;
        agent.Play(answer[..samples]);
        if (filled + (samples * StereoWav.BytesASample) > BufferBytes) HandOver();
        for (var i = 0; i < samples; i++, filled += StereoWav.BytesASample)
        {
            BinaryPrimitives.WriteInt16LittleEndian(filling.AsSpan(filled), MuLaw.Decode(caller[i]));
            BinaryPrimitives.WriteInt16LittleEndian(filling.AsSpan(filled + sizeof(short)), MuLaw.Decode(answer[i]));
        }
    }

    /// <summary>Sent to the caller, who hears it as soon as what was sent before has been heard.</summary>
    public void Say(ReadOnlySpan<byte> muLaw) => agent.Add(muLaw);

    /// <summary>The caller cut in.</summary>
    public void Clear() => agent.Clear();

    /// <summary>The caller does not want it: nothing is kept.</summary>
    public void Discard() => isUnwanted = true;

    /// <summary>The call is over: what there is becomes a recording.</summary>
    public async ValueTask DisposeAsync()
    {
        HandOver();
        full.Writer.Complete();
        await writing;
        ArrayPool<byte>.Shared.Return(filling);
    }

    private void HandOver()
    {
        if (filled == 0) return;
        if (full.Writer.TryWrite((filling, filled))) filling = ArrayPool<byte>.Shared.Rent(BufferBytes);
        else if (!hasGap)
        {
            hasGap = true;
            Log.HasGap(house.Logger, recording.CallId);
        }

        filled = 0;
    }

    private async Task WriteAsync(string path)
    {
        var isRefused = false;
        StereoWav? wav = null;
        try
        {
            wav = StereoWav.Create(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            isRefused = true;
            Log.NotWritten(house.Logger, recording.CallId, trouble.Message);
        }

        await foreach (var (buffer, length) in full.Reader.ReadAllAsync())
        {
            try
            {
                // A full disk ends the recording, never the call; what there is stays whole.
                if (!isRefused && !isUnwanted)
                {
                    house.Room.Check(length);
                    wav!.Append(buffer.AsSpan(0, length));
                }
            }
            catch (Exception trouble) when (trouble is IOException or RecordingException)
            {
                isRefused = true;
                Log.NotWritten(house.Logger, recording.CallId, trouble.Message);
            }

            ArrayPool<byte>.Shared.Return(buffer);
        }

        await EndAsync(wav);
    }

    private async Task EndAsync(StereoWav? wav)
    {
        try
        {
            using (wav) wav?.Finish();
            if (isUnwanted || wav is null) await house.EraseAsync(recording);
            else await house.FinishAsync(recording, wav.Duration);
        }
        catch (Exception trouble) when (trouble is IOException or ArchiveException or UnauthorizedAccessException)
        {
            // The next start finds it.
            Log.NotFinished(house.Logger, recording.CallId, trouble.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Error, "The recording of call {CallSid} ends here: {Problem}")]
        public static partial void NotWritten(ILogger logger, string callSid, string problem);

        [LoggerMessage(2211, LogLevel.Warning, "The recording of call {CallSid} has a gap: the disk does not keep up")]
        public static partial void HasGap(ILogger logger, string callSid);

        [LoggerMessage(2212, LogLevel.Error, "The recording of call {CallSid} is finished at the next start: {Problem}")]
        public static partial void NotFinished(ILogger logger, string callSid, string problem);
    }
}
