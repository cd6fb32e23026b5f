using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>A file that this process has open and that refuses every write from now on, as on a disk that fails.</summary>
internal static class BrokenFile
{
    public static void Break(string path)
    {
        using var refusing = File.OpenHandle("/dev/null");
        foreach (var open in Directory.EnumerateFiles("/proc/self/fd").Where(open => new FileInfo(open).LinkTarget == path))
        {
            // Under the number of the open file lies another one from here on, opened for reading alone.
            Assert.NotEqual(-1, dup2((int)refusing.DangerousGetHandle(), int.Parse(Path.GetFileName(open), null)));
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int dup2(int from, int to);
}
