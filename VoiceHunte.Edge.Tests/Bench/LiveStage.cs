using System.Diagnostics;
using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>What the appliance's own <c>/metrics</c> says of it at one moment.</summary>
internal sealed record LiveFigures(long At, double CpuSeconds, double AllocatedBytes, double Collections, double ResidentBytes, double CallsNow)
{
    public double SecondsSince(LiveFigures before) => Stopwatch.GetElapsedTime(before.At, At).TotalSeconds;
}

/// <summary>A call of the load, on its stream.</summary>
internal sealed record LiveCall(TwilioCall Call, ConnectHeard Connect, LiveLine Line);

/// <summary>The published binary with live calls, OpenAI's stand-in behind it and the load before it, all on this machine.</summary>
internal sealed class LiveStage : IAsyncDisposable
{
    // A fifth of a second of PCM.
    private const int GreetingBytes = 24_000 * 2 / 5;

    private readonly TemporaryFolder folder;
    private readonly TwilioStandIn twilio = new(SignedCalls.AuthToken, publicUrl: new Uri(SignedCalls.PublicUrl));
    private readonly HttpClient http = new();
    private int rung;

    private LiveStage(OpenAIStandIn openAI, TemporaryFolder folder, MeasuredEdge edge) => (OpenAI, this.folder, Edge) = (openAI, folder, edge);

    public OpenAIStandIn OpenAI { get; }

    public MeasuredEdge Edge { get; }

    public TemporaryFolder Folder => folder;

    /// <summary>Of the calls that were rung, in their order.</summary>
    public List<RealtimeSessionStandIn> Sessions { get; } = [];

    /// <param name="echoes">The upstream says back what it hears.</param>
    /// <param name="onSession">Sets up each session, besides.</param>
    public static async Task<LiveStage> OpenAsync(bool echoes, Dictionary<string, string>? settings = null, Action<RealtimeSessionStandIn>? onSession = null)
    {
        var openAI = await OpenAIStandIn.StartAsync();
        openAI.Remembers = false;
        (openAI.Realtime.Remembers, openAI.Realtime.Echoes) = (false, echoes);
        // Short and silent: the greeting is over before anything is measured.
        openAI.Speech.Always(SpeechReply.Audio(new byte[GreetingBytes]));
        var folder = new TemporaryFolder();
        var edge = await MeasuredEdge.StartAsync(folder, new Dictionary<string, string>(settings ?? [])
        {
            ["CALL_MODE"] = "stream", ["MAX_LIVE_CALLS"] = "1000",
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
        }, TestContext.Current.CancellationToken);
        var stage = new LiveStage(openAI, folder, edge);
        openAI.Realtime.OnSession = session =>
        {
            session.ListensByHand = true;
            // An echo is one response without end, to a turn of which nobody knows the words.
            session.Always(_ => RealtimeReply.Silence());
            session.AlwaysTranscribes(new RealtimeHeard("") { Fails = true });
            onSession?.Invoke(session);
            lock (stage.Sessions) stage.Sessions.Add(session);
        };
        return stage;
    }

    /// <summary>Rings by a signed webhook, and is put on its stream.</summary>
    public async Task<LiveCall> RingAsync(int mostFrames = 6000)
    {
        var from = string.Create(CultureInfo.InvariantCulture, $"+4477009{Interlocked.Increment(ref rung):00000}");
        var call = twilio.Ring(Edge.Url, from);
        var connect = (await call.StartAsync()).Connect ?? throw new InvalidOperationException("the call is on no stream");
        return new LiveCall(call, connect, LiveLine.ToAppliance(Edge.Port, call.CallSid, connect, mostFrames));
    }

    /// <summary>Many, one after the other.</summary>
    /// <param name="sessions">False: nothing connects to the Realtime API.</param>
    public async Task<LiveLine[]> RingAllAsync(int calls, bool sessions = true)
    {
        var lines = new LiveLine[calls];
        for (var i = 0; i < calls; i++)
        {
            var before = SessionCount;
            lines[i] = (await RingAsync()).Line;
            while (sessions && SessionCount == before) await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return lines;
    }

    /// <summary>The same load on the upstream alone.</summary>
    public LiveLine[] Upstream(int calls) => [.. Enumerable.Range(0, calls).Select(_ => LiveLine.ToUpstream(OpenAI.BaseUrl.Port))];

    public Task<MetricsRead> MetricsAsync() => MetricsRead.OfAsync(Edge.Url, http);

    public async Task<LiveFigures> FiguresAsync()
    {
        var page = await MetricsAsync();
        return new LiveFigures(
            Stopwatch.GetTimestamp(), page["process_cpu_time_seconds_total"], page["dotnet_gc_heap_total_allocated_bytes_total"],
            page.Under("dotnet_gc_collections_total").Sum(sample => sample.Value), Edge.ResidentBytes(), page["voicehunte_live_calls_now"]);
    }

    /// <summary>All that the appliance wrote.</summary>
    public Task<string[]> LogAsync() => File.ReadAllLinesAsync(folder.File("log"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Edge.Dispose();
        http.Dispose();
        twilio.Dispose();
        await OpenAI.DisposeAsync();
        folder.Dispose();
    }

    private int SessionCount
    {
        get
        {
            lock (Sessions) return Sessions.Count;
        }
    }
}
