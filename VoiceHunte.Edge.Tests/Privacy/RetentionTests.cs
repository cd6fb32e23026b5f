using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>Each kind goes on its own day, and nothing before it.</summary>
public sealed class RetentionTests
{
    private const string Old = "2026-01-10T10:00:00.000Z";

    private readonly WatchedClock clock = new();

    [Fact]
    public async Task Words_go_and_the_figures_stay()
    {
        await using var house = await OpenAsync("RETENTION_TRANSCRIPTS_DAYS");
        var call = await house.BookAsync();
        var figures = house.Sql("SELECT call_id || turn_id || coalesce(latency_ms, '') || created_at FROM turns");

        await NightAsync(house, 29);
        Assert.NotEmpty(Traces.Of(house.DataDir, "my name is Anna"));
        await NightAsync(house, 2);

        Assert.Empty(Traces.Of(house.DataDir, "my name is", "<Response>"));
        Assert.Equal(figures, house.Sql("SELECT call_id || turn_id || coalesce(latency_ms, '') || created_at FROM turns"));
        Assert.Equal([call], house.Sql("SELECT call_id FROM calls WHERE draft IS NULL"));
        Assert.Equal(["Anna"], house.Sql("SELECT name FROM reservations"));
        Assert.Empty((await SearchAsync(house, "Anna")));
    }

    [Fact]
    public async Task Whole_calls_go_with_all_that_hangs_on_them_but_a_message_that_waits_and_a_reservation_to_come()
    {
        await using var house = await OpenAsync("RETENTION_CALLS_DAYS");
        await house.CallersAsync();
        Database.Write(house.DataDir, $"""
            UPDATE reservations SET starts_at = '2036-01-01T18:00:00.000Z', ends_at = '2036-01-01T20:00:00.000Z';
            INSERT INTO messages (call_id, language, text, kind, status, created_at) VALUES ('CAx', 'en', 'dealt with', 'text', 'done', '{Old}');
            INSERT INTO limit_hits (phone, limit_name, created_at) VALUES ('+421900000001', 'X', '{Old}');
            INSERT INTO usage (call_id, kind, model, quantities, created_at) SELECT call_id, 'chat', 'm', '[]', started_at FROM calls
            """);

        await NightAsync(house, 31);

        Assert.Empty(house.Sql("SELECT call_id FROM calls UNION ALL SELECT call_id FROM turns UNION ALL SELECT call_id FROM replies UNION ALL SELECT phone FROM limit_hits"));
        Assert.Equal(["I left my umbrella under table five"], house.Sql("SELECT text FROM messages"));
        Assert.Equal(["Anna|NULL"], house.Sql("SELECT name, call_id FROM reservations"));
        Assert.Empty(house.Sql("SELECT call_id FROM usage WHERE call_id IS NOT NULL"));
        Assert.NotEmpty(house.Sql("SELECT kind FROM usage"));
        Assert.NotEmpty(house.Sql("SELECT phone FROM customers"));
    }

    [Fact]
    public async Task A_reservation_that_has_been_over_for_that_long_is_seats_without_a_name()
    {
        await using var house = await OpenAsync("RETENTION_CALLS_DAYS");
        await house.BookAsync();

        await NightAsync(house, 33);

        Assert.Equal(["erased|NULL|2"], house.Sql("SELECT name, phone, people || '' FROM reservations"));
        Assert.Empty(house.Sql("SELECT id || '' FROM reservation_history"));
    }

    [Fact]
    public async Task A_call_in_progress_is_left_alone_however_old_its_first_turn()
    {
        await using var house = await OpenAsync("RETENTION_CALLS_DAYS", "RETENTION_TRANSCRIPTS_DAYS", "RETENTION_AUDIO_DAYS");
        await house.BookAsync();
        clock.Advance(TimeSpan.FromDays(31));
        var call = house.Ring();
        await call.StartAsync();
        await call.SayAsync("are you open tomorrow");
        // The clock of this machine was wrong when it began.
        Database.Write(house.DataDir, $"UPDATE turns SET created_at = '{Old}'");

        await NightAsync(house, 0);

        Assert.Equal([call.CallSid], house.Sql("SELECT call_id FROM calls"));
        Assert.Equal(["are you open tomorrow"], house.Sql("SELECT user_text FROM turns WHERE user_text <> ''"));
    }

    [Fact]
    public async Task Guests_go_by_their_last_call()
    {
        await using var house = await OpenAsync("RETENTION_CUSTOMERS_DAYS");
        await house.BookAsync();
        await NightAsync(house, 20);
        await house.SayNothingAsync();

        await NightAsync(house, 11);

        Assert.Equal([LivedIn.Silent], house.Sql("SELECT phone FROM customers"));
        Assert.Equal(["2"], house.Sql("SELECT count(*) || '' FROM calls"));
    }

    [Fact]
    public async Task Audio_goes_with_its_files_unless_a_newer_call_was_played_it()
    {
        await using var house = await OpenAsync("RETENTION_AUDIO_DAYS");
        var cache = Directory.CreateDirectory(Path.Combine(house.DataDir, "audio-cache")).FullName;
        foreach (var name in (string[])["old", "both", "unheard"]) await File.WriteAllTextAsync(Path.Combine(cache, name), "sound", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(Path.Combine(cache, "unheard"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        foreach (var name in (string[])["old", "both"]) File.SetLastWriteTimeUtc(Path.Combine(cache, name), clock.GetUtcNow().UtcDateTime);
        Database.Write(house.DataDir, $"""
            INSERT INTO audio_files VALUES ('CA1', 1, 'audio-cache/old', 'output', 'mp3', 5, '{Old}');
            INSERT INTO audio_files VALUES ('CA1', 2, 'audio-cache/both', 'output', 'mp3', 5, '{Old}');
            INSERT INTO audio_files VALUES ('CA2', 1, 'audio-cache/both', 'output', 'mp3', 5, '{clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ}')
            """);

        await NightAsync(house, 0);

        Assert.Equal(["both"], Directory.GetFiles(cache).Select(Path.GetFileName));
        Assert.Equal(["CA2|audio-cache/both"], house.Sql("SELECT call_id, path FROM audio_files"));
    }

    [Fact]
    public async Task Recordings_go_here_and_at_Twilio()
    {
        await using var recordings = await TwilioRecordings.StartAsync();
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off"), ("RETENTION_DAYS", "0"), ("BACKUP_PLACE", "off"), ("RETENTION_RECORDINGS_DAYS", "30")), time: clock);
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        await call.RecordedAsync(told, recordings.Record(call.CallSid));
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await call.HangUpAsync();
        await NightAsync(house, 29);
        Assert.Single(recordings.Kept);

        await NightAsync(house, 2);

        // A request that was on its way while two days went by in a moment has timed out, and is tried again as time goes on.
        await house.UntilAsync("SELECT recording_sid FROM recordings", [], () => clock.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Empty(recordings.Kept);
        Assert.Empty(Directory.GetFiles(Path.Combine(house.DataDir, "recordings"), "*", SearchOption.AllDirectories));
        Assert.Equal([call.CallSid], house.Sql("SELECT call_id FROM calls"));
    }

    [Fact]
    public async Task Where_nothing_is_set_everything_stays_for_ever()
    {
        await using var house = await OpenAsync();
        await house.CallersAsync();
        Database.Write(house.DataDir, "UPDATE calls SET started_at = '2001-01-01T00:00:00.000Z'; UPDATE turns SET created_at = '2001-01-01T00:00:00.000Z'");
        var before = house.Sql("SELECT call_id || user_text || coalesce(assistant_text, '') FROM turns ORDER BY id");

        await NightAsync(house, 0);

        Assert.Equal(before, house.Sql("SELECT call_id || user_text || coalesce(assistant_text, '') FROM turns ORDER BY id"));
        Assert.Equal(["4"], house.Sql("SELECT count(*) || '' FROM calls"));
    }

    [Fact]
    public async Task More_than_one_transaction_takes_goes_in_one_night()
    {
        await using var house = await OpenAsync("RETENTION_CALLS_DAYS", "RETENTION_TRANSCRIPTS_DAYS", "RETENTION_CUSTOMERS_DAYS");
        Database.Write(house.DataDir, $"""
            CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 650) SELECT i FROM n;
            INSERT INTO calls (call_id, started_at, ended_at, status) SELECT 'CA' || i, '{Old}', '{Old}', 'completed' FROM n;
            INSERT INTO turns (call_id, turn_id, user_text, language, created_at) SELECT 'CA' || i, 1, 'words', 'en', '{Old}' FROM n;
            INSERT INTO customers (phone, first_seen, last_seen) SELECT '+4219000' || (10000 + i), '{Old}', '{Old}' FROM n;
            INSERT INTO audit (operator, action, subject, created_at) SELECT 'token', 'test', 'CA' || i, '{Old}' FROM n;
            DROP TABLE n
            """);

        await NightAsync(house, 0);

        Assert.Equal(["0"], house.Sql("SELECT (SELECT count(*) FROM calls) + (SELECT count(*) FROM turns) + (SELECT count(*) FROM customers) + (SELECT count(*) FROM audit) || ''"));
    }

    private static async Task<IEnumerable<string?>> SearchAsync(House house, string words)
    {
        using var page = new Operator(house);
        return (await page.ReadAsync($"/admin/calls?words={words}")).Items().Select(one => one.Text("id"));
    }

    private Task<House> OpenAsync(params string[] kinds) =>
        LivedIn.OpenAsync(clock, [("RETENTION_DAYS", "0"), ("BACKUP_PLACE", "off"), .. kinds.Select(kind => (kind, "30"))]);

    private async Task NightAsync(House house, int daysLater)
    {
        clock.Advance(TimeSpan.FromDays(daysLater));
        await house.Appliance.Get<Retention>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Contains(house.Appliance.Get<IEnumerable<NightlyTask>>(), task => task.Name == "retention");
    }
}
