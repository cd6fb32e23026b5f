using System.Net;
using System.Net.Sockets;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Proxies;

/// <summary>A tunnel of Cloudflare's. cloudflared is no package of Debian's: what comes out of it is written out.</summary>
public sealed class TunnelTests : IDisposable
{
    private const string Incoming = $"https://{ProxyProcess.Host}/twilio/incoming";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Through_it_the_signature_holds_and_nothing_else_is_open()
    {
        await using var appliance = await StartAsync();

        var webhook = await SendAsync(appliance.Url, SignedRequest.Of("/twilio/incoming", ProxyProcess.Host, Incoming, Tunnel()));

        Assert.StartsWith("HTTP/1.1 200", webhook, StringComparison.Ordinal);
        Assert.Contains("<Gather", webhook, StringComparison.Ordinal);
        foreach (var path in (string[])["/metrics", "/admin/calls"])
            Assert.StartsWith("HTTP/1.1 401", await SendAsync(appliance.Url, Asking(path, ProxyProcess.Host, Tunnel())), StringComparison.Ordinal);
    }

    /// <summary>Cloudflare passes X-Forwarded-Host on as it came.</summary>
    [Fact]
    public async Task A_signature_for_another_host_is_not_let_in_by_a_header_that_the_tunnel_passes_on()
    {
        await using var appliance = await StartAsync();
        const string Elsewhere = "elsewhere.example.com", Forged = $"X-Forwarded-Host: {Elsewhere}\r\n";

        Assert.StartsWith("HTTP/1.1 403", await SendAsync(appliance.Url, SignedRequest.Of("/twilio/incoming", ProxyProcess.Host, $"https://{Elsewhere}/twilio/incoming", Tunnel() + Forged)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await SendAsync(appliance.Url, SignedRequest.Of("/twilio/incoming", ProxyProcess.Host, Incoming, Tunnel() + Forged)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 401", await SendAsync(appliance.Url, Asking("/metrics", "localhost", Tunnel() + "X-Forwarded-Host: localhost\r\n")), StringComparison.Ordinal);
    }

    /// <summary>Cloudflare adds the address that it saw to those that its client named.</summary>
    [Fact]
    public async Task A_stranger_is_counted_by_the_address_that_the_tunnel_saw()
    {
        await using var appliance = await StartAsync(("ADMIN_TOKEN", "a-token-of-the-operators-own-0123456789"), ("ADMIN_RATE_LIMIT", "2/minute"));
        List<string> answers = [];

        foreach (var said in (string[])["198.51.100.1, ", "198.51.100.2, ", "127.0.0.1, "])
            answers.Add((await SendAsync(appliance.Url, Asking("/metrics", ProxyProcess.Host, Tunnel(said))))[..12]);

        Assert.Equal(["HTTP/1.1 401", "HTTP/1.1 401", "HTTP/1.1 429"], answers);
    }

    private static string Tunnel(string said = "") =>
        $"CF-Connecting-IP: 3.88.1.2\r\nCF-Ray: 8f00000000000000-FRA\r\nCdn-Loop: cloudflare; loops=1\r\nX-Forwarded-For: {said}3.88.1.2\r\nX-Forwarded-Proto: https\r\n";

    private static string Asking(string path, string host, string headers) => $"GET {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n";

    private static async Task<string> SendAsync(Uri appliance, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Parse(appliance.Host), appliance.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private Task<RunningAppliance> StartAsync(params (string Name, string Value)[] settings) =>
        RunningAppliance.StartAsync(folder.File("data"), settings.Append(("BACKUP_PLACE", "off")).ToDictionary(one => one.Item1, one => one.Item2));
}
