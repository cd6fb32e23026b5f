using System.Globalization;
using System.Text.Json;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>Nothing is left of an erased caller, and nothing is missing of any other.</summary>
public sealed class EraseTests : IAsyncLifetime
{
    private const string Other = "+421905123987";

    private TwilioRecordings recordings = null!;

    public async ValueTask InitializeAsync() => recordings = await TwilioRecordings.StartAsync();

    public ValueTask DisposeAsync() => recordings.DisposeAsync();

    [Fact]
    public async Task No_byte_of_number_name_or_words_is_left_in_the_files_of_the_running_service()
    {
        await using var house = await LivedIn.OpenAsync();
        var call = await house.BookAsync();
        await house.LeaveMessageAsync();
        string[] traces = [LivedIn.Booker, LivedIn.Booker[1..], "Anna", call];
        Assert.NotEmpty(Traces.Of(house.DataDir, traces));

        var erased = await EraseAsync(house);

        Assert.Empty(Traces.Of(house.DataDir, traces));
        Assert.NotEmpty(Traces.Of(house.DataDir, "umbrella"));
        var certificate = erased.Certificate!;
        Assert.Equal((1, 1, 1), (certificate.Erased["calls"], certificate.Erased["customers"], certificate.Erased["reservations"]));
        Assert.True(certificate.Erased["turns"] >= 2);
        Assert.All(traces, trace => Assert.DoesNotContain(trace, certificate.ToJson(), StringComparison.Ordinal));
        Assert.Equal(["NULL|1"], house.Sql("SELECT phone, (finished_at IS NOT NULL) || '' FROM erasures"));
        Assert.Equal(["ok"], house.Sql("PRAGMA integrity_check"));
        Assert.Empty(house.Sql("INSERT INTO words (words) VALUES ('integrity-check')"));
    }

    [Fact]
    public async Task A_reservation_stays_in_the_book_as_seats_that_nobody_has_a_name_for()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();
        var before = house.Sql("SELECT id || ' ' || starts_at || ' ' || people || ' ' || tables || ' ' || status FROM reservations");

        await EraseAsync(house);

        Assert.Equal(before, house.Sql("SELECT id || ' ' || starts_at || ' ' || people || ' ' || tables || ' ' || status FROM reservations"));
        Assert.Equal(["erased|NULL|NULL|NULL|NULL"], house.Sql("SELECT name, phone, notes, call_id, language FROM reservations"));
        Assert.Empty(house.Sql("SELECT id || '' FROM reservation_history"));
        using var page = new Operator(house);
        var listed = (await page.ReadAsync($"/admin/reservations?day={before[0].Split(' ')[1][..10]}")).Items().Single();
        Assert.Equal(("erased", 2), (listed.Text("name"), listed.Number("people")));
    }

    [Fact]
    public async Task What_was_paid_stays_without_the_call_it_was_paid_for()
    {
        await using var house = await LivedIn.OpenAsync();
        var call = await house.BookAsync();
        Database.Write(house.DataDir, $"INSERT INTO usage (call_id, kind, model, quantities, cost_micro_usd, created_at) VALUES ('{call}', 'chat', 'm', '{{}}', 700, '2026-11-24T10:00:00.000Z')");

        await EraseAsync(house);

        Assert.Equal(["NULL|700"], house.Sql("SELECT call_id, cost_micro_usd || '' FROM usage WHERE kind = 'chat'"));
    }

    [Fact]
    public async Task The_number_is_blotted_out_where_another_caller_or_the_audit_named_it()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();
        var other = await house.BookAsync(Other);
        Database.Write(house.DataDir, $"""
            UPDATE turns SET user_text = 'ring {LivedIn.Booker} for me', tool_calls = '[{LivedIn.Booker}]' WHERE call_id = '{other}' AND turn_id = 1;
            INSERT INTO messages (call_id, from_number, language, text, kind, status, created_at) VALUES ('{other}', '{Other}', 'en', 'it is {LivedIn.Booker}', 'text', 'open', '2026-11-24T10:00:00.000Z');
            INSERT INTO audit (operator, action, subject, before, after, created_at) VALUES ('token', 'export', 'calls', NULL, '{LivedIn.Booker}', '2026-11-24T10:00:00.000Z')
            """);

        await EraseAsync(house);

        Assert.Empty(Traces.Of(house.DataDir, LivedIn.Booker));
        Assert.Equal(["ring ••• for me"], house.Sql($"SELECT user_text FROM turns WHERE call_id = '{other}' AND turn_id = 1"));
        Assert.Equal(["it is •••"], house.Sql("SELECT text FROM messages"));
    }

    [Fact]
    public async Task Recordings_go_here_and_at_Twilio_and_one_that_Twilio_told_nobody_of_too()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off")));
        var told = house.Ring();
        await told.StartAsync();
        var address = (await told.SayAsync("máte dnes otvorené")).RecordingTold!;
        await told.RecordedAsync(address, recordings.Record(told.CallSid));
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await told.HangUpAsync();
        var untold = house.Ring();
        await untold.StartAsync();
        await untold.SayAsync("máte dnes otvorené");
        await untold.HangUpAsync();
        recordings.Record(untold.CallSid);

        var erased = await EraseAsync(house);

        Assert.Empty(recordings.Kept);
        Assert.Empty(Directory.GetFiles(Path.Combine(house.DataDir, "recordings"), "*", SearchOption.AllDirectories));
        Assert.Empty(house.Sql("SELECT recording_sid FROM recordings UNION ALL SELECT recording_sid FROM recording_work"));
        Assert.Equal((2, 1, 2), (erased.Certificate!.Erased["recordings"], erased.Certificate.Erased["recordings_in_data_dir"], erased.Certificate.Erased["recordings_at_twilio"]));
    }

    [Fact]
    public async Task While_Twilio_does_not_answer_the_number_stays_written_down_and_a_restart_goes_on()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off")));
        var call = house.Ring();
        await call.StartAsync();
        var address = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        await call.RecordedAsync(address, recordings.Record(call.CallSid));
        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        await call.HangUpAsync();
        recordings.RefusesDeletion = true;

        var stopped = await EraseAsync(house);

        Assert.Null(stopped.Certificate);
        Assert.NotNull(stopped.Problem);
        Assert.Equal([LivedIn.Booker], house.Sql("SELECT phone FROM erasures WHERE finished_at IS NULL"));
        Assert.Equal(["1"], house.Sql("SELECT count(*) || '' FROM calls"));

        recordings.RefusesDeletion = false;
        await house.RestartAsync();

        await house.UntilAsync("SELECT id FROM erasures WHERE finished_at IS NULL");
        Assert.Empty(recordings.Kept);
        Assert.Empty(Traces.Of(house.DataDir, LivedIn.Booker, call.CallSid, "otvorené"));
        using var certificate = JsonDocument.Parse(house.Sql("SELECT certificate FROM erasures").Single());
        Assert.Equal(1, certificate.RootElement.GetProperty("erased").GetProperty("recordings_at_twilio").GetInt32());
    }

    [Fact]
    public async Task A_recording_that_Twilio_tells_of_after_the_erasure_is_deleted_there_and_never_fetched()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        await call.StartAsync();
        var address = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        await call.HangUpAsync();
        await EraseAsync(house);

        await call.RecordedAsync(address, recordings.Record(call.CallSid));

        await house.UntilAsync("SELECT recording_sid FROM recordings");
        Assert.Empty(recordings.Kept);
        Assert.DoesNotContain(recordings.Requests, request => request.EndsWith(".wav", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_on_the_telephone_is_not_erased_and_who_is_unknown_leaves_no_row()
    {
        await using var house = await LivedIn.OpenAsync();
        var call = house.Ring(LivedIn.Booker);
        await call.StartAsync();

        Assert.True((await EraseAsync(house)).IsOnTheTelephone);
        Assert.Equal(Erased.NothingKept, await EraseAsync(house, Other));
        Assert.Empty(house.Sql("SELECT id FROM erasures"));
        await call.HangUpAsync();
        Assert.NotNull((await EraseAsync(house)).Certificate);
        Assert.Equal(Erased.NothingKept, await EraseAsync(house));
    }

    [Fact]
    public async Task A_file_that_another_call_plays_too_stays_and_the_caller_own_file_goes()
    {
        await using var house = await LivedIn.OpenAsync();
        var (mine, other) = (await house.BookAsync(), await house.BookAsync(Other));
        var cache = Directory.CreateDirectory(Path.Combine(house.DataDir, "audio-cache")).FullName;
        foreach (var name in (string[])["own.mp3", "both.mp3"]) await File.WriteAllTextAsync(Path.Combine(cache, name), "sound", TestContext.Current.CancellationToken);
        (string Call, string Name)[] played = [(mine, "own"), (mine, "both"), (other, "both")];
        Database.Write(house.DataDir, string.Join(';', played.Select(one => $"INSERT INTO audio_files VALUES ('{one.Call}', 1, 'audio-cache/{one.Name}.mp3', 'output', 'mp3', 5, '2026-11-24T10:00:00.000Z')")));

        await EraseAsync(house);

        Assert.Equal(["both.mp3"], Directory.GetFiles(cache).Select(Path.GetFileName));
        Assert.Equal([other], house.Sql("SELECT call_id FROM audio_files"));
    }

    [Fact]
    public async Task Of_many_callers_just_the_erased_ones_are_gone_and_every_row_of_the_others_is_as_it_was()
    {
        await using var house = await House.OpenAsync();
        var random = new Random(20261126);
        var callers = Enumerable.Range(0, 12).Select(i => $"+4219{random.Next(10_000_000, 99_999_999)}").ToList();
        Database.Write(house.DataDir, string.Join(';', Enumerable.Range(0, 300).SelectMany(i => RandomCall(random, callers, i))));
        var erased = callers.Where(_ => random.Next(2) == 0).Append(callers[0]).Distinct().ToList();
        var before = callers.Except(erased).SelectMany(phone => AllOf(house, phone)).ToList();

        foreach (var phone in erased) Assert.NotNull((await EraseAsync(house, phone)).Certificate);

        Assert.Equal(before, callers.Except(erased).SelectMany(phone => AllOf(house, phone)));
        Assert.Empty(Traces.Of(house.DataDir, erased.Concat(erased.Select(phone => phone[1..]))));
        Assert.Empty(house.Sql("INSERT INTO words (words) VALUES ('integrity-check')"));
    }

    private static IEnumerable<string> RandomCall(Random random, List<string> callers, int i)
    {
        var phone = callers[random.Next(callers.Count)];
        var at = string.Create(CultureInfo.InvariantCulture, $"2026-11-{random.Next(1, 24):00}T10:{i / 60:00}:{i % 60:00}.000Z");
        yield return $"INSERT INTO calls (call_id, started_at, ended_at, from_number, status) VALUES ('CA{i:0000}', '{at}', '{at}', '{phone}', 'completed')";
        yield return $"INSERT INTO customers (phone, name, first_seen, last_seen) VALUES ('{phone}', 'said-by-{phone[1..]}', '{at}', '{at}') ON CONFLICT DO NOTHING";
        for (var turn = 1; turn <= random.Next(1, 8); turn++)
        {
            var padding = new string('x', random.Next(0, 900));
            yield return $"INSERT INTO turns (call_id, turn_id, user_text, language, assistant_text, created_at) VALUES ('CA{i:0000}', {turn}, 'said-by-{phone[1..]} {padding}', 'en', '{padding} to {phone}', '{at}')";
        }

        if (random.Next(3) == 0)
            yield return $"INSERT INTO reservations (name, starts_at, ends_at, people, phone, status, call_id, tables, booking_key, created_at, updated_at) VALUES ('said-by-{phone[1..]}', '{at}', '{at}', 2, '{phone}', 'confirmed', 'CA{i:0000}', '[]', 'CA{i:0000}/2', '{at}', '{at}')";
        if (random.Next(4) == 0)
            yield return $"INSERT INTO messages (call_id, from_number, language, text, kind, status, created_at) VALUES ('CA{i:0000}', '{phone}', 'en', 'said-by-{phone[1..]}', 'text', 'open', '{at}')";
    }

    private static IEnumerable<string> AllOf(House house, string phone) => house.Sql($"""
        SELECT call_id || from_number || started_at FROM calls WHERE from_number = '{phone}'
        UNION ALL SELECT call_id || turn_id || user_text || assistant_text FROM turns WHERE call_id IN (SELECT call_id FROM calls WHERE from_number = '{phone}')
        UNION ALL SELECT phone || name || last_seen FROM customers WHERE phone = '{phone}'
        UNION ALL SELECT phone || name || call_id || booking_key || starts_at FROM reservations WHERE phone = '{phone}'
        UNION ALL SELECT from_number || text || call_id FROM messages WHERE from_number = '{phone}'
        """).Order();

    private static Task<Erased> EraseAsync(House house, string phone = LivedIn.Booker) =>
        house.Appliance.Get<Eraser>().EraseAsync(phone, "test", TestContext.Current.CancellationToken);
}
