using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Speech;

/// <summary>OpenAI's two voices, the speech endpoint and a reader of PCM, with a maker before them and a day to choose.</summary>
internal sealed class TwoVoices : IAsyncDisposable
{
    private readonly ILoggerFactory logs;
    private readonly TemporaryFolder folder = new();
    private readonly OpenAIClient client;
    private readonly OpenAIClient readersClient;
    private CallStore? store;

    private TwoVoices(OpenAIStandIn endpoint, OpenAIStandIn reader)
    {
        (Endpoint, Reader) = (endpoint, reader);
        logs = LoggerFactory.Create(logging => logging.AddProvider(Lines));
        Calendar = new ModelCalendar(Clock);
        client = new OpenAIClient(endpoint.Options, Calendar, Clock, logs.CreateLogger<OpenAIClient>());
        // A calendar of its own: what is asked of it is what was asked of the reader.
        readersClient = reader.NewClient(Clock);
    }

    public static SpeechRequest Said { get; } = new("tts-1", "nova", "Dobrý večer", AudioFormat.Pcm, Speed: 1, Instructions: null, TimeSpan.FromSeconds(9));

    public OpenAIStandIn Endpoint { get; }

    public OpenAIStandIn Reader { get; }

    public WatchedClock Clock { get; } = new();

    public ModelCalendar Calendar { get; }

    public LogLines Lines { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TwoVoices> OpenAsync() => new(await OpenAIStandIn.StartAsync(), await OpenAIStandIn.StartAsync());

    public SpeechMaker NewMaker(Ffmpeg? ffmpeg = null) => new(client, ReadAsync, Calendar, ffmpeg, Clock, logs.CreateLogger<SpeechMaker>());

    public SpeechStudio NewStudio(SpeechMaker maker) => new(
        maker, AudioCache.Open(folder.File("audio-cache"), 1_000_000, Clock, NullLogger<AudioCache>.Instance), Store, NullLogger<SpeechStudio>.Instance);

    public CallStore Store => store ??= CallStore.Open(folder.File("voicehunte.db"), fullSync: false, Clock, NullLogger<CallStore>.Instance);

    public IEnumerable<string> Kept => Directory.EnumerateFiles(folder.File("audio-cache")).Select(file => Path.GetExtension(file));

    /// <summary>The day on which OpenAI's speech models have ended.</summary>
    public void TurnToEpiphany() => Clock.SetUtcNow(new DateTimeOffset(2027, 1, 6, 0, 0, 0, TimeSpan.Zero));

    /// <summary>All of it.</summary>
    public static async Task<byte[]> HearAsync(MadeSpeech speech, int pieceBytes = 4096)
    {
        using var heard = new MemoryStream();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Gate.Patience);
        var piece = new byte[pieceBytes];
        while (await speech.ReadAsync(piece, patience.Token) is var length and > 0) heard.Write(piece, 0, length);
        return heard.ToArray();
    }

    /// <summary>The models that were asked, and of whom.</summary>
    public IEnumerable<string> Asked => [.. Models(Endpoint, "endpoint"), .. Models(Reader, "reader")];

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        readersClient.Dispose();
        if (store is not null) await store.DisposeAsync();
        await Endpoint.DisposeAsync();
        await Reader.DisposeAsync();
        logs.Dispose();
        folder.Dispose();
    }

    private Task<SpeechAudio> ReadAsync(SpeechRequest request, CancellationToken cancellationToken) =>
        readersClient.SpeakAsync(request with { Format = AudioFormat.Pcm }, cancellationToken);

    private static IEnumerable<string> Models(OpenAIStandIn openAI, string who) =>
        openAI.Speech.Requests.Select(request => $"{who}: {request.Json.GetProperty("model").GetString()}");
}
