using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Proxies;

/// <summary>
/// A real nginx, Caddy or Apache, with the example of packaging/proxy as it stands there: only the port, the certificate's place and
/// the appliance's address are other ones.
/// </summary>
internal sealed class ProxyProcess : IAsyncDisposable
{
    public const string Host = "voice.example.com";

    /// <summary>From an example: everything but what Twilio needs is closed, and how it is opened.</summary>
    private const string Opening = "put this in its place:";

    private readonly Process process;
    private readonly int port;
    private readonly string configuration;

    private ProxyProcess(Process process, int port, string configuration) => (this.process, this.port, this.configuration) = (process, port, configuration);

    /// <summary>As Twilio and a browser know the appliance.</summary>
    public static Uri PublicUrl { get; } = new($"https://{Host}/");

    /// <summary>Leads to the proxy whatever the address says. The certificate is one that nobody has signed.</summary>
    public SocketsHttpHandler Way() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 certificate && certificate.MatchesHostname(Host) },
        ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    /// <param name="name"><c>nginx</c>, <c>caddy</c> or <c>apache</c>.</param>
    /// <param name="isOpen">True: the dashboard is passed on too, as the example says how.</param>
    public static async Task<ProxyProcess> StartAsync(string name, Uri appliance, TemporaryFolder folder, bool isOpen = false)
    {
        var (port, files) = (FreePort(), Directory.CreateDirectory(folder.File(name)).FullName);
        var (file, program, whole) = name switch
        {
            "nginx" => ("nginx.conf", "nginx", (Func<string, string>)(example => Nginx(example, files, port))),
            "caddy" => ("Caddyfile", "caddy", example => Caddy(example, port)),
            _ => ("apache.conf", "apache2", example => Apache(example, files, port)),
        };
        Assert.SkipUnless(Programs.Any(path => File.Exists(Path.Combine(path, program))), $"{program} is not installed; `make test` does so.");
        await WriteCertificateAsync(files);
        var example = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "packaging", "proxy", file), TestContext.Current.CancellationToken);
        var configuration = Path.Combine(files, file);
        await File.WriteAllTextAsync(configuration, whole((isOpen ? Opened(example) : example).Replace("127.0.0.1:8000", $"{appliance.Host}:{appliance.Port}", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(program, name switch
        {
            "nginx" => ["-c", configuration, "-e", "stderr"],
            "caddy" => ["run", "--config", configuration, "--adapter", "caddyfile"],
            _ => ["-X", "-f", configuration],
        }) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = string.Join(':', Programs);
        start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["HOME"] = files;
        var proxy = new ProxyProcess(Process.Start(start)!, port, configuration);
        await proxy.ListensAsync();
        return proxy;
    }

    /// <summary>A request that no client of good manners would send, as it is written; all that comes back.</summary>
    public async Task<string> SendAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is X509Certificate2 certificate && certificate.MatchesHostname(Host));
        await tls.AuthenticateAsClientAsync(Host);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(tls);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>nginx reads its configuration anew, in which what is closed answers 410 now; done when it does.</summary>
    public async Task ReloadAsync()
    {
        var before = await File.ReadAllTextAsync(configuration, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(configuration, before.Replace("return 404", "return 410", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-HUP", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        while (await StatusAsync() != HttpStatusCode.Gone) Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, "nginx goes on as before");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static IEnumerable<string> Programs => ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The lines behind the promise, uncommented, in place of the one that closes.
    private static string Opened(string example)
    {
        var lines = example.Split('\n').ToList();
        var at = lines.FindIndex(line => line.Contains(Opening, StringComparison.Ordinal)) + 1;
        Assert.True(at > 0, "the example does not say how the dashboard is opened");
        for (; lines[at].TrimStart().StartsWith('#'); at++) lines[at] = lines[at].TrimStart().TrimStart('#');
        var isBlock = lines[at].TrimEnd().EndsWith('{');
        lines.RemoveRange(at, isBlock ? 3 : 1);
        return string.Join('\n', lines);
    }

    private static string Nginx(string example, string files, int port) =>
        $$"""
        daemon off;
        worker_processes 1;
        {{(Environment.UserName is "root" ? "user root;" : "")}}
        pid {{files}}/pid;
        events { }
        http {
            access_log off;
            client_body_temp_path {{files}}/body;
            proxy_temp_path {{files}}/proxy;
            fastcgi_temp_path {{files}}/fastcgi;
            uwsgi_temp_path {{files}}/uwsgi;
            scgi_temp_path {{files}}/scgi;
        {{example.Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal).Replace($"/etc/letsencrypt/live/{Host}", files, StringComparison.Ordinal)}}
        }
        """;

    private static string Caddy(string example, int port) =>
        $$"""
        {
            admin off
            default_bind 127.0.0.1
            https_port {{port}}
            auto_https disable_redirects
            local_certs
            skip_install_trust
        }
        {{example}}
        """;

    private static string Apache(string example, string files, int port) =>
        $"""
        ServerRoot {files}
        ServerName {Host}
        PidFile {files}/pid
        ErrorLog {files}/error.log
        Listen 127.0.0.1:{port}
        User www-data
        Group www-data
        {string.Join('\n', ((string[])["mpm_event", "authz_core", "alias", "headers", "proxy", "proxy_http", "socache_shmcb", "ssl"]).Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"))}
        {example.Replace("*:443", $"*:{port}", StringComparison.Ordinal).Replace($"/etc/letsencrypt/live/{Host}", files, StringComparison.Ordinal)}
        """;

    private static async Task WriteCertificateAsync(string files)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(files, "fullchain.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(files, "privkey.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var http = new HttpClient(Way());
        using var answer = await http.GetAsync(PublicUrl, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task ListensAsync()
    {
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient(Way());
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(PublicUrl, "/health"), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && TimeProvider.System.GetElapsedTime(began) < Gate.Patience)
            {
                // It does not listen yet.
            }
            catch (HttpRequestException e)
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{process.StartInfo.FileName} does not listen: {await errors}{await output}", e);
            }
        }
    }
}
