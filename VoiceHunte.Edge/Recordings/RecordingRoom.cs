using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Recordings;

/// <summary>How much of the disk recordings may take: never what the call log needs.</summary>
internal sealed class RecordingRoom(EdgeSettings settings)
{
    /// <exception cref="RecordingException">There is no room for so many bytes.</exception>
    public void Check(long bytes)
    {
        if (!IsThere(bytes)) throw new RecordingException($"the disk has no room for it: less than {settings.MinFreeDiskBytes / 1_000_000} MB would be left (MIN_FREE_DISK_MB)");
    }

    /// <summary>True where so many bytes leave MIN_FREE_DISK_MB free.</summary>
    public bool IsThere(long bytes) => new DriveInfo(settings.DataDir).AvailableFreeSpace - bytes >= settings.MinFreeDiskBytes;
}
