using System.Security.Cryptography;
using System.Text;
using VoiceHunte.Edge.Archive;

namespace VoiceHunte.Edge.Backups;

/// <summary>The file <c>FILE.sha256</c> beside a backup, as <c>sha256sum</c> writes it and <c>sha256sum -c</c> reads it.</summary>
internal static class Checksum
{
    private const int HexDigits = 64;

    public static string PathOf(string file) => file + ".sha256";

    /// <returns>In lower-case hexadecimal digits.</returns>
    public static string Of(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    /// <param name="name">The name that the backup has where it will lie.</param>
    public static void Write(string path, string sha256, string name)
    {
        using (var file = DurableFile.CreateFile(path + ".part")) file.Write(Encoding.UTF8.GetBytes($"{sha256}  {name}\n"));
        DurableFile.Settle(path + ".part", path);
    }

    /// <summary>Holds a file against the checksum beside it.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="RestoreException">It does not match.</exception>
    public static bool Check(string file)
    {
        if (!File.Exists(PathOf(file))) return false;

        var written = File.ReadAllText(PathOf(file)).TrimStart().Split((char[])[' ', '\n', '\t'], 2)[0].ToLowerInvariant();
        if (written.Length != HexDigits || !written.All(char.IsAsciiHexDigit)) throw new RestoreException($"{PathOf(file)} is no checksum: get it again, or move it away to restore without it");
        if (written != Of(file)) throw new RestoreException($"{file} is not what {PathOf(file)} says: it was damaged on its way here, get it again");
        return true;
    }
}
