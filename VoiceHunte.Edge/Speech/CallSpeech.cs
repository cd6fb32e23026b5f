using System.Security.Cryptography;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Speech;

/// <summary>What callers hear when OpenAI speaks (<c>CALL_VOICE=openai</c>): made ahead of the TwiML that plays it.</summary>
internal sealed partial class CallSpeech(
    SpeechStudio studio, SpeechMaker maker, CallStore store, SpeechVoice voice, TimeProvider time, ILogger<CallSpeech> logger) : IAsyncDisposable
{
    /// <summary>Until the first sound of a line; after that Twilio speaks it, and the turn still has time for the answer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2.5);

    /// <summary>Twilio fetches within seconds; a retry or a slow link fits in.</summary>
    public static readonly TimeSpan LineLives = TimeSpan.FromMinutes(10);

    // The synthesis may take longer than the caller waits: the next caller profits.
    private static readonly TimeSpan OpenAIPatience = TimeSpan.FromSeconds(10);

    // 128 bits, beyond guessing.
    private const int IdBytes = 16;

    private readonly SpokenLines lines = new(store, time);
    private readonly Lock gate = new();
    private readonly List<Task> notes = [];

    /// <summary>A line whose first sound is there; null when Twilio should speak instead. Keep it with the turn before it is played.</summary>
    public async Task<SpokenLine?> PrepareAsync(string text, Language language, string callId, int turnId, CancellationToken cancellationToken)
    {
        if (SpeechRules.OfText(text) is not null) return null;
        using var deadline = new Deadline(LongestWait, time, cancellationToken);
        string format;
        GrowingAudio audio;
        try
        {
            (format, audio) = await BeginAsync(text, deadline.Token);
        }
        catch (OpenAIException e)
        {
            Log.TwilioSpeaks(logger, callId, e.Failure, e.RequestId);
            return null;
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            Log.TwilioSpeaks(logger, callId, OpenAIFailure.TooSlow, null);
            return null;
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var line = new SpokenLine(id, callId, turnId, text, language.Code, time.GetUtcNow() + LineLives);
        lines.Add(line);
        Note(NoteFileAsync(line, format, audio));
        return line;
    }

    /// <summary>The audio of a line, there or coming, and its format; null when there is no such line any more.</summary>
    public async Task<(string Format, GrowingAudio Audio)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await lines.FindAsync(id, cancellationToken) is not { } line) return null;
        var request = Request(line.Text);
        return (request.Format, studio.Make(request));
    }

    public async ValueTask DisposeAsync()
    {
        await studio.DisposeAsync();
        Task[] rest;
        lock (gate) rest = [.. notes];
        await Task.WhenAll(rest);
    }

    private async Task<(string Format, GrowingAudio Audio)> BeginAsync(string text, CancellationToken cancellationToken)
    {
        var request = Request(text);
        try
        {
            return await BeginAsync(request, cancellationToken);
        }
        catch (OpenAIException) when (Request(text).Format != request.Format)
        {
            // The model was found gone just now, and its successor speaks in another format.
            return await BeginAsync(Request(text), cancellationToken);
        }
    }

    private async Task<(string Format, GrowingAudio Audio)> BeginAsync(SpeechRequest request, CancellationToken cancellationToken)
    {
        var audio = studio.Make(request);
        await audio.ReadAsync(0, cancellationToken);
        return (request.Format, audio);
    }

    private SpeechRequest Request(string text) =>
        new(voice.Model, voice.Name, text, maker.PlayedFormat(voice.Model), Speed: 1, voice.Instructions, OpenAIPatience);

    /// <summary>Once the audio is whole and on the disk, the history of the call knows where.</summary>
    private async Task NoteFileAsync(SpokenLine line, string format, GrowingAudio audio)
    {
        if (await audio.Kept is { } path && audio.WholeLength is { } bytes)
        {
            var file = new AudioFile(line.CallId, line.TurnId, path, "output", format, bytes, time.GetUtcNow());
            await store.KeepAudioFileAsync(file);
        }
    }

    private void Note(Task note)
    {
        lock (gate)
        {
            notes.RemoveAll(done => done.IsCompleted);
            notes.Add(note);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1230, Level = LogLevel.Warning, Message = "{CallSid}: Twilio speaks in OpenAI's place, {Failure}, request {RequestId}")]
        public static partial void TwilioSpeaks(ILogger logger, string callSid, OpenAIFailure failure, string? requestId);
    }
}
