using VoiceHunte.Edge.Archive;

namespace VoiceHunte.Edge.Privacy;

/// <summary>Files of the audio cache, whose paths the database has from DATA_DIR on.</summary>
internal static class SpokenFiles
{
    /// <exception cref="ArchiveException">It may still be there.</exception>
    public static async Task DeleteAsync(DirectoryArchive dataDir, string path, CancellationToken cancel)
    {
        try
        {
            await dataDir.DeleteAsync(path, cancel);
        }
        catch (ArchiveException elsewhere) when (elsewhere.IsLasting)
        {
            // Not in the data directory: none of ours.
        }
    }

    /// <returns>How many went.</returns>
    public static int DeleteUnheard(string cacheDir, DateTimeOffset since)
    {
        if (!Directory.Exists(cacheDir)) return 0;
        var unheard = new DirectoryInfo(cacheDir).EnumerateFiles().Where(file => file.LastWriteTimeUtc < since.UtcDateTime).ToList();
        unheard.ForEach(file => file.Delete());
        return unheard.Count;
    }
}
