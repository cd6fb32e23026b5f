using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Archive;

namespace VoiceHunte.Edge.Voice;

/// <summary>
/// A key for each voice that is remembered, sealed with a key of this machine. They lie beside the database and in no backup:
/// where a voice's key is gone its template opens nowhere any more, in no copy of the database either.
/// </summary>
internal sealed class VoiceKeys(string directory)
{
    private const string DeviceKeyName = "device.key";
    private const string Suffix = ".key";

    private readonly Lock gate = new();

    /// <summary>Null where the voice has none.</summary>
    /// <exception cref="IOException">The disk cannot say, or the machine's own key is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">They are not for us to read.</exception>
    public byte[]? Find(string id)
    {
        lock (gate) return Read(PathOf(id)) is { } closed ? VoiceSeal.Open(DeviceKey() ?? throw Unfit("is missing"), closed, Purpose(id)) : null;
    }

    /// <summary>Makes the key of a voice; it is on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk does not take it, or the machine's own key is not fit.</exception>
    public byte[] Make(string id)
    {
        lock (gate)
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (DeviceKey() is not { } device)
            {
                if (Directory.EnumerateFiles(directory, "*" + Suffix).Any()) throw Unfit("is missing");
                device = Write(Path.Combine(directory, DeviceKeyName), RandomNumberGenerator.GetBytes(VoiceSeal.KeyBytes));
            }

            var key = RandomNumberGenerator.GetBytes(VoiceSeal.KeyBytes);
            Write(PathOf(id), VoiceSeal.Close(device, key, Purpose(id)));
            return key;
        }
    }

    /// <summary>One that is not there is deleted.</summary>
    /// <exception cref="IOException">It may still be there.</exception>
    public void Delete(string id)
    {
        lock (gate) Shred(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(directory, id.All(char.IsAsciiHexDigitLower) ? id + Suffix : throw new ArgumentException("no id of a voice", nameof(id)));

    private static byte[] Purpose(string id) => Encoding.ASCII.GetBytes("voice key " + id);

    // Never replaced: with another one the keys beside it would open nothing.
    private byte[]? DeviceKey() => Read(Path.Combine(directory, DeviceKeyName)) is { } key ? key.Length == VoiceSeal.KeyBytes ? key : throw Unfit("is damaged") : null;

    private IOException Unfit(string why) => new($"{Path.Combine(directory, DeviceKeyName)} {why}: no voice can be known before it is back, or the directory deleted");

    private static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Write(string path, byte[] bytes)
    {
        var half = path + ".half";
        using (var file = DurableFile.CreateFile(half)) file.Write(bytes);
        DurableFile.Settle(half, path);
        return bytes;
    }

    // Written over first: where the file system writes in place, the key is not on the medium either.
    private static void Shred(string path)
    {
        if (Read(path) is null) return;
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, new byte[RandomAccess.GetLength(file)], 0);
            DurableFile.Sync(file, path);
        }

        File.Delete(path);
    }
}
