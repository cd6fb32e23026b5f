using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>What an operator reads when a bucket does not do what it should.</summary>
public sealed class BucketTroubleTests : IAsyncLifetime
{
    private const string Key = UploadedFile.Key;

    private readonly TemporaryFolder folder = new();
    private S3StandIn s3 = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => s3 = await S3StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await s3.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", "wrong secret")]
    [InlineData("AWS_ACCESS_KEY_ID", "wrong key")]
    [InlineData("RECORDINGS_BUCKET", "no bucket")]
    [InlineData("AWS_REGION", "wrong region")]
    [InlineData("AWS_ENDPOINT_URL_S3", "nobody there")]
    [InlineData("AWS_ENDPOINT_URL_S3", "cut")]
    [InlineData("AWS_ENDPOINT_URL_S3", "cut in the middle")]
    [InlineData("not what was sent", "corrupt")]
    [InlineData("of 1000 bytes the bucket has 999", "short")]
    public async Task What_is_wrong_is_said_with_the_setting_to_look_at_and_without_a_secret(string named, string fault)
    {
        using var archive = s3.Open(bucket => fault switch
        {
            "wrong secret" => bucket with { SecretAccessKey = new Secret("not-the-secret-at-all") },
            "wrong key" => bucket with { AccessKeyId = new Secret("AKIAUNKNOWN") },
            "wrong region" => bucket with { Region = "us-west-2" },
            "nobody there" => bucket with { Endpoint = new Uri("http://user:not-the-secret@127.0.0.1:1") },
            _ => bucket,
        });
        (s3.HasBucket, s3.Corrupts, s3.LosesBytes) = (fault != "no bucket", fault == "corrupt", fault == "short");
        if (fault == "cut") s3.Cut(times: 100);
        if (fault == "cut in the middle") s3.CutAfter = 500;

        var trouble = await PutAsync(archive);

        Assert.Contains(named, trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", trouble.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA", trouble.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(S3StandIn.Secret, trouble.ToString(), StringComparison.Ordinal);
        Assert.Equal(fault is "wrong secret" or "wrong key" or "wrong region" or "no bucket", trouble.IsLasting);
    }

    [Theory]
    [InlineData(403, "AccessDenied", true, "does not let this key use the bucket restaurant-recordings")]
    [InlineData(403, "RequestTimeTooSkewed", true, "this machine's clock is wrong")]
    [InlineData(400, "ExpiredToken", true, "AWS_SESSION_TOKEN")]
    [InlineData(301, "PermanentRedirect", true, "AWS_REGION")]
    [InlineData(503, "SlowDown", false, "overloaded")]
    [InlineData(500, "InternalError", false, "overloaded")]
    [InlineData(507, "InsufficientStorage", false, "507 InsufficientStorage")]
    public async Task What_the_server_refuses_is_told_in_words(int status, string code, bool isLasting, string told)
    {
        using var archive = s3.Open();
        s3.Fail(status, code, times: 10);

        var trouble = await PutAsync(archive);

        Assert.Contains(told, trouble.Message, StringComparison.Ordinal);
        Assert.Equal(isLasting, trouble.IsLasting);
    }

    [Fact]
    public async Task One_refusal_for_being_busy_is_not_even_noticed()
    {
        using var archive = s3.Open();
        s3.Fail(503, "SlowDown");

        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 1000), new RememberedUpload(), Cancel);

        Assert.Equal(1000, s3.Objects[Key].Length);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_a_while_and_the_caller_is_not_said_to_have_left()
    {
        using var archive = s3.Open(patience: TimeSpan.FromMilliseconds(200));
        s3.Held = new Gate();

        var trouble = await PutAsync(archive);

        Assert.Contains("AWS_ENDPOINT_URL_S3) does not answer in time", trouble.Message, StringComparison.Ordinal);
        Assert.False(trouble.IsLasting);
    }

    [Fact]
    public async Task Whoever_gives_up_himself_is_told_so()
    {
        using var archive = s3.Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        s3.Held = new Gate();
        var putting = archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 1000), new RememberedUpload(), stop.Token);
        await s3.Held.Reached;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
    }

    [Fact]
    public async Task A_clock_that_is_hours_off_is_put_right_by_the_servers_and_links_work_too()
    {
        s3.Ahead = TimeSpan.FromHours(2);
        using var archive = s3.Open();
        using var http = new HttpClient();

        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 1000), new RememberedUpload(), Cancel);

        Assert.Equal(1000, s3.Objects[Key].Length);
        Assert.Equal(1000, (await http.GetByteArrayAsync(archive.Link(Key, TimeSpan.FromMinutes(5)), Cancel)).Length);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_while_it_is_read_is_an_error_and_not_a_shorter_file()
    {
        using var archive = s3.Open();
        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 100_000), new RememberedUpload(), Cancel);
        s3.CutAfter = 50_000;

        var trouble = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var file = await archive.OpenAsync(Key, 0, null, Cancel);
            await UploadedFile.ReadAsync(file!);
        });

        // The reset may be noticed before the first byte or after the last that came.
        Assert.True(trouble is ArchiveException or IOException, trouble.ToString());
    }

    private async Task<ArchiveException> PutAsync(BucketArchive archive)
    {
        var file = await UploadedFile.MakeAsync(folder, 1000);
        return await Assert.ThrowsAsync<ArchiveException>(() => archive.PutAsync(Key, file, new RememberedUpload(), Cancel));
    }
}
