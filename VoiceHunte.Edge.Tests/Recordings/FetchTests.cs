using System.Security.Cryptography;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Recordings;

/// <summary>From Twilio's callback to a file in the data directory, through all that goes wrong on the way.</summary>
public sealed class FetchTests : IAsyncLifetime
{
    private const string Stored = "SELECT recording_sid || ' ' || status || ' ' || storage_key || ' ' || bytes || ' ' || at_twilio FROM recordings";
    private const string NothingLeft = "SELECT recording_sid FROM recording_work";

    private TwilioRecordings recordings = null!;

    public async ValueTask InitializeAsync() => recordings = await TwilioRecordings.StartAsync();

    public ValueTask DisposeAsync() => recordings.DisposeAsync();

    [Fact]
    public async Task A_recording_comes_into_the_data_directory_whole_and_is_deleted_at_Twilio()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var (call, sid, wav) = await RecordAsync(house);

        await house.UntilAsync(NothingLeft);

        var key = Assert.Single(house.Sql("SELECT storage_key FROM recordings"));
        Assert.Matches($@"^data:recordings/\d{{4}}/\d\d/\d\d/{call.CallSid}-{sid}\.wav$", key);
        Assert.Equal(wav, await File.ReadAllBytesAsync(PathOf(house, key), TestContext.Current.CancellationToken));
        Assert.Equal([$"{sid} stored {key} {wav.Length} 0"], house.Sql(Stored));
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(wav))], house.Sql("SELECT sha256 FROM recordings"));
        Assert.Empty(recordings.Kept);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(house, key)));
        Assert.Equal(["recording 2500"], house.Sql("SELECT kind || ' ' || cost_micro_usd FROM usage"));
    }

    [Fact]
    public async Task It_stays_at_Twilio_where_the_operator_wants_it_there()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_DELETE_AT_TWILIO", "off")));
        var (_, sid, _) = await RecordAsync(house);

        await house.UntilAsync(NothingLeft);

        Assert.Equal([sid], recordings.Kept.Keys);
        Assert.Equal(["1"], house.Sql("SELECT at_twilio || '' FROM recordings"));
    }

    [Fact]
    public async Task It_is_fetched_by_its_id_from_Twilio_whatever_address_the_callback_names()
    {
        await using var elsewhere = await TwilioRecordings.StartAsync();
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        var told = await BeginAsync(call);
        var sid = recordings.Record(call.CallSid);

        await call.RecordedAsync(told, sid, recordingUrl: new Uri(elsewhere.Url, "/evil"));

        await house.UntilAsync(NothingLeft);
        Assert.Equal(["stored"], house.Sql("SELECT status FROM recordings"));
        Assert.Empty(elsewhere.Requests.Concat(elsewhere.Strangers));
    }

    [Fact]
    public async Task Who_is_sent_elsewhere_for_the_sound_goes_without_the_password()
    {
        await using var elsewhere = await TwilioRecordings.StartAsync();
        await using var house = await House.OpenAsync(recordings.Settings());
        recordings.SendOn(new Uri(elsewhere.Url, "/media/1.wav"));

        await RecordAsync(house);

        await house.UntilAsync(NothingLeft);
        Assert.Equal(["GET /media/1.wav"], elsewhere.Strangers);
        Assert.Empty(elsewhere.Requests);
        Assert.Equal(["stored"], house.Sql("SELECT status FROM recordings"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(429)]
    public async Task What_is_not_to_be_had_yet_is_asked_for_again_and_again(int status)
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        recordings.Fail(status, times: 5);

        var (_, sid, wav) = await RecordAsync(house);

        await house.UntilAsync(NothingLeft);
        Assert.Equal([$"{wav.Length}"], house.Sql("SELECT bytes || '' FROM recordings"));
        Assert.True(recordings.Requests.Count(request => request == $"GET Recordings/{sid}.wav") == 6);
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_never_taken_for_a_whole_one()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        recordings.Cut();
        recordings.Bring([]);
        recordings.Bring("<html>"u8.ToArray());
        recordings.Bring(TwilioRecordings.Wav(2, 2)[..20_000]);

        var (_, _, wav) = await RecordAsync(house);

        await house.UntilAsync(NothingLeft);
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(wav))], house.Sql("SELECT sha256 FROM recordings"));
        Assert.Equal(4, house.Appliance.Lines.At(LogLevel.Warning).Count(line => line.Contains("fetch failed", StringComparison.Ordinal)));
        Assert.Single(Directory.GetFiles(Path.Combine(house.DataDir, "recordings"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_recording_on_one_channel_is_fetched_as_one()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        var told = await BeginAsync(call);

        await call.RecordedAsync(told, recordings.Record(call.CallSid, channels: 1));

        await house.UntilAsync(NothingLeft);
        Assert.Equal(["1"], house.Sql("SELECT channels || '' FROM recordings"));
    }

    [Fact]
    public async Task A_restart_goes_on_with_what_was_not_fetched()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("RECORDING_RETRY_SECONDS", "0.2")));
        recordings.Fail(503, times: 3);
        await RecordAsync(house);
        await house.UntilAsync("SELECT attempts || '' FROM recording_work", "1");

        await house.RestartAsync();

        await house.UntilAsync(NothingLeft);
        Assert.Equal(["stored"], house.Sql("SELECT status FROM recordings"));
    }

    [Fact]
    public async Task Callbacks_that_come_twice_and_out_of_order_make_one_recording()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        var told = await BeginAsync(call);
        var sid = recordings.Record(call.CallSid);

        await call.RecordedAsync(told, sid);
        await call.RecordedAsync(told, sid, "in-progress", durationSeconds: 0);
        await house.UntilAsync(NothingLeft);
        await call.RecordedAsync(told, sid);
        await call.RecordedAsync(told, sid, "in-progress", durationSeconds: 0);

        await house.UntilAsync(NothingLeft);
        Assert.Equal(["stored"], house.Sql("SELECT status FROM recordings"));
        Assert.Single(recordings.Requests, request => request.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_never_recorded_is_said_to_be_absent()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        var call = house.Ring();
        var told = await BeginAsync(call);

        await call.RecordedAsync(told, "RE00000000000000000000000000000001", "absent", 0);

        await house.UntilAsync("SELECT status FROM recordings", "absent");
        Assert.Empty(house.Sql(NothingLeft));
    }

    [Fact]
    public async Task A_recording_of_which_Twilio_told_nobody_is_found_and_fetched()
    {
        var clock = new WatchedClock();
        var looksFirst = clock.WaitBetween(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await using var house = await House.OpenAsync(recordings.Settings(), time: clock);
        await looksFirst;
        var call = house.Ring();
        await BeginAsync(call);
        await call.HangUpAsync();
        var sid = recordings.Record(call.CallSid);
        var looksAgain = clock.WaitBetween(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20));

        clock.Advance(TimeSpan.FromMinutes(11));
        await looksAgain;

        await house.UntilAsync(NothingLeft);
        Assert.Equal([$"{sid} stored"], house.Sql("SELECT recording_sid || ' ' || status FROM recordings"));
    }

    [Fact]
    public async Task The_dashboard_plays_it_in_pieces_and_shows_it_with_its_call()
    {
        await using var house = await House.OpenAsync(recordings.Settings(("ADMIN_TOKEN", "token")));
        var (call, sid, wav) = await RecordAsync(house);
        await house.UntilAsync(NothingLeft);
        using var page = Operator.WithToken(house, "token");

        var listed = (await page.ReadAsync("/admin/recordings")).GetProperty("items")[0];
        var url = listed.GetProperty("url").GetString()!;
        var whole = await page.GetAsync(url);
        var piece = await page.GetAsync(url, ("Range", "bytes=44-99"));
        var beyond = await page.GetAsync(url, ("Range", $"bytes={wav.Length}-"));

        Assert.Equal((sid, "stored", wav.Length), (listed.GetProperty("id").GetString(), listed.GetProperty("status").GetString(), listed.GetProperty("bytes").GetInt32()));
        Assert.Equal(wav, whole.Bytes);
        Assert.Equal("audio/wav", whole.Headers["Content-Type"]);
        Assert.Equal((206, $"bytes 44-99/{wav.Length}"), (piece.Status, piece.Headers["Content-Range"]));
        Assert.Equal(wav[44..100], piece.Bytes);
        Assert.Equal(416, beyond.Status);
        var shown = (await page.ReadAsync($"/admin/calls/{call.CallSid}")).GetProperty("recordings")[0];
        Assert.Equal(url, shown.GetProperty("url").GetString());
        Assert.Equal(404, (await page.GetAsync("/admin/recordings/RE1/audio")).Status);
        Assert.Equal(404, (await page.PostAsync($"/admin/recordings/{sid}/link")).Status);
    }

    [Fact]
    public async Task An_unsigned_callback_is_refused_and_leaves_nothing()
    {
        await using var house = await House.OpenAsync(recordings.Settings());
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("CallSid", "CA1"), new("RecordingSid", "RE00000000000000000000000000000001"), new("RecordingStatus", "completed")]);

        using var answer = await http.PostAsync(new Uri(house.Appliance.Url, "/twilio/recording-status"), form, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Empty(house.Sql("SELECT recording_sid FROM recordings"));
    }

    private static async Task<Uri> BeginAsync(TwilioCall call)
    {
        await call.StartAsync();
        return (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
    }

    private async Task<(TwilioCall Call, string Sid, byte[] Wav)> RecordAsync(House house)
    {
        var call = house.Ring();
        var told = await BeginAsync(call);
        var sid = recordings.Record(call.CallSid);
        var wav = recordings.Kept[sid].Wav;
        await call.RecordedAsync(told, sid);
        return (call, sid, wav);
    }

    private static string PathOf(House house, string storageKey) => Path.Combine(house.DataDir, storageKey["data:".Length..]);
}
