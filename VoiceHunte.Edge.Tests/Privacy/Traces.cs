using System.Text;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>Looks through the raw bytes of a data directory, as whoever finds the disk would.</summary>
internal static class Traces
{
    /// <returns>Which of the words stand in which files.</returns>
    public static List<string> Of(string dataDir, params IEnumerable<string> words)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(dataDir, "*", SearchOption.AllDirectories))
        {
            var bytes = Read(file);
            foreach (var word in words)
            {
                if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) is >= 0 and var at)
                    found.Add($"{Path.GetFileName(file)} at {at}: {word} in {Encoding.Latin1.GetString(bytes.AsSpan()[Math.Max(0, at - 60)..Math.Min(bytes.Length, at + 60)])}");
            }
        }

        return found;
    }

    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
