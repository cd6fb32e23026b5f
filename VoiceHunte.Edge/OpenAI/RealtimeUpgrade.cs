using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// The handshake of one WebSocket (RFC 6455, section 4) as a request like any other. A refusal keeps its body that way, and
/// the body alone tells an empty account from too many requests.
/// </summary>
/// <param name="model">Goes into the query.</param>
internal sealed class RealtimeUpgrade(string model)
{
    // From the RFC: what the server adds to the key before it hashes it.
    private const string Salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyBytes = 16;

    /// <summary>A mobile link that is gone is noticed even while nobody speaks.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(10);

    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Turns the request into one for a WebSocket. HTTP/1.1 alone: an HTTP/2 stream is upgraded in another way.</summary>
    public void Ask(HttpRequestMessage request)
    {
        request.RequestUri = new Uri($"{request.RequestUri}?model={Uri.EscapeDataString(model)}");
        (request.Version, request.VersionPolicy) = (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", key);
    }

    /// <exception cref="IOException">What answered is no WebSocket.</exception>
    public async Task<WebSocket> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols
            || !response.Headers.TryGetValues("Sec-WebSocket-Accept", out var accepted)
            || accepted.FirstOrDefault() != Accept())
            throw new IOException("what answered is no WebSocket");
        return WebSocket.CreateFromStream(
            await response.Content.ReadAsStreamAsync(cancellationToken),
            new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = PingEvery, KeepAliveTimeout = LongestPing });
    }

    // The RFC's proof that a WebSocket answers, and nothing secret: SHA-1 is all it asks for.
    private string Accept() =>
        Convert.ToBase64String(CryptographicOperations.HashData(HashAlgorithmName.SHA1, Encoding.ASCII.GetBytes(key + Salt)));
}
