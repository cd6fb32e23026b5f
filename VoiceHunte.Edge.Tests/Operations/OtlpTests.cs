using System.Diagnostics;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>What an OpenTelemetry collector is sent, and what its absence costs.</summary>
public sealed class OtlpTests : IAsyncLifetime
{
    private const string Number = "+421900123456";
    private const string Question = "máte dnes nejaké knedle";

    private readonly HttpClient http = new();
    private OpenAIStandIn openAI = null!;
    private OtlpStandIn collector = null!;

    public async ValueTask InitializeAsync() => (openAI, collector) = (await OpenAIStandIn.StartAsync(), await OtlpStandIn.StartAsync());

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await collector.DisposeAsync();
        await openAI.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_is_one_trace_with_its_stages_and_without_a_word_or_a_number_of_the_caller_s()
    {
        openAI.Chat.Answers("Áno, s kapustou.");
        await using var house = await OpenAsync(("OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=secret-of-ours"), ("OTEL_SERVICE_NAME", "pod-lipou"));
        var call = house.Ring(Number);
        await call.StartAsync();
        await call.SayAsync(Question);
        await call.StaySilentAsync();

        var spans = await collector.SpansAsync(all => all.Count(span => span.Name == "turn") == 2);

        var turns = spans.Where(span => span.Name == "turn").OrderBy(span => span.Start).ToList();
        var (asked, silent) = (turns[0], turns[1]);
        Assert.NotEqual(asked.Trace, silent.Trace);
        Assert.All(turns, turn => Assert.Equal("", turn.Parent));
        Assert.Equal(["understand", "model", "store"], Under(asked).Select(span => span.Name));
        Assert.Equal(["understand", "store"], Under(silent).Select(span => span.Name));
        Assert.All(Under(asked), span => Assert.True(span.Start >= asked.Start && span.End >= span.Start && span.End <= asked.End, $"{span} lies outside of {asked}"));
        Assert.Equal((call.CallSid, "1", "model", "gather"), (
            asked.Attributes["voicehunte.call.sid"], asked.Attributes["voicehunte.turn.number"], asked.Attributes["voicehunte.source"], asked.Attributes["voicehunte.mode"]));
        Assert.Equal(("secret-of-ours", "pod-lipou"), (collector.Headers["x-api-key"], collector.ServiceName));
        foreach (var secret in new[] { "900123456", "knedle", "kapustou", "secret-of-ours", OpenAIStandIn.Key }) Assert.DoesNotContain(secret, collector.Everything, StringComparison.Ordinal);

        IEnumerable<OtlpSpan> Under(OtlpSpan turn) => spans.Where(span => span.Trace == turn.Trace && span.Parent == turn.Id).OrderBy(span => span.Start);
    }

    [Fact]
    public async Task The_collector_and_the_page_are_told_the_same()
    {
        openAI.Chat.Answers("Áno.");
        await using var house = await OpenAsync();
        var call = house.Ring(Number);
        await call.StartAsync();
        await call.SayAsync(Question);

        const string Turns = "voicehunte.turns{language=sk,source=model}";
        var sent = await collector.FiguresAsync(figures => figures.ContainsKey(Turns));
        var page = await MetricsRead.OfAsync(house.Appliance.Url, http);

        Assert.Equal((1, page["""voicehunte_turns_total{language="sk",source="model"}"""]), (sent[Turns], sent[Turns]));
        Assert.Equal(page["process_start_time_seconds"], sent["process.start_time"]);
        Assert.Equal(page["""voicehunte_turn_stage_duration_seconds_count{stage="model"}"""], sent["voicehunte.turn.stage.duration{stage=model}"]);
        Assert.DoesNotContain("900123456", collector.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_collector_hangs_calls_are_answered_and_the_appliance_stops_in_time()
    {
        openAI.Chat.Always(_ => ChatReply.Text("Áno, s kapustou."));
        var gate = collector.Held = new Gate();
        var house = await OpenAsync();
        var call = house.Ring(Number);
        await call.StartAsync();
        await gate.Reached;

        for (var turn = 0; turn < 5; turn++) Assert.Equal("Áno, s kapustou.", (await call.SayAsync(Question)).Text);

        var stopping = Stopwatch.StartNew();
        await house.DisposeAsync();
        Assert.InRange(stopping.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Where_no_collector_listens_calls_are_answered_and_the_operator_is_told_once()
    {
        openAI.Chat.Answers("Áno, s kapustou.");
        await using var house = await OpenAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"));
        var call = house.Ring(Number);
        await call.StartAsync();

        Assert.Equal("Áno, s kapustou.", (await call.SayAsync(Question)).Text);
        while (Complaints("metrics") == 0 || Complaints("traces") == 0) await http.GetAsync(new Uri(house.Appliance.Url, "/health"), TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (Complaints("metrics"), Complaints("traces")));
        Assert.Empty(house.Appliance.Lines.At(LogLevel.Error));

        int Complaints(string about) => house.Appliance.Lines.At(LogLevel.Warning).Count(line => line.Contains($"does not take {about}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_speaks_grpc_is_sent_the_same()
    {
        openAI.Chat.Answers("Áno.");
        await using var other = await OtlpStandIn.StartAsync(isGrpc: true);
        await using var house = await OpenAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", other.Url.ToString()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));
        var call = house.Ring(Number);
        await call.StartAsync();
        await call.SayAsync(Question);

        var spans = await other.SpansAsync(all => all.Exists(span => span.Name == "turn"));
        await other.FiguresAsync(figures => figures.ContainsKey("voicehunte.turns{language=sk,source=model}"));

        Assert.Equal(4, spans.Count(span => span.Trace == spans[0].Trace));
        Assert.Empty(house.Appliance.Lines.At(LogLevel.Warning));
    }

    [Fact]
    public async Task Without_a_collector_no_span_is_made()
    {
        var turns = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "voicehunte",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (turns) turns.Add($"{span.GetTagItem("voicehunte.call.sid")}");
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var house = await House.OpenAsync();
        var call = house.Ring(Number);
        await call.StartAsync();
        await call.StaySilentAsync();

        lock (turns) Assert.DoesNotContain(call.CallSid, turns);
    }

    private Task<House> OpenAsync(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["OPENAI_API_KEY"] = OpenAIStandIn.Key,
            ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString(),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.ToString(),
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        };
        foreach (var (name, value) in more) settings[name] = value;
        return House.OpenAsync(settings);
    }
}
