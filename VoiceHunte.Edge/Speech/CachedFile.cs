using System.Globalization;

namespace VoiceHunte.Edge.Speech;

/// <summary>A whole piece of speech on the disk.</summary>
/// <param name="LastHeard">Lives in the file's modification time, so that it survives a restart.</param>
internal sealed record CachedFile(string Key, string Name, long Bytes, DateTimeOffset LastHeard)
{
    /// <summary>Null for what is unfinished, cut, or none of ours.</summary>
    public static CachedFile? Of(FileInfo file) =>
        file.Name.Split('.') is [{ Length: 64 } key, var bytes, var format]
        && AudioFormat.IsKept(format)
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        && length == file.Length
            ? new CachedFile(key, file.Name, length, file.LastWriteTimeUtc)
            : null;
}
