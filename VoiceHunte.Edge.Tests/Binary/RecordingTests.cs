using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>
/// Recordings on the published binary, through all that goes wrong on their way: in the end every one is in exactly one place,
/// whole, and the table says where.
/// </summary>
public sealed class RecordingTests : IAsyncLifetime
{
    private const int Kills = 40;

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);
    private readonly Dictionary<string, byte[]> recorded = [];
    private TwilioRecordings recordings = null!;

    public async ValueTask InitializeAsync()
    {
        EdgeProcess.RequireBinary();
        recordings = await TwilioRecordings.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (recordings is not null) await recordings.DisposeAsync();
        twilio.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Its_own_telephone_hears_the_announcement_and_holds_a_recorded_call_to_its_end()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Settings());

        var (exitCode, screen) = await EdgeProcess.RunAsync(Published.Settings, "call", "--url", edge.Url.ToString(), "--from", "+447700900123", "--say", "When are you open?", "--say", "Goodbye");

        Assert.True(exitCode == 0, screen);
        Assert.Contains("This call will be recorded", screen, StringComparison.Ordinal);
        Assert.Contains("Start ", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_minutes_of_404_errors_and_files_cut_in_the_middle_end_with_every_recording_here()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Settings());
        // A first pause of 15 s is doubled six times in ten minutes: more tries than that.
        recordings.Fail(404, times: 12);
        recordings.Fail(500, times: 6);
        for (var i = 0; i < 4; i++) recordings.Cut();

        for (var i = 0; i < 3; i++) await RecordAsync(edge);

        await AllIsWellAsync(edge, folder.Path);
    }

    [Fact]
    public async Task Killed_at_every_step_no_recording_is_lost_or_doubled()
    {
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Before the start: what the process before left is fetched at once, and a fetch held now would be held for good.
            recordings.Calm();
            await using var killed = await EdgeProcess.ServeAsync(folder.Path, Settings());
            var isHeld = random.Next(3) == 0;
            if (isHeld) recordings.Hold(new Gate());
            // A fetch, then a deletion, and before them whatever the processes before left.
            var asked = recordings.AskedAsync(isHeld ? 1 : random.Next(1, 3));
            await RecordAsync(killed);
            await asked.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
            await killed.KillAsync();
        }

        recordings.Calm();
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Settings());
        await AllIsWellAsync(edge, folder.Path);
        Assert.Equal(["ok"], Database.Sql(folder.Path, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_leaves_the_recording_at_Twilio_until_there_is_room()
    {
        using var disk = SmallDisk.Mount(folder.File("disk"), megabytes: 8);
        await using var edge = await EdgeProcess.ServeAsync(disk.Path, Settings(("MIN_FREE_DISK_MB", "1")));
        disk.Fill(leaveBytes: 1_500_000);
        // The first time it does not say how long it is, and runs into the end of the disk.
        recordings.Bring(TwilioRecordings.Wav(60, 2));

        var sid = await RecordAsync(edge, seconds: 60);
        await UntilAsync(edge, disk.Path, "SELECT 1 || '' FROM recording_work WHERE attempts > 1", "1");
        Assert.Equal([sid], recordings.Kept.Keys);
        Assert.Equal(["completed NULL"], Database.Sql(disk.Path, "SELECT status || ' NULL' FROM recordings WHERE storage_key IS NULL"));
        Assert.Contains("MIN_FREE_DISK_MB", Database.Sql(disk.Path, "SELECT last_error FROM recording_work")[0], StringComparison.Ordinal);
        await SaidAsync(edge, "No space left");
        Assert.NotNull((await twilio.Ring(edge.Url).StartAsync()).Listening);

        disk.MakeRoom();
        await AllIsWellAsync(edge, disk.Path);
    }

    [Fact]
    public async Task A_bucket_that_refuses_is_slow_away_or_of_another_time_gets_every_recording_in_the_end()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var settings = Settings([.. s3.Settings().Select(one => (one.Key, one.Value))]);
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, settings);
        (string Fault, Action Begin)[] faults =
        [
            ("refuses", () => s3.Fail(403, "AccessDenied", times: 1000)),
            ("slow", () => s3.Fail(503, "SlowDown", times: 1000)),
            ("cut", () => s3.Cut(times: 1000)),
            ("no bucket", () => s3.HasBucket = false),
            ("corrupt", () => s3.Corrupts = true),
        ];
        foreach (var (fault, begin) in faults)
        {
            begin();
            await RecordAsync(edge);
            await UntilAsync(edge, folder.Path, "SELECT step || '' FROM recording_work WHERE attempts > 1", "archive");
            Assert.True(Database.Sql(folder.Path, "SELECT storage_key FROM recordings WHERE storage_key LIKE 'data:%'").Count == 1, fault);
            (s3.HasBucket, s3.Corrupts) = (true, false);
            s3.Calm();
            await UntilAsync(edge, folder.Path, "SELECT step || '' FROM recording_work");
        }

        // Amazon's client sets its watch by the server's, or says what is wrong.
        s3.Ahead = TimeSpan.FromHours(2);
        await RecordAsync(edge);
        await UntilAsync(edge, folder.Path, "SELECT step || '' FROM recording_work WHERE attempts = 0 AND step <> 'archive'");
        s3.Ahead = TimeSpan.Zero;
        await InTheBucketAsync(edge, s3);
        Assert.DoesNotContain(S3StandIn.Secret, edge.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_on_the_way_to_the_bucket_every_recording_is_there_once_and_nowhere_else()
    {
        await using var s3 = await S3StandIn.StartAsync();
        var settings = Settings([.. s3.Settings().Select(one => (one.Key, one.Value))]);
        var random = new Random(Environment.TickCount);
        for (var kill = 0; kill < Kills / 2; kill++)
        {
            await using var killed = await EdgeProcess.ServeAsync(folder.Path, settings);
            // A PUT, a HEAD, and what the processes before left.
            var asked = s3.AskedAsync(random.Next(1, 3));
            // Every fourth is long enough for parts.
            await RecordAsync(killed, seconds: kill % 4 == 0 ? 300 : 3);
            await asked.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
            await killed.KillAsync();
        }

        await using var edge = await EdgeProcess.ServeAsync(folder.Path, settings);
        await InTheBucketAsync(edge, s3);
        Assert.Empty(s3.Uploads);
    }

    [Fact]
    public async Task A_stream_that_is_recorded_here_plays_after_kill_9_and_is_finished_by_the_next_start()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        var settings = Published.With(
            ("CALL_MODE", "stream"), ("STREAM_ENGINE", "pipeline"), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString()),
            ("ENABLE_RECORDING", "true"), ("RECORDING_SOURCE", "stream"), ("RECORDING_MAY_REFUSE", "off"));
        string path;
        await using (var killed = await EdgeProcess.ServeAsync(folder.Path, settings))
        {
            var call = twilio.Ring(killed.Url);
            var connect = (await call.StartAsync()).Connect!;
            var line = await StreamLine.OpenAsync(killed.Url, call, connect);
            await line.HearSilenceAsync(50 * 5);
            await UntilAsync(killed, folder.Path, "SELECT status FROM recordings", "in-progress");
            path = Path.Combine(folder.Path, Database.Sql(folder.Path, "SELECT storage_key FROM recordings")[0]["data:".Length..]);
            // Each second goes to the disk as it is full.
            while (!File.Exists(path) || new FileInfo(path).Length < 4 * 32_000) await Published.GetAsync(killed.Url, "/health");
            await killed.KillAsync();
            // The line is dead, which its end may notice or not.
            await Record.ExceptionAsync(async () => await line.DisposeAsync());
        }

        var cutOff = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(cutOff.Length - 44, BitConverter.ToInt32(cutOff, 40));

        await using var edge = await EdgeProcess.ServeAsync(folder.Path, settings);
        await UntilAsync(edge, folder.Path, "SELECT status || ' ' || (duration_seconds BETWEEN 4 AND 5) || ' ' || bytes FROM recordings", $"stored 1 {cutOff.Length}");
    }

    private Dictionary<string, string> Settings(params (string Name, string Value)[] more) => Published.With([.. recordings.Settings(more).Select(one => (one.Key, one.Value))]);

    // The log comes through a pipe, and may be behind the database.
    private static async Task SaidAsync(EdgeProcess edge, string words)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!edge.Log.Contains(words, StringComparison.OrdinalIgnoreCase))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, $"it was never said: {words}\n{edge.Log}");
            await Published.GetAsync(edge.Url, "/health");
        }
    }

    private async Task<string> RecordAsync(EdgeProcess edge, int seconds = 3)
    {
        var call = twilio.Ring(edge.Url);
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        var sid = recordings.Record(call.CallSid, seconds);
        recorded[sid] = recordings.Kept[sid].Wav;
        Assert.Equal(200, (await call.RecordedAsync(told, sid, durationSeconds: seconds)).Status);
        return sid;
    }

    private async Task AllIsWellAsync(EdgeProcess edge, string dataDir)
    {
        await UntilAsync(edge, dataDir, "SELECT step || '' FROM recording_work");
        Assert.Empty(recordings.Kept);
        var rows = Database.Sql(dataDir, "SELECT recording_sid || ' ' || storage_key FROM recordings WHERE status = 'stored' AND at_twilio = 0").ToDictionary(row => row.Split(' ')[0], row => row.Split(' ')[1]);
        Assert.Equal(recorded.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(recorded, one => Assert.Equal(one.Value, File.ReadAllBytes(Path.Combine(dataDir, rows[one.Key]["data:".Length..]))));
        Assert.Equal(recorded.Count, Directory.GetFiles(Path.Combine(dataDir, "recordings"), "*", SearchOption.AllDirectories).Length);
    }

    private async Task InTheBucketAsync(EdgeProcess edge, S3StandIn s3)
    {
        await UntilAsync(edge, folder.Path, "SELECT step || '' FROM recording_work");
        Assert.Empty(recordings.Kept);
        var rows = Database.Sql(folder.Path, "SELECT recording_sid || ' ' || storage_key FROM recordings WHERE status = 'stored' AND at_twilio = 0").ToDictionary(row => row.Split(' ')[0], row => row.Split(' ')[1]);
        Assert.Equal(recorded.Count, s3.Objects.Count);
        Assert.All(recorded, one => Assert.True(one.Value.AsSpan().SequenceEqual(s3.Objects[rows[one.Key][$"s3://{S3StandIn.Bucket}/".Length..]]), one.Key));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "recordings"), "*", SearchOption.AllDirectories));
    }

    private static async Task UntilAsync(EdgeProcess edge, string dataDir, string query, params string[] rows)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!Database.Sql(dataDir, query).SequenceEqual(rows))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, $"it never was: {query}\n{edge.Log}");
            await Published.GetAsync(edge.Url, "/health");
        }
    }
}
