using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// Twilio's recordings on a free port: started, stopped, listed, fetched with the account's password, deleted; and every way
/// in which fetching goes wrong.
/// </summary>
internal sealed class TwilioRecordings : IAsyncDisposable
{
    public const string AccountSid = "AC00000000000000000000000000000001";

    private const string Beginning = $"/2010-04-01/Accounts/{AccountSid}/";

    private static readonly string Password = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AccountSid}:{RunningAppliance.AuthToken}"));

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, byte[], Task>> troubles = new();

    private readonly List<(int Requests, TaskCompletionSource Asked)> waiting = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TwilioRecordings(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    /// <summary>What Twilio has: the sound, and the call it is of.</summary>
    public ConcurrentDictionary<string, (string CallSid, byte[] Wav, int Channels)> Kept { get; } = new();

    /// <summary>What was asked, in its order: <c>GET Recordings/RE….wav</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The forms with which recordings were started.</summary>
    public ConcurrentQueue<(string CallSid, IReadOnlyDictionary<string, string> Form)> Started { get; } = new();

    /// <summary>Somebody has started one.</summary>
    public Task StartedOnce => started.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);

    public ConcurrentQueue<string> Stopped { get; } = new();

    /// <summary>While it does, Twilio deletes nothing.</summary>
    public bool RefusesDeletion { get; set; }

    /// <summary>Whatever came without the account's password.</summary>
    public ConcurrentQueue<string> Strangers { get; } = new();

    /// <summary>What the appliance needs to know of it.</summary>
    public Dictionary<string, string> Settings(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ENABLE_RECORDING"] = "true",
            ["TWILIO_ACCOUNT_SID"] = AccountSid,
            ["TWILIO_API_BASE_URL"] = Url.ToString(),
            ["RECORDING_RETRY_SECONDS"] = "0.05",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return settings;
    }

    public static async Task<TwilioRecordings> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new TwilioRecordings(builder.Build());
        standIn.app.Run(standIn.AnswerAsync);
        await standIn.app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    /// <summary>A call has been recorded.</summary>
    /// <returns>The recording's id.</returns>
    public string Record(string callSid, int seconds = 2, int channels = 2)
    {
        var sid = "RE" + Guid.NewGuid().ToString("N");
        Kept[sid] = (callSid, Wav(seconds, channels), channels);
        return sid;
    }

    /// <summary>The next fetches of sound are answered so, one after the other.</summary>
    public void Fail(int status, int times = 1)
    {
        for (var i = 0; i < times; i++) troubles.Enqueue((context, _) => ProblemAsync(context, status, status == 404 ? 20404 : 20500));
    }

    /// <summary>No trouble is left over.</summary>
    public void Calm() => troubles.Clear();

    /// <summary>The next fetch breaks off in the middle.</summary>
    public void Cut() => troubles.Enqueue(async (context, wav) =>
    {
        context.Response.ContentLength = wav.Length;
        await context.Response.Body.WriteAsync(wav.AsMemory(0, wav.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    });

    /// <summary>The next fetch stops in the middle until the gate opens, or whoever fetches is gone.</summary>
    public void Hold(Gate gate) => troubles.Enqueue(async (context, wav) =>
    {
        context.Response.ContentLength = wav.Length;
        await context.Response.Body.WriteAsync(wav.AsMemory(0, wav.Length / 2));
        await context.Response.Body.FlushAsync();
        try
        {
            await gate.PassAsync(context.RequestAborted);
            await context.Response.Body.WriteAsync(wav.AsMemory(wav.Length / 2));
        }
        catch (OperationCanceledException)
        {
            // The process was killed.
        }
    });

    /// <summary>Completes when so many more requests have come.</summary>
    public Task AskedAsync(int more)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (waiting) waiting.Add((Requests.Count + more, asked));
        return asked.Task;
    }

    /// <summary>The next fetch is sent on.</summary>
    public void SendOn(Uri elsewhere) => troubles.Enqueue((context, _) =>
    {
        context.Response.Redirect(elsewhere.AbsoluteUri);
        return Task.CompletedTask;
    });

    /// <summary>The next fetch brings this.</summary>
    public void Bring(byte[] sound) => troubles.Enqueue((context, _) => context.Response.Body.WriteAsync(sound).AsTask());

    public static byte[] Wav(int seconds, int channels)
    {
        var data = new byte[seconds * 8000 * 2 * channels];
        new Random(data.Length).NextBytes(data);
        var wav = new byte[44 + data.Length];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), 8000);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 8000 * 2 * channels);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), data.Length);
        data.CopyTo(wav, 44);
        return wav;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (context.Request.Headers.Authorization != Password)
        {
            Strangers.Enqueue($"{method} {path}");
            await ProblemAsync(context, 401, 20003);
            return;
        }

        path = path.StartsWith(Beginning, StringComparison.Ordinal) ? path[Beginning.Length..] : path;
        Requests.Enqueue($"{method} {path}");
        lock (waiting) waiting.ForEach(one => _ = Requests.Count >= one.Requests && one.Asked.TrySetResult());
        await (path.Split('/') switch
        {
            ["Recordings", var file] when method == "GET" && file.EndsWith(".wav", StringComparison.Ordinal) => MediaAsync(context, file[..^4]),
            ["Recordings", var file] when method == "DELETE" && file.EndsWith(".json", StringComparison.Ordinal) => DeleteAsync(context, file[..^5]),
            ["Calls", var call, "Recordings.json"] when method == "POST" => StartAsync(context, call),
            ["Calls", var call, "Recordings.json"] when method == "GET" => ListAsync(context, call),
            ["Calls", var call, "Recordings", "Twilio.CURRENT.json"] when method == "POST" => StopAsync(context, call),
            _ => ProblemAsync(context, 404, 20404),
        });
    }

    private async Task MediaAsync(HttpContext context, string sid)
    {
        if (!Kept.TryGetValue(sid, out var kept))
        {
            await ProblemAsync(context, 404, 20404);
            return;
        }

        context.Response.ContentType = "audio/x-wav";
        if (troubles.TryDequeue(out var trouble)) await trouble(context, kept.Wav);
        else if (context.Request.Query["RequestedChannels"] == "2" && kept.Channels != 2) await ProblemAsync(context, 400, 20001);
        else
        {
            context.Response.ContentLength = kept.Wav.Length;
            await context.Response.Body.WriteAsync(kept.Wav);
        }
    }

    private Task DeleteAsync(HttpContext context, string sid)
    {
        if (RefusesDeletion) return ProblemAsync(context, 503, 20503);
        if (!Kept.TryRemove(sid, out _)) return ProblemAsync(context, 404, 20404);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task StartAsync(HttpContext context, string callSid)
    {
        var form = await context.Request.ReadFormAsync();
        Started.Enqueue((callSid, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        started.TrySetResult();
        await WriteAsync(context, 201, new JsonObject { ["sid"] = "RE" + Guid.NewGuid().ToString("N"), ["call_sid"] = callSid, ["status"] = "in-progress", ["channels"] = 2 });
    }

    private async Task StopAsync(HttpContext context, string callSid)
    {
        var form = await context.Request.ReadFormAsync();
        Assert.Equal("stopped", form["Status"]);
        Stopped.Enqueue(callSid);
        await WriteAsync(context, 200, new JsonObject { ["call_sid"] = callSid, ["status"] = "stopped" });
    }

    private Task ListAsync(HttpContext context, string callSid) => WriteAsync(context, 200, new JsonObject
    {
        ["recordings"] = new JsonArray([.. Kept.Where(one => one.Value.CallSid == callSid).Select(one => new JsonObject
        {
            ["sid"] = one.Key, ["call_sid"] = callSid, ["status"] = "completed", ["channels"] = one.Value.Channels,
            ["duration"] = (one.Value.Wav.Length / (16000 * one.Value.Channels)).ToString(CultureInfo.InvariantCulture),
        })]),
    });

    private static Task ProblemAsync(HttpContext context, int status, int code) => WriteAsync(context, status, new JsonObject
    {
        ["code"] = code, ["message"] = "as the test wants it", ["status"] = status,
    });

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
