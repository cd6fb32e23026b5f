using System.Net.WebSockets;

namespace VoiceHunte.Edge.Sockets;

/// <summary>The other side sent what it must not send.</summary>
/// <param name="closeStatus">What the socket is to be closed with (RFC 6455, section 7.4).</param>
/// <param name="message">For the close frame and the log: nothing of what was sent.</param>
internal sealed class SocketRefusedException(WebSocketCloseStatus closeStatus, string message) : Exception(message)
{
    public WebSocketCloseStatus CloseStatus => closeStatus;
}
