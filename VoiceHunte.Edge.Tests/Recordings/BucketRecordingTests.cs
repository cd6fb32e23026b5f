using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Recordings;

/// <summary>From Twilio into a bucket: a bucket that is away for a day means later, never lost.</summary>
public sealed class BucketRecordingTests : IAsyncLifetime
{
    private const string NothingLeft = "SELECT recording_sid FROM recording_work";

    private TwilioRecordings recordings = null!;
    private S3StandIn s3 = null!;

    public async ValueTask InitializeAsync() => (recordings, s3) = (await TwilioRecordings.StartAsync(), await S3StandIn.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await recordings.DisposeAsync();
        await s3.DisposeAsync();
    }

    [Fact]
    public async Task A_recording_ends_in_the_bucket_alone_by_date_and_call()
    {
        await using var house = await OpenAsync();
        var (call, sid, wav) = await RecordAsync(house);

        await house.UntilAsync(NothingLeft);

        var (key, content) = Assert.Single(s3.Objects);
        Assert.Matches($@"^recordings/\d{{4}}/\d\d/\d\d/{call}-{sid}\.wav$", key);
        Assert.Equal(wav, content);
        Assert.Equal([$"stored s3://{S3StandIn.Bucket}/{key} 0"], house.Sql("SELECT status || ' ' || storage_key || ' ' || at_twilio FROM recordings"));
        Assert.Empty(recordings.Kept);
        Assert.Empty(Files(house));
    }

    [Theory]
    [InlineData("refusing", "SignatureDoesNotMatch")]
    [InlineData("slow", "SlowDown")]
    [InlineData("no bucket", "RECORDINGS_BUCKET")]
    [InlineData("corrupt", "not what was sent")]
    [InlineData("cut", "reached")]
    public async Task While_the_bucket_is_not_to_be_had_it_stays_here_and_goes_there_later(string fault, string told)
    {
        await using var house = await OpenAsync();
        if (fault == "refusing") s3.Fail(403, "SignatureDoesNotMatch", times: 1000);
        if (fault == "slow") s3.Fail(503, "SlowDown", times: 1000);
        if (fault == "cut") s3.Cut(times: 1000);
        (s3.HasBucket, s3.Corrupts) = (fault != "no bucket", fault == "corrupt");

        var (_, sid, wav) = await RecordAsync(house);
        await house.UntilAsync("SELECT step FROM recording_work WHERE attempts > 1", "archive");
        Assert.StartsWith("data:", house.Sql("SELECT storage_key FROM recordings")[0], StringComparison.Ordinal);
        Assert.Equal(wav, await File.ReadAllBytesAsync(Assert.Single(Files(house)), TestContext.Current.CancellationToken));
        if (fault != "refusing") Assert.Contains(told, house.Sql("SELECT last_error FROM recording_work")[0], StringComparison.Ordinal);
        await house.RestartAsync();
        (s3.HasBucket, s3.Corrupts) = (true, false);
        s3.Calm();

        await house.UntilAsync(NothingLeft);
        Assert.Equal(wav, Assert.Single(s3.Objects).Value);
        Assert.Empty(Files(house));
        Assert.DoesNotContain(sid, recordings.Kept.Keys);
        Assert.DoesNotContain(house.Appliance.Lines.All, line => line.Contains(S3StandIn.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_plays_it_through_the_appliance_or_by_a_link_for_a_few_minutes()
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", "token"));
        var (_, sid, wav) = await RecordAsync(house);
        await house.UntilAsync(NothingLeft);
        using var page = Operator.WithToken(house, "token");

        var whole = await page.GetAsync($"/admin/recordings/{sid}/audio");
        var piece = await page.GetAsync($"/admin/recordings/{sid}/audio", ("Range", "bytes=-100"));
        var link = (await page.PostAsync($"/admin/recordings/{sid}/link")).Json;

        Assert.Equal(wav, whole.Bytes);
        Assert.Equal((206, $"bytes {wav.Length - 100}-{wav.Length - 1}/{wav.Length}"), (piece.Status, piece.Headers["Content-Range"]));
        Assert.Equal(wav[^100..], piece.Bytes);
        using var http = new HttpClient();
        Assert.Equal(wav, await http.GetByteArrayAsync(link.GetProperty("url").GetString(), TestContext.Current.CancellationToken));
        Assert.Equal(["recording link made"], house.Sql("SELECT action FROM audit WHERE action LIKE 'recording%'"));
        s3.HasBucket = false;
        Assert.Equal(502, (await page.GetAsync($"/admin/recordings/{sid}/audio")).Status);
    }

    [Fact]
    public async Task What_lies_in_a_bucket_of_before_is_played_no_more_but_stays_in_the_list()
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", "token"));
        var (_, sid, _) = await RecordAsync(house);
        await house.UntilAsync(NothingLeft);
        Database.Write(house.DataDir, "UPDATE recordings SET storage_key = replace(storage_key, 'restaurant-recordings', 'another')");
        using var page = Operator.WithToken(house, "token");

        Assert.Equal(404, (await page.GetAsync($"/admin/recordings/{sid}/audio")).Status);
        Assert.Single((await page.ReadAsync("/admin/recordings")).GetProperty("items").EnumerateArray());
    }

    private async Task<House> OpenAsync(params (string Name, string Value)[] more)
    {
        var settings = recordings.Settings(more);
        foreach (var (name, value) in s3.Settings()) settings[name] = value;
        return await House.OpenAsync(settings);
    }

    private async Task<(string CallSid, string Sid, byte[] Wav)> RecordAsync(House house)
    {
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        var sid = recordings.Record(call.CallSid);
        var wav = recordings.Kept[sid].Wav;
        await call.RecordedAsync(told, sid);
        return (call.CallSid, sid, wav);
    }

    private static string[] Files(House house) => Directory.GetFiles(Path.Combine(house.DataDir, "recordings"), "*", SearchOption.AllDirectories);
}
