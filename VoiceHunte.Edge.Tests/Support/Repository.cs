namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Where the repository lies: the folder of global.json above the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no global.json above {start}");
    }
}
