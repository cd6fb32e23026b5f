using System.Buffers;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Speech;

/// <summary>
/// Makes speech once, however many ask for it: from the disk where it is, else by OpenAI, read while it is made. A synthesis
/// goes on when its listeners leave, because the next caller will want the same sentence.
/// </summary>
internal sealed partial class SpeechStudio(SpeechMaker maker, AudioCache cache, CallStore store, ILogger<SpeechStudio> logger) : IAsyncDisposable
{
    private const int PieceBytes = 16 * 1024;

    // What the disk refused stays in memory for whoever fetches it in the next moments.
    private const int MostUnkept = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<string, GrowingAudio> inHand = [];
    private readonly Dictionary<string, Task> atWork = [];
    private readonly Queue<string> unkept = new();
    private readonly CancellationTokenSource closing = new();
    private bool closed;

    /// <summary>Speech that is there, or begins to be. Never throws: reading it does.</summary>
    public GrowingAudio Make(SpeechRequest request)
    {
        var key = Key(request, maker.ModelInUse(request.Model));
        lock (gate)
        {
            if (inHand.TryGetValue(key, out var audio)) return audio;
            audio = inHand[key] = new GrowingAudio();
            atWork[key] = Task.Run(() => MakeAsync(key, request, audio));
            return audio;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever speaks with it closes it first; the container comes by again.
        if (Interlocked.Exchange(ref closed, true)) return;
        await closing.CancelAsync();
        Task[] rest;
        lock (gate) rest = [.. atWork.Values];
        await Task.WhenAll(rest);
        closing.Dispose();
    }

    private async Task MakeAsync(string key, SpeechRequest request, GrowingAudio audio)
    {
        var isDone = true;
        try
        {
            isDone = await FillFromDiskAsync(key, audio) || await FillFromOpenAIAsync(request, audio);
        }
        catch (OpenAIException e)
        {
            audio.Fail(e);
        }
        catch (FfmpegMissingException e)
        {
            audio.Fail(new OpenAIException(OpenAIFailure.Rejected, e.Message, e));
        }
        catch (OperationCanceledException)
        {
            audio.Fail(new OpenAIException(OpenAIFailure.CutShort, "the appliance stops"));
        }
        catch (Exception e)
        {
            // Nobody awaits this but its listeners: they must not wait for ever.
            Log.Broke(logger, e);
            audio.Fail(new OpenAIException(OpenAIFailure.CutShort, "speech could not be made", e));
        }
        finally
        {
            Forget(key, isDone);
        }
    }

    private async Task<bool> FillFromDiskAsync(string key, GrowingAudio audio)
    {
        if (await cache.FindAsync(key, closing.Token) is not { } found) return false;
        audio.Append(found.Audio);
        audio.Finish();
        audio.SetKept(found.File);
        return true;
    }

    private async Task<bool> FillFromOpenAIAsync(SpeechRequest request, GrowingAudio audio)
    {
        using var speech = await maker.SpeakAsync(request, closing.Token);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            while (await speech.ReadAsync(piece, closing.Token) is var length and > 0) audio.Append(piece.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        // Kept as what it is: whoever spoke in another's place is not taken for that one next time.
        var change = await cache.KeepAsync(Key(request, speech.Model), request.Format, audio.Finish(), closing.Token);
        audio.SetKept(change.Kept);
        foreach (var file in change.Dropped) await store.ForgetAudioFileAsync(file);
        Log.Made(logger, audio.WholeLength, speech.RequestId);
        return change.Kept is not null;
    }

    private string Key(SpeechRequest request, string model) => AudioKey.Of(maker.BaseUrl, request with { Model = model });

    // Failed speech is forgotten at once, so that the next to ask gets a new attempt; what is on the disk is found there.
    private void Forget(string key, bool isDone)
    {
        lock (gate)
        {
            atWork.Remove(key);
            if (isDone)
            {
                inHand.Remove(key);
                return;
            }

            unkept.Enqueue(key);
            if (unkept.Count > MostUnkept) inHand.Remove(unkept.Dequeue());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1221, Level = LogLevel.Error, Message = "Speech could not be made")]
        public static partial void Broke(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 1220, Level = LogLevel.Information, Message = "Speech made: {Bytes} bytes, OpenAI's request {RequestId}")]
        public static partial void Made(ILogger logger, int? bytes, string? requestId);
    }
}
