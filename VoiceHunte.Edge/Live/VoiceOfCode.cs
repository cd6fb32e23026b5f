using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Live;

/// <summary>Speaks a text on a media stream, from the cache or while it is made. What code has decided sounds as code wrote it.</summary>
internal sealed partial class VoiceOfCode(SpeechStudio studio, SpeechVoice voice, ILogger<VoiceOfCode> logger)
{
    private static readonly TimeSpan OpenAIPatience = TimeSpan.FromSeconds(8);

    /// <summary>Begins to make it, so that it is there, or nearly, when its turn comes.</summary>
    public GrowingAudio Make(string text) =>
        studio.Make(new SpeechRequest(voice.Model, voice.Name, text, AudioFormat.MuLaw, Speed: 1, voice.Instructions, OpenAIPatience));

    /// <summary>Plays it as it comes; false when no voice is to be had, or it broke off.</summary>
    public Task<bool> SayAsync(string text, CallerLine line, SpokenAnswer answer, CancellationToken cancellationToken) =>
        PlayAsync(text, Make(text), line, answer, cancellationToken);

    /// <inheritdoc cref="SayAsync"/>
    public async Task<bool> PlayAsync(string text, GrowingAudio audio, CallerLine line, SpokenAnswer answer, CancellationToken cancellationToken)
    {
        SpokenItem? item = null;
        try
        {
            for (var position = 0; await ReadAsync(audio, position, answer, cancellationToken) is { IsEmpty: false } piece; position += piece.Length)
            {
                lock (line.Gate)
                {
                    if (answer.CutIn.IsCompleted) return true;
                    item ??= answer.Begin(text, line.Position);
                    if (!line.Play(piece.Span)) return false;
                    item.To = line.Position;
                }
            }

            if (item is not null && !answer.CutIn.IsCompleted) item.IsGrowing = false;
            return item is not null || answer.CutIn.IsCompleted;
        }
        catch (OpenAIException e)
        {
            item?.BrokeOff();
            Log.Mute(logger, e.Failure, e.Code, e.RequestId);
            return false;
        }
    }

    /// <summary>Waits for its first sound; false when none will come, or nobody wants it any more.</summary>
    public static async Task<bool> FirstSoundAsync(GrowingAudio audio, SpokenAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return !(await ReadAsync(audio, 0, answer, cancellationToken)).IsEmpty;
        }
        catch (OpenAIException)
        {
            // Whoever plays it hears of it too.
            return false;
        }
    }

    // Whoever cuts in does not wait for a sentence that they will not hear.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(GrowingAudio audio, int position, SpokenAnswer answer, CancellationToken cancellationToken)
    {
        var reading = audio.ReadAsync(position, cancellationToken).AsTask();
        return await Task.WhenAny(reading, answer.CutIn) == reading ? await reading : ReadOnlyMemory<byte>.Empty;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1930, Level = LogLevel.Warning, Message = "No speech for a live call: {Failure}, code {Code}, request {RequestId}")]
        public static partial void Mute(ILogger logger, OpenAIFailure failure, string? code, string? requestId);
    }
}
