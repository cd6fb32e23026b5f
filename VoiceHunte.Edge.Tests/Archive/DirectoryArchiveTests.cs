using VoiceHunte.Edge.Archive;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Archive;

/// <summary>Files kept in the data directory.</summary>
public sealed class DirectoryArchiveTests : IDisposable
{
    private const string Key = UploadedFile.Key;

    private readonly TemporaryFolder folder = new();
    private readonly DirectoryArchive archive;

    public DirectoryArchiveTests() => archive = new DirectoryArchive(folder.File("data"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task What_is_put_there_comes_back_byte_for_byte_and_is_its_owners_alone(int bytes)
    {
        var file = await PutAsync(Key, bytes);

        await using var whole = await archive.OpenAsync(Key, 0, null, Cancel);
        Assert.Equal(await File.ReadAllBytesAsync(file.Path, Cancel), await UploadedFile.ReadAsync(whole!));
        Assert.Equal("data:" + Key, archive.StorageKey(Key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive.PathOf(Key)));
        Assert.Null(archive.Link(Key, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_piece_of_it_is_read_without_the_rest_and_beyond_the_end_there_is_nothing()
    {
        var content = await File.ReadAllBytesAsync((await PutAsync(Key, 1000)).Path, Cancel);

        await using var piece = await archive.OpenAsync(Key, 100, 149, Cancel);
        await using var tail = await archive.OpenAsync(Key, 900, 5000, Cancel);
        await using var beyond = await archive.OpenAsync(Key, 1000, null, Cancel);

        Assert.Equal((100, 149, 1000), (piece!.From, piece.To, piece.WholeLength));
        Assert.Equal(content[100..150], await UploadedFile.ReadAsync(piece));
        Assert.Equal(content[900..], await UploadedFile.ReadAsync(tail!));
        Assert.Empty(await UploadedFile.ReadAsync(beyond!));
    }

    [Fact]
    public async Task The_same_key_once_more_replaces_what_was_there()
    {
        await PutAsync(Key, 1000);
        await PutAsync(Key, 10);

        Assert.Equal(10, (await archive.ListAsync("recordings/", Cancel)).Single().Bytes);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_be_deleted_again()
    {
        await PutAsync(Key, 10);

        await archive.DeleteAsync(Key, Cancel);
        await archive.DeleteAsync(Key, Cancel);
        await archive.DeleteAsync("never/was.wav", Cancel);

        Assert.Null(await archive.OpenAsync(Key, 0, null, Cancel));
    }

    [Theory]
    [InlineData("../outside.wav")]
    [InlineData("recordings/../../outside.wav")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    public async Task A_key_that_leads_out_is_refused(string key)
    {
        await File.WriteAllTextAsync(folder.File("outside.wav"), "not ours", Cancel);
        var file = await UploadedFile.MakeAsync(folder, 10);

        await Assert.ThrowsAsync<ArchiveException>(() => archive.PutAsync(key, file, new RememberedUpload(), Cancel));
        await Assert.ThrowsAsync<ArchiveException>(async () => await archive.OpenAsync(key, 0, null, Cancel));
        await Assert.ThrowsAsync<ArchiveException>(async () => await archive.DeleteAsync(key, Cancel));

        Assert.Equal("not ours", await File.ReadAllTextAsync(folder.File("outside.wav"), Cancel));
    }

    [Fact]
    public async Task Names_are_listed_in_their_order_below_a_beginning_without_what_is_half_done()
    {
        foreach (var key in (string[])["recordings/b/2.wav", "recordings/a/1.wav", "recordings/b/1.wav", "backups/1.gz"]) await PutAsync(key, 10);
        await File.WriteAllTextAsync(archive.PathOf("recordings/b/3.wav.part"), "half", Cancel);

        Assert.Equal(["recordings/a/1.wav", "recordings/b/1.wav", "recordings/b/2.wav"], (await archive.ListAsync("recordings/", Cancel)).Select(name => name.Key));
        Assert.Equal(["recordings/b/1.wav", "recordings/b/2.wav"], (await archive.ListAsync("recordings/b/", Cancel)).Select(name => name.Key));
        Assert.Empty(await archive.ListAsync("nothing/", Cancel));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_an_error_that_names_it()
    {
        await PutAsync("recordings", 10);

        var trouble = await Assert.ThrowsAsync<ArchiveException>(() => PutAsync("recordings/1.wav", 10));

        Assert.Contains("recordings/1.wav", trouble.Message, StringComparison.Ordinal);
        Assert.False(trouble.IsLasting);
    }

    public void Dispose() => folder.Dispose();

    private async Task<LocalFile> PutAsync(string key, int bytes)
    {
        var file = await UploadedFile.MakeAsync(folder, bytes);
        await archive.PutAsync(key, file, new RememberedUpload(), Cancel);
        return file;
    }
}
