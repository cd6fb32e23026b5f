using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Operations;

public sealed class MetricsPageTests : IDisposable
{
    private readonly EdgeMetrics metrics = new();
    private readonly MetricsCollection page;

    public MetricsPageTests()
    {
        var loaded = SettingsLoader.Load(new SettingsSource(new Dictionary<string, string>(), new Dictionary<string, string>()), "/", []);
        page = new MetricsCollection(metrics, loaded.Settings, new WatchedClock(), NullLogger<MetricsCollection>.Instance);
    }

    [Fact]
    public void What_happens_on_the_telephone_moves_the_counters_under_its_own_labels()
    {
        metrics.CallAnswered("gather", "sk");
        metrics.CallAnswered("gather", "sk");
        metrics.CallAnswered("stream", "en");
        metrics.Turn("sk", "rules");
        metrics.LadderStep("realtime", "pipeline", "closed");
        metrics.BargeIn(real: true);
        metrics.BargeIn(real: false);
        metrics.BargeIn(real: false);
        metrics.SocketRefused("token");

        var read = Read();

        Assert.Equal(2, read["""voicehunte_calls_answered_total{language="sk",mode="gather"}"""]);
        Assert.Equal(1, read["""voicehunte_calls_answered_total{language="en",mode="stream"}"""]);
        Assert.Equal(1, read["""voicehunte_turns_total{language="sk",source="rules"}"""]);
        Assert.Equal(1, read["""voicehunte_ladder_steps_total{from="realtime",reason="closed",to="pipeline"}"""]);
        Assert.Equal(1, read["""voicehunte_barge_ins_total{kind="real"}"""]);
        Assert.Equal(2, read["""voicehunte_barge_ins_total{kind="false"}"""]);
        Assert.Equal(1, read["""voicehunte_sockets_refused_total{why="token"}"""]);
        Assert.Equal(("counter", "gauge"), (read.Types["voicehunte_turns"], read.Types["voicehunte_live_calls_now"]));
    }

    [Fact]
    public void Live_calls_are_counted_as_they_come_and_shown_while_they_last()
    {
        Assert.Equal((true, 0), (Read().Has("voicehunte_live_calls_now"), Read()["voicehunte_live_calls_now"]));
        metrics.LiveCallBegan("relay");
        metrics.LiveCallBegan("stream");
        metrics.LiveCallEnded();

        var read = Read();

        Assert.Equal(1, read["voicehunte_live_calls_now"]);
        Assert.Equal((1, 1), (read["""voicehunte_live_calls_total{mode="relay"}"""], read["""voicehunte_live_calls_total{mode="stream"}"""]));
    }

    [Fact]
    public void A_histogram_s_buckets_add_up_to_its_count()
    {
        foreach (var ms in new[] { 20, 100, 400, 410, 60_000 }) metrics.FirstAudio(AudioStages.Total, "stream", TimeSpan.FromMilliseconds(ms));
        metrics.FirstAudio(AudioStages.Thought, "stream", TimeSpan.FromMilliseconds(300));
        metrics.FellSilent(TimeSpan.FromMilliseconds(12));

        var read = Read();

        const string Labels = """mode="stream",stage="total" """;
        var labels = Labels.Trim();
        Assert.Equal(("histogram", "seconds"), (read.Types["voicehunte_first_audio_seconds"], read.Units["voicehunte_first_audio_seconds"]));
        var buckets = read.Under($$"""voicehunte_first_audio_seconds_bucket{{{labels}}""").ToList();
        Assert.Equal([1, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 5], buckets.Select(bucket => bucket.Value));
        Assert.EndsWith(""",le="1.0"}""", buckets[6].Sample, StringComparison.Ordinal);
        Assert.EndsWith(""",le="+Inf"}""", buckets[^1].Sample, StringComparison.Ordinal);
        Assert.Equal(5, read[$$"""voicehunte_first_audio_seconds_count{{{labels}}}"""]);
        Assert.Equal(60.93, read[$$"""voicehunte_first_audio_seconds_sum{{{labels}}}"""], 6);
        Assert.Equal(1, read["""voicehunte_first_audio_seconds_count{mode="stream",stage="thought"}"""]);
        Assert.Equal(0, read["""voicehunte_barge_in_seconds_bucket{le="0.01"}"""]);
        Assert.Equal(1, read["""voicehunte_barge_in_seconds_bucket{le="0.02"}"""]);
    }

    [Fact]
    public void A_model_s_days_are_asked_for_whenever_somebody_looks()
    {
        var days = new ModelDays("OPENAI_TTS_MODEL", "tts-1", 42);
        metrics.WatchModels(() => [days]);
        Assert.Equal(42 * 86_400, Read()["""voicehunte_model_time_left_seconds{model="tts-1",setting="OPENAI_TTS_MODEL"}"""]);

        days = new ModelDays("OPENAI_TTS_MODEL", "a \"model\"\nof \\ours", -3);

        var read = Read();
        Assert.Equal(("""voicehunte_model_time_left_seconds{model="a \"model\"\nof \\ours",setting="OPENAI_TTS_MODEL"}""", -3 * 86_400), Assert.Single(read.Under("voicehunte_model_time_left_seconds")));
    }

    [Fact]
    public void The_process_tells_what_it_takes_of_the_machine()
    {
        var before = Read();
        var ballast = GC.AllocateUninitializedArray<byte>(5_000_000);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true);
        GC.KeepAlive(ballast);

        var read = Read();

        Assert.Equal(1_795_543_200, read["process_start_time_seconds"]);
        Assert.InRange(read["process_memory_usage_bytes"], 10e6, 10e9);
        Assert.True(read["process_cpu_time_seconds_total"] >= before["process_cpu_time_seconds_total"]);
        Assert.True(read["dotnet_gc_heap_total_allocated_bytes_total"] >= before["dotnet_gc_heap_total_allocated_bytes_total"] + 5_000_000);
        Assert.True(read["""dotnet_gc_collections_total{gc_heap_generation="gen2"}"""] > before["""dotnet_gc_collections_total{gc_heap_generation="gen2"}"""]);
        Assert.Equal(("seconds", "bytes"), (read.Units["process_cpu_time_seconds"], read.Units["process_memory_usage_bytes"]));
    }

    [Fact]
    public void Two_appliances_in_one_process_count_for_themselves()
    {
        using var other = new EdgeMetrics();
        other.Turn("sk", "model");

        Assert.Empty(Read().Under("voicehunte_turns"));
    }

    [Fact]
    public void Words_from_outside_make_few_labels()
    {
        for (var i = 0; i < 1000; i++) metrics.LadderStep("realtime", "pipeline", $"code_{i}");
        metrics.LadderStep("realtime", "pipeline", "code_0");
        for (var i = 0; i < 1000; i++) metrics.CallAnswered($"mode {i}", "sk");

        var read = Read();

        var steps = read.Under("voicehunte_ladder_steps_total").ToList();
        Assert.Equal((17, 1001), (steps.Count, steps.Sum(step => step.Value)));
        Assert.Equal(2, read["""voicehunte_ladder_steps_total{from="realtime",reason="code_0",to="pipeline"}"""]);
        Assert.Equal(("""voicehunte_calls_answered_total{language="sk",mode="unknown"}""", 1000), Assert.Single(read.Under("voicehunte_calls_answered_total")));
    }

    [Fact]
    public void Recording_allocates_nothing_once_a_label_is_known()
    {
        Record();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++) Record();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Record()
        {
            metrics.LadderStep("realtime", "pipeline", "closed");
            metrics.FirstAudio(AudioStages.Spoken, "stream", TimeSpan.FromMilliseconds(250));
            metrics.FellSilent(TimeSpan.FromMilliseconds(20));
        }
    }

    [Fact]
    public void Nothing_is_lost_where_many_calls_record_at_once()
    {
        Parallel.For(0, 20_000, i =>
        {
            metrics.Turn("sk", i % 2 == 0 ? "model" : "rules");
            metrics.FellSilent(TimeSpan.FromSeconds(1));
            if (i % 1000 == 0) Read();
        });

        var read = Read();
        Assert.Equal((10_000, 10_000), (read["""voicehunte_turns_total{language="sk",source="model"}"""], read["""voicehunte_turns_total{language="sk",source="rules"}"""]));
        Assert.Equal((20_000, 20_000), (read["voicehunte_barge_in_seconds_count"], read["voicehunte_barge_in_seconds_sum"]));
    }

    public void Dispose()
    {
        page.Dispose();
        metrics.Dispose();
    }

    private MetricsRead Read() => MetricsRead.Of(page.Write(isOpen: true));
}
