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

    /// <summary>Null where the voice has none, or it is not this machine's.</summary>
    /// <exception cref="IOException">The disk cannot say.</exception>
    public byte[]? Find(string id)
    {
        lock (gate)
        {
            return File.Exists(PathOf(id)) && DeviceKey() is { } device ? VoiceSeal.Open(device, File.ReadAllBytes(PathOf(id)), Purpose(id)) : null;
        }
    }

    /// <summary>Makes the key of a voice; it is on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public byte[] Make(string id)
    {
        lock (gate)
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var device = DeviceKey() ?? Write(Path.Combine(directory, DeviceKeyName), RandomNumberGenerator.GetBytes(VoiceSeal.KeyBytes));
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

    /// <summary>Of all voices but these the keys go.</summary>
    /// <exception cref="IOException">Some may still be there.</exception>
    public void KeepOnly(IReadOnlyCollection<string> ids)
    {
        lock (gate)
        {
            if (!Directory.Exists(directory)) return;
            var kept = ids.Select(PathOf).Append(Path.Combine(directory, DeviceKeyName)).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.EnumerateFiles(directory).Where(path => !kept.Contains(path)).ToList()) Shred(path);
        }
    }

    private string PathOf(string id) => Path.Combine(directory, id.All(char.IsAsciiHexDigitLower) ? id + Suffix : throw new ArgumentException("no id of a voice", nameof(id)));

    private static byte[] Purpose(string id) => Encoding.ASCII.GetBytes("voice key " + id);

    private byte[]? DeviceKey()
    {
        var path = Path.Combine(directory, DeviceKeyName);
        return File.Exists(path) && File.ReadAllBytes(path) is { Length: VoiceSeal.KeyBytes } key ? key : null;
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
        if (!File.Exists(path)) return;
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, new byte[RandomAccess.GetLength(file)], 0);
            DurableFile.Sync(file, path);
        }

        File.Delete(path);
    }
}
