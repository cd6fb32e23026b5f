using System.Security.Cryptography;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>What a template is sealed with, and where that lies.</summary>
public sealed class VoiceKeysTests : IDisposable
{
    private const string Martin = "0123456789abcdef0123456789abcdef", Anna = "fedcba9876543210fedcba9876543210";

    private readonly TemporaryFolder folder = new();
    private readonly VoiceKeys keys;

    public VoiceKeysTests() => keys = new VoiceKeys(Directory);

    private string Directory => folder.File("voice-keys");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_key_is_the_same_the_next_time_and_no_other_guest_has_it()
    {
        var (martin, anna) = (keys.Make(Martin), keys.Make(Anna));

        Assert.Equal(martin, new VoiceKeys(Directory).Find(Martin));
        Assert.NotEqual(martin, anna);
        Assert.Null(keys.Find(new string('0', 32)));
    }

    [Fact]
    public void Nobody_but_the_service_may_read_them_and_none_lies_there_as_it_is()
    {
        var key = keys.Make(Martin);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Directory));
        Assert.All(System.IO.Directory.EnumerateFiles(Directory), file =>
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(key));
        });
    }

    [Fact]
    public void A_key_from_another_machine_or_under_another_name_opens_nothing()
    {
        var elsewhere = new VoiceKeys(folder.File("elsewhere"));
        elsewhere.Make(Anna);
        keys.Make(Martin);
        File.Copy(Path.Combine(folder.File("elsewhere"), Anna + ".key"), Path.Combine(Directory, Anna + ".key"));
        Assert.Null(keys.Find(Anna));

        File.Copy(Path.Combine(Directory, Martin + ".key"), Path.Combine(Directory, Anna + ".key"), overwrite: true);
        Assert.Null(keys.Find(Anna));
    }

    [Fact]
    public void A_key_that_is_deleted_is_gone_and_the_others_stay()
    {
        keys.Make(Martin);
        var anna = keys.Make(Anna);

        keys.Delete(Martin);

        Assert.Equal(["device.key", Anna + ".key"], System.IO.Directory.EnumerateFiles(Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(anna, keys.Find(Anna));
        keys.Delete(Martin);
        Assert.Null(keys.Find(Martin));
    }

    // Another one in its place would make a trap of every key beside it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_machines_key_that_is_missing_or_damaged_is_told_and_not_replaced(bool isMissing)
    {
        keys.Make(Martin);
        var path = Path.Combine(Directory, "device.key");
        if (isMissing) File.Delete(path);
        else File.WriteAllText(path, "short");

        Assert.Contains(path, Assert.Throws<IOException>(() => keys.Find(Martin)).Message, StringComparison.Ordinal);
        Assert.Contains(path, Assert.Throws<IOException>(() => keys.Make(Anna)).Message, StringComparison.Ordinal);
        keys.Delete(Martin);
        Assert.False(File.Exists(Path.Combine(Directory, Martin + ".key")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("ABC")]
    [InlineData("a.b")]
    public void What_is_no_id_names_no_file(string id) => Assert.Throws<ArgumentException>(() => keys.Find(id));

    [Fact]
    public void A_seal_opens_with_its_key_for_its_purpose_and_undamaged_alone()
    {
        var (key, plain) = (RandomNumberGenerator.GetBytes(VoiceSeal.KeyBytes), "a voice"u8.ToArray());
        var closed = VoiceSeal.Close(key, plain, "for this"u8);

        Assert.Equal(plain, VoiceSeal.Open(key, closed, "for this"u8));
        Assert.Null(VoiceSeal.Open(key, closed, "for that"u8));
        Assert.Null(VoiceSeal.Open(RandomNumberGenerator.GetBytes(VoiceSeal.KeyBytes), closed, "for this"u8));
        for (var at = 0; at < closed.Length; at++)
        {
            closed[at] ^= 1;
            Assert.Null(VoiceSeal.Open(key, closed, "for this"u8));
            closed[at] ^= 1;
        }

        Assert.Null(VoiceSeal.Open(key, closed.AsSpan(0, 27), "for this"u8));
        Assert.NotEqual(closed, VoiceSeal.Close(key, plain, "for this"u8));
    }
}
