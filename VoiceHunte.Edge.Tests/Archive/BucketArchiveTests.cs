using System.Security.Cryptography;
using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>Files into a bucket and back, signed as S3 wants it, through what goes wrong with buckets.</summary>
public sealed class BucketArchiveTests : IAsyncLifetime
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
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(8_388_608)]
    [InlineData(20_000_000)]
    public async Task What_is_put_there_comes_back_byte_for_byte(int bytes)
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, bytes);

        await archive.PutAsync(Key, file, new RememberedUpload(), Cancel);

        await using var whole = await archive.OpenAsync(Key, 0, null, Cancel);
        Assert.Equal(await File.ReadAllBytesAsync(file.Path, Cancel), await UploadedFile.ReadAsync(whole!));
        Assert.Equal($"s3://{S3StandIn.Bucket}/{Key}", archive.StorageKey(Key));
        Assert.Empty(s3.Uploads);
        Assert.Equal(bytes > 8_388_608 ? 3 : 0, s3.Requests.Count(request => request.Contains("partNumber", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_piece_of_it_is_read_without_the_rest()
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, 1000);
        await archive.PutAsync(Key, file, new RememberedUpload(), Cancel);

        await using var piece = await archive.OpenAsync(Key, 100, 149, Cancel);
        await using var rest = await archive.OpenAsync(Key, 900, null, Cancel);

        Assert.Equal((100, 149, 1000), (piece!.From, piece.To, piece.WholeLength));
        Assert.Equal((await File.ReadAllBytesAsync(file.Path, Cancel))[100..150], await UploadedFile.ReadAsync(piece));
        Assert.Equal(100, (await UploadedFile.ReadAsync(rest!)).Length);
    }

    [Fact]
    public async Task Beyond_the_end_there_is_nothing_and_no_trouble()
    {
        using var archive = s3.Open();
        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 1000), new RememberedUpload(), Cancel);
        await archive.PutAsync("recordings/empty", await UploadedFile.MakeAsync(folder, 0), new RememberedUpload(), Cancel);

        await using var beyond = await archive.OpenAsync(Key, 1000, null, Cancel);
        await using var empty = await archive.OpenAsync("recordings/empty", 0, -1, Cancel);

        Assert.Equal((1000, 0), (beyond!.WholeLength, (await UploadedFile.ReadAsync(beyond)).Length));
        Assert.Equal((0, 0), (empty!.WholeLength, (await UploadedFile.ReadAsync(empty)).Length));
    }

    [Fact]
    public async Task After_a_restart_the_parts_that_have_arrived_are_not_sent_again()
    {
        var file = await UploadedFile.MakeAsync(folder, 28_000_000);
        var progress = new RememberedUpload();
        (s3.Held, s3.HeldOnly) = (new Gate(), "partNumber=4");
        using (var archive = s3.Open())
        {
            using var stop = new CancellationTokenSource();
            var putting = archive.PutAsync(Key, file, progress, stop.Token);
            await s3.Held.Reached;
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => putting);
        }

        Assert.Equal([1, 2, 3], s3.Uploads[progress.UploadId!].Parts.Keys);
        s3.Requests.Clear();
        s3.Held = null;
        using var again = s3.Open();
        await again.PutAsync(Key, file, progress, Cancel);

        Assert.Equal(["partNumber=4"], s3.Requests.SelectMany(request => request.Split('?', '&')).Where(word => word.StartsWith("partNumber=", StringComparison.Ordinal)));
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(s3.Objects[Key])));
        Assert.Null(progress.UploadId);
    }

    [Fact]
    public async Task A_part_that_arrived_as_something_else_is_sent_again()
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, 20_000_000);
        var progress = new RememberedUpload();
        s3.Corrupts = true;
        var trouble = await Assert.ThrowsAsync<ArchiveException>(() => archive.PutAsync(Key, file, progress, Cancel));
        Assert.Contains("not what was sent", trouble.Message, StringComparison.Ordinal);
        Assert.Single(s3.Uploads[progress.UploadId!].Parts);
        s3.Corrupts = false;

        await archive.PutAsync(Key, file, progress, Cancel);

        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(s3.Objects[Key])));
    }

    [Fact]
    public async Task Parts_that_will_never_make_a_file_are_thrown_away_and_the_next_try_begins_anew()
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, 20_000_000);
        var progress = new RememberedUpload();
        (s3.Held, s3.HeldOnly) = (new Gate(), "POST /restaurant-recordings/recordings/2026/11/26/CA1-RE1.wav?uploadId");
        var putting = archive.PutAsync(Key, file, progress, Cancel);
        await s3.Held.Reached;
        s3.Uploads[progress.UploadId!].Parts.Remove(2);
        s3.Held.Open();

        var trouble = await Assert.ThrowsAsync<ArchiveException>(() => putting);

        Assert.Contains("begins anew", trouble.Message, StringComparison.Ordinal);
        Assert.Empty(s3.Uploads);
        Assert.Null(progress.UploadId);
        await archive.PutAsync(Key, file, progress, Cancel);
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(s3.Objects[Key])));
    }

    [Fact]
    public async Task An_upload_that_the_server_has_forgotten_begins_anew()
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, 9_000_000);

        await archive.PutAsync(Key, file, new RememberedUpload { UploadId = "long-gone" }, Cancel);

        Assert.Equal(file.Bytes, s3.Objects[Key].Length);
    }

    [Fact]
    public async Task An_upload_whose_id_was_never_written_down_is_given_up()
    {
        using var archive = s3.Open();
        s3.Uploads["unknown"] = (Key, TimeProvider.System.GetUtcNow(), []);
        s3.Uploads["another"] = (Key + "x", TimeProvider.System.GetUtcNow(), []);

        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 9_000_000), new RememberedUpload(), Cancel);

        Assert.Equal(["another"], s3.Uploads.Keys);
    }

    [Fact]
    public async Task Uploads_that_nobody_completes_are_given_up()
    {
        using var archive = s3.Open();
        s3.Uploads["old"] = ("recordings/a.wav", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8), []);
        s3.Uploads["new"] = ("recordings/b.wav", TimeProvider.System.GetUtcNow(), []);
        s3.Uploads["old too"] = ("recordings/a.wav", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(9), []);
        s3.Uploads["oldest"] = ("recordings/c.wav", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(99), []);
        s3.Uploads["other"] = ("somebody-elses/c", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(8), []);

        Assert.Equal(3, await archive.TidyAsync("recordings/", TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(7), Cancel));

        Assert.Equal(["new", "other"], s3.Uploads.Keys.Order());
    }

    [Fact]
    public async Task All_names_are_listed_however_many_pages_they_take_and_what_is_deleted_is_gone()
    {
        using var archive = s3.Open();
        var file = await UploadedFile.MakeAsync(folder, 10);
        foreach (var name in (string[])["b", "a", "d", "c", "e"]) await archive.PutAsync($"recordings/{name}", file, new RememberedUpload(), Cancel);
        s3.Objects["other"] = [];

        await archive.DeleteAsync("recordings/c", Cancel);
        await archive.DeleteAsync("recordings/c", Cancel);

        Assert.Equal(["recordings/a", "recordings/b", "recordings/d", "recordings/e"], (await archive.ListAsync("recordings/", Cancel)).Select(name => name.Key));
        Assert.Null(await archive.OpenAsync("recordings/c", 0, null, Cancel));
    }

    [Fact]
    public async Task A_link_plays_without_a_password_until_its_time_is_over()
    {
        using var archive = s3.Open();
        await archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, 500), new RememberedUpload(), Cancel);
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
    [InlineData(10, "AES256", null)]
    [InlineData(10, "aws:kms", "key-1")]
    [InlineData(9_000_000, "aws:kms", "key-1")]
    public async Task The_encryption_that_is_set_is_asked_for(int bytes, string encryption, string? key)
    {
        using var archive = s3.Open(bucket => bucket with { Encryption = encryption, KmsKeyId = key });
        (s3.Held, s3.HeldOnly) = (new Gate(), bytes > 10 ? "partNumber=1" : "HEAD");

        var putting = archive.PutAsync(Key, await UploadedFile.MakeAsync(folder, bytes), new RememberedUpload(), Cancel);
        await s3.Held.Reached;

        Assert.Equal(encryption, s3.LastHeaders["x-amz-server-side-encryption"]);
        Assert.Equal(key ?? "", s3.LastHeaders.GetValueOrDefault("x-amz-server-side-encryption-aws-kms-key-id", ""));
        s3.Held.Open();
        await putting;
    }

    [Fact]
    public async Task Every_body_is_signed_in_one_piece_with_its_length_type_and_session()
    {
        using var archive = s3.Open(bucket => bucket with { SessionToken = new Secret("a-session") });
        var file = await UploadedFile.MakeAsync(folder, 1000);

        await archive.PutAsync(Key, file, new RememberedUpload(), Cancel);

        Assert.Equal(file.Sha256, s3.LastHeaders["x-amz-content-sha256"]);
        Assert.Equal("audio/wav", s3.LastHeaders["Content-Type"]);
        Assert.Equal("1000", s3.LastHeaders["Content-Length"]);
        Assert.Equal("a-session", s3.LastHeaders["x-amz-security-token"]);
        Assert.DoesNotContain(s3.LastHeaders.Keys, name => name.Contains("checksum", StringComparison.OrdinalIgnoreCase) || name.Contains("trailer", StringComparison.OrdinalIgnoreCase));
    }
}
