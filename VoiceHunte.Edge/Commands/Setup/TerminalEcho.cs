using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>A terminal that does not show what is typed, until this is disposed.</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private const int StandardInput = 0;

    // tcsetattr's TCSADRAIN: what is being written is shown first; what is typed or pasted ahead stays.
    private const int OnceShown = 1;

    // struct termios begins with four words of 32 bits, of which the last has ECHO: on x86-64 and arm64 alike.
    private const int LocalModesAt = 12, Echo = 0x8, RoomForTermios = 256;

    private readonly byte[] before = new byte[RoomForTermios];
    private readonly bool isChanged;

    public TerminalEcho()
    {
        if (GetAttributes(StandardInput, before) != 0) return;

        var silent = before.ToArray();
        var modes = silent.AsSpan(LocalModesAt);
        BinaryPrimitives.WriteUInt32LittleEndian(modes, BinaryPrimitives.ReadUInt32LittleEndian(modes) & ~(uint)Echo);
        isChanged = SetAttributes(StandardInput, OnceShown, silent) == 0;
    }

    public void Dispose()
    {
        if (isChanged) _ = SetAttributes(StandardInput, OnceShown, before);
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int GetAttributes(int terminal, Span<byte> attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(int terminal, int when, ReadOnlySpan<byte> attributes);
}
