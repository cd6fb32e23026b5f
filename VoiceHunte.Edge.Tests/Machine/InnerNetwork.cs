using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The network of a booted machine, which has a loopback of its own. A socket belongs for good to where it was made.</summary>
internal sealed class InnerNetwork(int leader)
{
    private const int OfNetworks = 0x40000000;

    private readonly string path = $"/proc/{leader}/ns/net";

    public Socket Socket() => Within(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    // A thread that went there does not come back among the others.
    private T Within<T>(Func<T> make)
    {
        T made = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle(path);
                if (setns((int)network.DangerousGetHandle(), OfNetworks) != 0) throw new IOException($"setns: {Marshal.GetLastPInvokeErrorMessage()}");
                made = make();
            }
            catch (IOException e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return made;
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int setns(int descriptor, int kind);
}
