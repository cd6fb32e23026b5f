using System.Net.WebSockets;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Sockets;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Live;

/// <summary>
/// The door for Twilio's WebSockets: closed to whoever cannot sign, before anything is upgraded. What comes through it is
/// bounded in size, and is closed with the code that says why.
/// </summary>
internal sealed partial class LiveDoor(EdgeSettings settings, EdgeMetrics metrics, ClosingTime closing, ILogger<LiveDoor> logger)
{
    // Twilio's frames have some 300 bytes; OpenAI's own example allows as much as this.
    private const int LargestMessage = 64 * 1024;

    // Twilio reads as fast as it plays: whoever leaves a megabyte unread is gone.
    private const int MostWaiting = 1024 * 1024;

    /// <summary>From our close frame to Twilio's; then the connection is cut.</summary>
    public static readonly TimeSpan CloseTakes = TimeSpan.FromSeconds(2);

    private readonly TwilioSignature? signature = settings.Twilio.AuthToken is { } token ? new TwilioSignature(token, []) : null;

    /// <param name="hold">Holds the call; the socket is closed after it, with 1000 where it does not throw.</param>
    public RequestDelegate Open(Func<TextSocket, Task> hold) => context => OpenAsync(context, hold);

    private async Task OpenAsync(HttpContext context, Func<TextSocket, Task> hold)
    {
        var header = context.Request.Headers["X-Twilio-Signature"].ToString();
        if (signature?.VerifiesSocket(header, TwilioOrigin.SocketOf(context.Request, settings.PublicUrl)) != true)
        {
            Refuse(context.Request.Path, "signature", header.Length == 0 ? "no signature" : "the signature does not fit the address and TWILIO_AUTH_TOKEN");
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "This address is for Twilio's signed WebSockets.");
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await Problem.WriteAsync(context, StatusCodes.Status426UpgradeRequired, "This address speaks WebSocket only.");
            return;
        }

        using var socket = new TextSocket(await context.WebSockets.AcceptWebSocketAsync(), LargestMessage, MostWaiting);
        await HoldAsync(context.Request.Path, socket, hold);
    }

    private async Task HoldAsync(string path, TextSocket socket, Func<TextSocket, Task> hold)
    {
        var (status, why) = (WebSocketCloseStatus.NormalClosure, "");
        // Whoever holds the call learns of it as of any other end: the reading is over.
        await using var stopping = closing.LastCall.Register(() => HandOver(socket));
        try
        {
            await hold(socket);
        }
        catch (SocketRefusedException e)
        {
            Refuse(path, e.CloseStatus.ToString(), e.Message);
            (status, why) = (e.CloseStatus, e.Message);
        }
        catch (Exception e)
        {
            // Twilio goes on with the next verb: the caller is answered by webhook.
            Log.Fault(logger, e, path);
            (status, why) = (WebSocketCloseStatus.InternalServerError, "something went wrong here");
        }

        await socket.CloseAsync(status, why, CloseTakes);
    }

    /// <summary>The call goes on in the next process: Twilio asks what follows, and that one puts it on a WebSocket again.</summary>
    public static void HandOver(TextSocket socket) => _ = socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "the appliance starts anew", CloseTakes);

    /// <param name="word">For the metric.</param>
    private void Refuse(string path, string word, string why)
    {
        metrics.SocketRefused(word);
        Log.Refused(logger, path, why);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1900, Level = LogLevel.Warning, Message = "A WebSocket to {Path} was refused: {Why}")]
        public static partial void Refused(ILogger logger, string path, string why);

        [LoggerMessage(EventId = 1901, Level = LogLevel.Error, Message = "A call's WebSocket to {Path} failed; the call goes on by webhooks")]
        public static partial void Fault(ILogger logger, Exception exception, string path);
    }
}
