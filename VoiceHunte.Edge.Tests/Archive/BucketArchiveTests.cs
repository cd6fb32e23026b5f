using System.Security.Cryptography;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>Files into a bucket and back, signed as S3 wants it, through what goes wrong with buckets.</summary>
public sealed class BucketArchiveTests : IAsyncLifetime
{
    private const string Key = "recordings/2026/11/26/CA1-RE1.wav";

    private readonly TemporaryFolder folder = new();
    private S3StandIn s3 = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => s3 = await S3StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await s3.DisposeAsync();
        folder.Dispose();
    }

    // Amazon's own example of a GET with a range, from the description of Signature Version 4 for S3.
    [Fact]
    public void The_stand_in_signs_as_Amazons_example_does() => Assert.Equal(
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        S3Signature.Sign(
            "GET", "/test.txt", [],
            [
                ("host", "examplebucket.s3.amazonaws.com"), ("range", "bytes=0-9"),
                ("x-amz-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), ("x-amz-date", "20130524T000000Z"),
            ],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "20130524T000000Z", "20130524/us-east-1/s3/aws4_request", S3StandIn.Secret));

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(20_000_000)]
    public async Task What_is_put_there_comes_back_byte_for_byte(int bytes)
    {
        using var archive = Open();
        var file = await FileAsync(bytes);

        await archive.PutAsync(Key, file, new Progress(), Cancel);

        await using var whole = await archive.OpenAsync(Key, 0, null, Cancel);
        Assert.Equal(await File.ReadAllBytesAsync(file.Path, Cancel), await ReadAsync(whole!));
        Assert.Equal($"s3://{S3StandIn.Bucket}/{Key}", archive.StorageKey(Key));
        Assert.Empty(s3.Uploads);
        Assert.Equal(bytes > 8_388_608 ? 3 : 0, s3.Requests.Count(request => request.Contains("partNumber", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_piece_of_it_is_read_without_the_rest()
    {
        using var archive = Open();
        var file = await FileAsync(1000);
        await archive.PutAsync(Key, file, new Progress(), Cancel);

        await using var piece = await archive.OpenAsync(Key, 100, 149, Cancel);
        await using var rest = await archive.OpenAsync(Key, 900, null, Cancel);

        Assert.Equal((100, 149, 1000), (piece!.From, piece.To, piece.WholeLength));
        Assert.Equal((await File.ReadAllBytesAsync(file.Path, Cancel))[100..150], await ReadAsync(piece));
        Assert.Equal(100, (await ReadAsync(rest!)).Length);
    }

    [Fact]
    public async Task After_a_restart_the_parts_that_have_arrived_are_not_sent_again()
    {
        var file = await FileAsync(20_000_000);
        var progress = new Progress();
        using (var archive = Open())
        {
            using var stop = new CancellationTokenSource();
            var putting = archive.PutAsync(Key, file, progress, stop.Token);
            while (s3.Uploads.IsEmpty || s3.Uploads.Values.Single().Parts.Count == 0) await Task.Yield();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        }

        var there = s3.Uploads.Values.Single().Parts.Count;
        Assert.InRange(there, 1, 2);
        s3.Requests.Clear();
        using var again = Open();
        await again.PutAsync(Key, file, progress, Cancel);

        Assert.Equal(3 - there, s3.Requests.Count(request => request.Contains("partNumber", StringComparison.Ordinal)));
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(s3.Objects[Key])));
        Assert.Null(progress.UploadId);
    }

    [Fact]
    public async Task An_upload_that_the_server_has_forgotten_begins_anew()
    {
        using var archive = Open();
        var file = await FileAsync(9_000_000);

        await archive.PutAsync(Key, file, new Progress { UploadId = "long-gone" }, Cancel);

        Assert.Equal(file.Bytes, s3.Objects[Key].Length);
    }

    [Fact]
    public async Task An_upload_whose_id_was_never_written_down_is_given_up()
    {
        using var archive = Open();
        s3.Uploads["unknown"] = (Key, TimeProvider.System.GetUtcNow(), []);
        s3.Uploads["another"] = (Key + "x", TimeProvider.System.GetUtcNow(), []);

        await archive.PutAsync(Key, await FileAsync(9_000_000), new Progress(), Cancel);

        Assert.Equal(["another"], s3.Uploads.Keys);
    }

    [Fact]
    public async Task Uploads_that_nobody_completes_are_given_up()
    {
        using var archive = Open();
        s3.Uploads["old"] = ("recordings/a.wav", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8), []);
        s3.Uploads["new"] = ("recordings/b.wav", TimeProvider.System.GetUtcNow(), []);
        s3.Uploads["other"] = ("somebody-elses/c", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8), []);

        Assert.Equal(1, await archive.TidyAsync("recordings/", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(7), Cancel));

        Assert.Equal(["new", "other"], s3.Uploads.Keys.Order());
    }

    [Fact]
    public async Task All_names_are_listed_however_many_pages_they_take_and_what_is_deleted_is_gone()
    {
        using var archive = Open();
        var file = await FileAsync(10);
        foreach (var name in (string[])["b", "a", "d", "c", "e"]) await archive.PutAsync($"recordings/{name}", file, new Progress(), Cancel);
        s3.Objects["other"] = [];

        await archive.DeleteAsync("recordings/c", Cancel);
        await archive.DeleteAsync("recordings/c", Cancel);

        Assert.Equal(["recordings/a", "recordings/b", "recordings/d", "recordings/e"], (await archive.ListAsync("recordings/", Cancel)).Select(name => name.Key));
        Assert.Null(await archive.OpenAsync("recordings/c", 0, null, Cancel));
    }

    [Fact]
    public async Task A_link_plays_without_a_password_until_its_time_is_over()
    {
        using var archive = Open();
        await archive.PutAsync(Key, await FileAsync(500), new Progress(), Cancel);
        using var http = new HttpClient();

        var link = archive.Link(Key, TimeSpan.FromMinutes(5));

        Assert.Equal(500, (await http.GetByteArrayAsync(link, Cancel)).Length);
        s3.Ahead = TimeSpan.FromMinutes(6);
        using var late = await http.GetAsync(link, Cancel);
        Assert.Equal(403, (int)late.StatusCode);
        s3.Ahead = default;
        using var forged = await http.GetAsync(new Uri(link.AbsoluteUri.Replace("RE1", "RE2", StringComparison.Ordinal)), Cancel);
        Assert.Equal(403, (int)forged.StatusCode);
    }

    [Theory]
    [InlineData("AES256", null)]
    [InlineData("aws:kms", "key-1")]
    public async Task The_encryption_that_is_set_is_asked_for(string encryption, string? key)
    {
        using var archive = Open(bucket => bucket with { Encryption = encryption, KmsKeyId = key });

        await archive.PutAsync(Key, await FileAsync(10), new Progress(), Cancel);

        Assert.Equal(encryption, s3.LastHeaders["x-amz-server-side-encryption"]);
        Assert.Equal(key ?? "", s3.LastHeaders.GetValueOrDefault("x-amz-server-side-encryption-aws-kms-key-id", ""));
    }

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", "wrong secret")]
    [InlineData("AWS_ACCESS_KEY_ID", "wrong key")]
    [InlineData("RECORDINGS_BUCKET", "no bucket")]
    [InlineData("AWS_ENDPOINT_URL_S3", "nobody there")]
    [InlineData("overloaded", "slow down")]
    [InlineData("not what was sent", "corrupt")]
    [InlineData("AWS_ENDPOINT_URL_S3", "cut")]
    public async Task What_is_wrong_is_said_with_the_setting_to_look_at_and_without_a_secret(string named, string fault)
    {
        using var archive = Open(bucket => fault switch
        {
            "wrong secret" => bucket with { SecretAccessKey = new Secret("not-the-secret-at-all") },
            "wrong key" => bucket with { AccessKeyId = new Secret("AKIAUNKNOWN") },
            "nobody there" => bucket with { Endpoint = new Uri("http://127.0.0.1:1") },
            _ => bucket,
        });
        s3.HasBucket = fault != "no bucket";
        s3.Corrupts = fault == "corrupt";
        if (fault == "slow down") s3.Fail(503, "SlowDown", times: 10);
        if (fault == "cut") s3.Cut(times: 100);

        var trouble = await Assert.ThrowsAsync<ArchiveException>(async () => await archive.PutAsync(Key, await FileAsync(1000), new Progress(), Cancel));

        Assert.Contains(named, trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", trouble.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(S3StandIn.Secret, trouble.ToString(), StringComparison.Ordinal);
        Assert.Equal(fault is "wrong secret" or "wrong key" or "no bucket", trouble.IsLasting);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_put_right_or_complained_of()
    {
        s3.Ahead = TimeSpan.FromHours(2);
        using var archive = Open();
        try
        {
            await archive.PutAsync(Key, await FileAsync(1000), new Progress(), Cancel);
            Assert.Equal(1000, s3.Objects[Key].Length);
        }
        catch (ArchiveException trouble)
        {
            Assert.Contains("clock", trouble.Message, StringComparison.Ordinal);
        }
    }

    private BucketArchive Open(Func<BucketSettings, BucketSettings>? change = null)
    {
        var settings = new BucketSettings(S3StandIn.Bucket, null, null, new Secret(S3StandIn.AccessKey), new Secret(S3StandIn.Secret), null, "eu-central-1", s3.Url);
        return new BucketArchive(change?.Invoke(settings) ?? settings, TimeProvider.System);
    }

    private async Task<LocalFile> FileAsync(int bytes)
    {
        var (path, content) = (folder.File($"{Guid.NewGuid()}.wav"), new byte[bytes]);
        new Random(bytes).NextBytes(content);
        await File.WriteAllBytesAsync(path, content, Cancel);
        return new LocalFile(path, bytes, Convert.ToHexStringLower(SHA256.HashData(content)), "audio/wav");
    }

    private static async Task<byte[]> ReadAsync(ArchivedFile file)
    {
        using var read = new MemoryStream();
        await file.Content.CopyToAsync(read, Cancel);
        return read.ToArray();
    }

    private sealed class Progress : IUploadProgress
    {
        public string? UploadId { get; set; }

        public Task KeepAsync(string? uploadId)
        {
            UploadId = uploadId;
            return Task.CompletedTask;
        }
    }
}
