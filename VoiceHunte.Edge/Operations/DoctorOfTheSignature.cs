using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Operations;

/// <summary>
/// Comes by the public address as Twilio does, signed, and as a stranger who pretends to be at home: the one is let in, the
/// other is not. By the command alone, for each visit is a line in the service's log.
/// </summary>
internal static class DoctorOfTheSignature
{
    private const string Part = "signature";

    // What a caller from outside may write into a request to be taken for this machine.
    private static readonly (string Name, string Value)[] Forged =
    [
        ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Forwarded", "for=127.0.0.1;host=localhost"), ("X-Forwarded-Host", "localhost"),
    ];

    public static async Task CheckAsync(EdgeSettings settings, DoctorReport report, CancellationToken cancellationToken)
    {
        // Each has its own line already.
        if (settings.PublicUrl is not { } url || settings.Twilio.AuthToken is not { } token) return;

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = DoctorOfTwilio.Patience };
        try
        {
            var origin = url.ToString().TrimEnd('/');
            await RingAsync(origin, token, http, report, cancellationToken);
            await PretendAsync(origin, http, report, cancellationToken);
            await TrySocketAsync(origin, token, settings.Call.Mode, report, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The door has its own line for it.
            report.Warn(Part, $"not tried, {url} did not answer: see the line above");
        }
    }

    // Signed, but about no call: it is answered, and nothing is kept of it.
    private static async Task RingAsync(string origin, Secret token, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        var address = origin + "/twilio/status";
        using var answer = await PostAsync(address, token, http, [], cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentType?.MediaType == "text/xml")
            report.Good(Part, $"a signed webhook to {address} is let in");
        else if (answer.StatusCode == HttpStatusCode.Forbidden)
            report.Fail(Part, $"a webhook to {address}, signed with TWILIO_AUTH_TOKEN, is refused, and so will every call be: let the service read these settings (systemctl restart voicehunte); its log says which address it checked", ExitCode.Configuration);
        else
            report.Fail(Part, $"a signed webhook to {address} is answered {(int)answer.StatusCode}: let the proxy or tunnel pass POSTs below /twilio/ on to the appliance", ExitCode.Unavailable);
    }

    private static async Task PretendAsync(string origin, HttpClient http, DoctorReport report, CancellationToken cancellationToken)
    {
        using var webhook = await PostAsync(origin + "/twilio/status", new Secret("not the account's token"), http, Forged, cancellationToken);
        using var figures = new HttpRequestMessage(HttpMethod.Get, origin + "/metrics");
        foreach (var (name, value) in Forged) figures.Headers.TryAddWithoutValidation(name, value);
        using var office = await http.SendAsync(figures, cancellationToken);

        if (webhook.IsSuccessStatusCode)
            report.Fail(Part, $"a webhook to {origin} that Twilio never signed is let in: something else than the appliance answers there", ExitCode.Configuration);
        else if (office.IsSuccessStatusCode)
            report.Fail(Part, $"{origin}/metrics is open to everybody, and so is the dashboard: set ADMIN_TOKEN", ExitCode.Configuration);
        else
            report.Good(Part, "forged signatures and forwarded headers open nothing");
    }

    private static async Task TrySocketAsync(string origin, Secret token, CallMode mode, DoctorReport report, CancellationToken cancellationToken)
    {
        if (mode == CallMode.Gather) return;

        var address = $"ws{origin["http".Length..]}/twilio/{(mode == CallMode.Relay ? "relay" : "stream")}";
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // Twilio signs for wss, whatever the address says here.
        var signed = "wss" + address[address.IndexOf(':', StringComparison.Ordinal)..];
        socket.Options.SetRequestHeader("X-Twilio-Signature", TwilioSignature.Sign(token, signed, []));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DoctorOfTwilio.Patience);
        try
        {
            await socket.ConnectAsync(new Uri(address), patience.Token);
            report.Good(Part, $"a signed WebSocket to {address} is let in");
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "the doctor has seen enough", patience.Token);
        }
        catch (WebSocketException) when (socket.State is WebSocketState.Closed or WebSocketState.Aborted or WebSocketState.None)
        {
            report.Fail(Part, $"a signed WebSocket to {address} is answered {(int)socket.HttpStatusCode}, calls will be held by webhook: let the proxy pass Upgrade on, as in packaging/proxy", ExitCode.Unavailable);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            report.Fail(Part, $"a WebSocket to {address} is not answered, calls will be held by webhook: let the proxy pass Upgrade on, as in packaging/proxy", ExitCode.Unavailable);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(
        string address, Secret token, HttpClient http, (string Name, string Value)[] headers, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["Visitor"] = "voicehunte doctor" };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(token, address, form.Select(field => new KeyValuePair<string, StringValues>(field.Key, field.Value))));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, cancellationToken);
    }
}
