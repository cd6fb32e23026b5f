using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>The transfers against a server that is not ours.</summary>
public sealed class S3rverTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public async Task What_is_put_there_comes_back_whole_and_in_pieces_and_goes(int bytes)
    {
        await using var server = await S3rver.StartAsync(folder);
        using var archive = Open(server);
        var file = await UploadedFile.MakeAsync(folder, bytes);
        var content = await File.ReadAllBytesAsync(file.Path, Cancel);

        await archive.PutAsync(UploadedFile.Key, file, new RememberedUpload(), Cancel);

        await using (var whole = await archive.OpenAsync(UploadedFile.Key, 0, null, Cancel)) Assert.Equal(content, await UploadedFile.ReadAsync(whole!));
        if (bytes > 1000)
        {
            await using var piece = await archive.OpenAsync(UploadedFile.Key, 500, 699, Cancel);
            Assert.Equal(content[500..700], await UploadedFile.ReadAsync(piece!));
        }

        Assert.Equal([UploadedFile.Key], (await archive.ListAsync("recordings/", Cancel)).Select(name => name.Key));
        await archive.DeleteAsync(UploadedFile.Key, Cancel);
        Assert.Null(await archive.OpenAsync(UploadedFile.Key, 0, null, Cancel));
    }

    [Fact]
    public async Task A_recording_goes_from_Twilio_into_its_bucket()
    {
        await using var server = await S3rver.StartAsync(folder);
        await using var recordings = await TwilioRecordings.StartAsync();
        await using var house = await House.OpenAsync(recordings.Settings(
            ("RECORDINGS_BUCKET", S3rver.Bucket), ("AWS_ACCESS_KEY_ID", "S3RVER"), ("AWS_SECRET_ACCESS_KEY", "S3RVER"), ("AWS_ENDPOINT_URL_S3", server.Url.ToString())));
        var call = house.Ring();
        await call.StartAsync();
        var told = (await call.SayAsync("máte dnes otvorené")).RecordingTold!;
        // Nine and a half megabytes: in two parts.
        var sid = recordings.Record(call.CallSid, seconds: 300);
        var wav = recordings.Kept[sid].Wav;

        await call.RecordedAsync(told, sid, durationSeconds: 300);

        await house.UntilAsync("SELECT recording_sid FROM recording_work");
        using var archive = Open(server);
        await using var kept = await archive.OpenAsync(house.Sql("SELECT storage_key FROM recordings")[0][$"s3://{S3rver.Bucket}/".Length..], 0, null, Cancel);
        var there = await UploadedFile.ReadAsync(kept!);
        Assert.True(wav.AsSpan().SequenceEqual(there));
    }

    private static BucketArchive Open(S3rver server) =>
        new(new BucketSettings(S3rver.Bucket, null, null, new Secret("S3RVER"), new Secret("S3RVER"), null, "us-east-1", server.Url), TimeProvider.System);
}
