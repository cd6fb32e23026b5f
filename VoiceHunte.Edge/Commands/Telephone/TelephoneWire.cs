using System.Net.WebSockets;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Twilio's side of HTTP: signed, tried again once, and given up after 15 s in all.</summary>
/// <param name="http">Follows no redirects, as a redirected POST would lose its form.</param>
/// <param name="line">Signs.</param>
/// <param name="appliance">Where the appliance really listens.</param>
/// <param name="clock">For the limit and for what a request took.</param>
internal sealed class TelephoneWire(HttpClient http, TelephoneLine line, Uri appliance, TimeProvider clock)
{
    /// <summary>Twilio gives up after 15 s, its second attempt included.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>Twilio waits 5 s for a connection.</summary>
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(5);

    private readonly string seenBase = Trimmed(line.PublicUrl ?? appliance);
    private readonly string realBase = Trimmed(appliance);

    /// <summary>An address of the appliance as Twilio knows it: <c>https://edge.example.com/twilio/incoming</c>.</summary>
    public Uri AddressOf(string path) => new(seenBase + path);

    /// <summary>Sends a webhook; a failed connection or a 5xx is tried once more, with the same idempotency token.</summary>
    public async Task<WebhookReply> SendAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid().ToString();
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await TryAsync(webhook, token, either.Token) is { Status: < 500 } reply
                ? reply
                : await TryAsync(webhook, token, either.Token) ?? throw CannotReach(webhook.Url);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw TelephoneException.ApplicationError($"{webhook.Url.AbsolutePath} did not answer within 15 s (error 11200)");
        }
    }

    /// <summary>Fetches what a Play names, to its end.</summary>
    public async Task<PlayedAudio> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var started = clock.GetTimestamp();
        try
        {
            using var response = await http.GetAsync(Really(url), HttpCompletionOption.ResponseHeadersRead, either.Token);
            var bytes = await CountAsync(response, either.Token);
            var type = response.Content.Headers.ContentType?.MediaType;
            return new PlayedAudio((int)response.StatusCode, type, bytes, clock.GetElapsedTime(started));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || limit.IsCancellationRequested)
        {
            return new PlayedAudio(0, null, 0, clock.GetElapsedTime(started));
        }
    }

    /// <summary>Opens a WebSocket as Twilio does: signed as <c>wss://</c>, and not tried again.</summary>
    /// <param name="seen">As the TwiML has it.</param>
    public async Task<OpenedSocket> OpenAsync(Uri seen, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var started = clock.GetTimestamp();
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("X-Twilio-Signature", TwilioSignature.Sign(line.AuthToken, seen.AbsoluteUri, []));
        socket.Options.SetRequestHeader("User-Agent", "Twilio.TmeWs/1.0");
        try
        {
            await socket.ConnectAsync(ReallySocket(seen), http, either.Token);
            return new OpenedSocket(socket, null, clock.GetElapsedTime(started));
        }
        catch (Exception failure) when (failure is WebSocketException || limit.IsCancellationRequested)
        {
            var status = (int)socket.HttpStatusCode;
            socket.Dispose();
            var why = status != 0 ? $"the answer is {status}" : limit.IsCancellationRequested ? "no answer within 5 s" : "nothing answers there";
            return new OpenedSocket(null, why, clock.GetElapsedTime(started));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<long> CountAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[16 * 1024];
        var bytes = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read) bytes += read;
        return bytes;
    }

    // Null when no connection came about.
    private async Task<WebhookReply?> TryAsync(Webhook webhook, string token, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            using var request = Signed(webhook, token);
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var type = response.Content.Headers.ContentType?.MediaType;
            return new WebhookReply((int)response.StatusCode, type, body, clock.GetElapsedTime(started));
        }
        catch (Exception failure) when (IsNoConnection(failure))
        {
            return null;
        }
        catch (HttpRequestException failure)
        {
            throw TelephoneException.ApplicationError($"{webhook.Url.AbsolutePath} broke off: {failure.Message} (error 11200)");
        }
    }

    private HttpRequestMessage Signed(Webhook webhook, string token)
    {
        var isGet = webhook.Method == HttpMethod.Get;
        var url = isGet ? new Uri(QueryHelpers.AddQueryString(webhook.Url.AbsoluteUri, webhook.Fields)) : webhook.Url;
        IEnumerable<KeyValuePair<string, StringValues>> form = isGet ? [] : webhook.Fields;
        var request = new HttpRequestMessage(webhook.Method, Really(url));
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(line.AuthToken, url.AbsoluteUri, form));
        request.Headers.Add("I-Twilio-Idempotency-Token", token);
        request.Headers.UserAgent.ParseAdd("TwilioProxy/1.1");
        if (!isGet) request.Content = Form(webhook.Fields);
        return request;
    }

    private static FormUrlEncodedContent Form(IReadOnlyDictionary<string, StringValues> fields)
    {
        var content = new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));
        content.Headers.ContentType!.CharSet = "UTF-8";
        return content;
    }

    private Uri Really(Uri seen) => IsOurs(seen) ? new Uri(realBase + seen.AbsoluteUri[seenBase.Length..]) : seen;

    // Twilio knows sockets as wss only, whatever the appliance listens on.
    private Uri ReallySocket(Uri seen)
    {
        var asWeb = new UriBuilder(seen) { Scheme = seenBase[..seenBase.IndexOf(':', StringComparison.Ordinal)] }.Uri;
        if (!IsOurs(asWeb)) return seen;

        var really = Really(asWeb).AbsoluteUri;
        return new Uri(string.Concat("ws", really.AsSpan("http".Length)));
    }

    private bool IsOurs(Uri seen) =>
        seen.AbsoluteUri.StartsWith(seenBase + '/', StringComparison.Ordinal) || seen.AbsoluteUri == seenBase;

    private TelephoneException CannotReach(Uri url) =>
        TelephoneException.Unreachable($"Nothing answers at {Really(url)} (error 11205): is `voicehunte serve` running?");

    // A connection that took too long surfaces as a cancellation with a TimeoutException inside.
    private static bool IsNoConnection(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: var error } => error is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    private static string Trimmed(Uri url) => url.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
