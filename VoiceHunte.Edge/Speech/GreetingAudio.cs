using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Speech;

/// <summary>What the telephone says first, in one language.</summary>
internal sealed record GreetingText(Language Language, string Text);

/// <summary>
/// The greetings as a telephone line carries them, made at start and held in memory: a live call begins to speak before
/// anybody has been asked for anything.
/// </summary>
/// <param name="greetings">Asked anew for each attempt.</param>
internal sealed partial class GreetingAudio(
    SpeechStudio studio, SpeechVoice voice, Func<IReadOnlyList<GreetingText>> greetings, TimeProvider time, ILogger<GreetingAudio> logger) : BackgroundService
{
    public static readonly TimeSpan RetryEvery = TimeSpan.FromMinutes(5);

    // Nobody waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private volatile Dictionary<Language, ReadOnlyMemory<byte>> made = [];

    /// <summary>µ-law, 8 kHz; null while it could not be made.</summary>
    public ReadOnlyMemory<byte>? Find(Language language) => made.TryGetValue(language, out var audio) ? audio : (ReadOnlyMemory<byte>?)null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await MakeAllAsync(stoppingToken)) await Task.Delay(RetryEvery, time, stoppingToken);
    }

    private async Task<bool> MakeAllAsync(CancellationToken cancellationToken)
    {
        var areAllMade = true;
        foreach (var greeting in greetings())
        {
            if (made.ContainsKey(greeting.Language)) continue;
            if (await MakeAsync(greeting, cancellationToken) is { } audio) made = new(made) { [greeting.Language] = audio };
            else areAllMade = false;
        }

        return areAllMade;
    }

    private async Task<ReadOnlyMemory<byte>?> MakeAsync(GreetingText greeting, CancellationToken cancellationToken)
    {
        var audio = studio.Make(new SpeechRequest(voice.Model, voice.Name, greeting.Text, AudioFormat.MuLaw, Speed: 1, voice.Instructions, Patience));
        try
        {
            return await audio.WholeAsync(cancellationToken);
        }
        catch (OpenAIException e)
        {
            Log.NoGreeting(logger, greeting.Language.Code, e.Failure, e.RequestId);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1245, Level = LogLevel.Warning, Message = "The greeting ({Language}) could not be made, {Failure}, OpenAI's request {RequestId}; live calls are greeted later until it is")]
        public static partial void NoGreeting(ILogger logger, string language, OpenAIFailure failure, string? requestId);
    }
}
