namespace VoiceHunte.Edge.Backups;

/// <summary>Keeps a second process from the same work: a file that is locked, and gone afterwards. One that a kill left is no hindrance.</summary>
internal sealed class OneAtATime : IDisposable
{
    private readonly FileStream file;

    private OneAtATime(FileStream file) => this.file = file;

    /// <exception cref="IOException">Somebody is at it.</exception>
    public static OneAtATime Enter(string path) => new(new FileStream(path, new FileStreamOptions
    {
        Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    }));

    public void Dispose()
    {
        File.Delete(file.Name);
        file.Dispose();
    }
}
