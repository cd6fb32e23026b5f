using System.CommandLine;
using System.IO.Compression;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Backups;

/// <summary>A data directory, a place for backups beside it, and the two commands.</summary>
internal sealed class BackupFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public BackupFolder() => Directory.CreateDirectory(Data);

    public string Data => folder.File("data");

    public string Database => Path.Combine(Data, "voicehunte.db");

    /// <summary>Where the backup goes, as a rule.</summary>
    public string Backup => folder.File("voicehunte.db.gz");

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public string File(string name) => folder.File(name);

    public int Run(params string[] arguments) =>
        new RootCommand { BackupCommand.Create(_ => Data), RestoreCommand.Create(_ => Settings, TimeProvider.System), EraseCommand.Create(_ => Settings, _ => null, TimeProvider.System) }
            .Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });

    private EdgeSettings Settings => SettingsLoader.Load(new SettingsSource(new Dictionary<string, string>(), new Dictionary<string, string>()), Data, []).Settings;

    /// <summary>All files of the data directory and their content, to see that nothing was touched.</summary>
    public Dictionary<string, byte[]> Everything() =>
        Directory.EnumerateFiles(Data).ToDictionary(file => Path.GetFileName(file)!, System.IO.File.ReadAllBytes);

    /// <summary>Unpacks a backup, as gunzip does.</summary>
    public string Unpack(string backup)
    {
        var unpacked = folder.File("unpacked.db");
        using var content = new GZipStream(System.IO.File.OpenRead(backup), CompressionMode.Decompress);
        using var target = System.IO.File.Create(unpacked);
        content.CopyTo(target);
        return unpacked;
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }
}
