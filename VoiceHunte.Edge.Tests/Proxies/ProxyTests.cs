using System.Net;
using System.Text;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Proxies;

/// <summary>The examples of packaging/proxy, in the real proxies: what they pass on, and what nobody gets past them.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Token = "a-token-of-the-operators-own-0123456789";

    private static readonly (string Name, string Value)[] Forged =
    [
        ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "localhost"), ("Forwarded", "for=127.0.0.1;host=localhost"),
        ("CF-Connecting-IP", "127.0.0.1"), ("X-Real-IP", "127.0.0.1"),
    ];

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Proxies => ["nginx", "caddy", "apache"];

    public static TheoryData<string, bool> ProxiesAndPublicUrl => new() { { "nginx", true }, { "nginx", false }, { "caddy", true }, { "caddy", false }, { "apache", true }, { "apache", false } };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(ProxiesAndPublicUrl))]
    public async Task Through_it_Twilios_signature_holds_and_a_call_is_held(string name, bool knowsItsAddress)
    {
        await using var appliance = await StartAsync(knowsItsAddress ? [("PUBLIC_URL", ProxyProcess.PublicUrl.ToString())] : []);
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        using var twilio = new TwilioStandIn(RunningAppliance.AuthToken, way: proxy.Way());
        var call = twilio.Ring(ProxyProcess.PublicUrl);

        await call.StartAsync();
        var heard = await call.SayAsync("máte dnes otvorené");
        var stranger = await twilio.SendAsync(call.SpeechWebhook("áno") with { Signature = "bm90IFR3aWxpbydz" });

        Assert.NotNull(heard.Listening);
        Assert.NotEmpty(heard.Text);
        Assert.Equal(403, stranger.Status);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Through_it_a_call_on_ConversationRelay_is_held(string name)
    {
        await using var appliance = await StartAsync(("CALL_MODE", "relay"));
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        using var twilio = new TwilioStandIn(RunningAppliance.AuthToken, way: proxy.Way());
        var call = twilio.Ring(ProxyProcess.PublicUrl, "+14155550123");
        var connect = (await call.StartAsync()).Connect!;

        await using var line = await RelayLine.BeginAsync(await KnockAsync(proxy, connect.Url), call, connect);

        Assert.Equal($"wss://{ProxyProcess.Host}/twilio/relay", connect.Url.AbsoluteUri);
        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", await line.AskAsync("are you open tomorrow"));
        var refused = await Assert.ThrowsAsync<SocketNotOpenedException>(() => KnockAsync(proxy, connect.Url, "bm90IFR3aWxpbydz"));
        Assert.Equal(403, refused.Status);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Through_it_a_media_stream_is_held(string name)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        await using var appliance = await StartAsync(("CALL_MODE", "stream"), ("STREAM_ENGINE", "pipeline"), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString()));
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        openAI.Transcription.Always(TranscriptionReply.Heard("are you open tomorrow", "en"));
        openAI.Chat.Always(ChatReply.Text("Of course."));
        using var twilio = new TwilioStandIn(RunningAppliance.AuthToken, way: proxy.Way());
        var call = twilio.Ring(ProxyProcess.PublicUrl, "+14155550123");
        var connect = (await call.StartAsync()).Connect!;

        await using var line = await StreamLine.BeginAsync(await KnockAsync(proxy, connect.Url), call, connect);
        foreach (var frame in CallerVoice.Silence(200).Concat(CallerVoice.Speech(600)).Concat(CallerVoice.Silence(800)).Chunk(160)) await line.HearAsync(frame);
        await line.SoundAsync(5);

        Assert.NotEmpty(line.Sound);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Past_it_nobody_gets_with_forged_headers(string name)
    {
        await using var appliance = await StartAsync();
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        using var another = new TemporaryFolder();
        await using var open = await ProxyProcess.StartAsync(name, appliance.Url, another, isOpen: true);
        string[] paths = ["/metrics", "/admin/calls", "/admin/session/../calls", "/tts/stream", "/agent/text", "/"];

        foreach (var path in paths)
        {
            Assert.Equal(404, await AskAsync(proxy, path, Forged));
            // Not even where the operator has opened it and set no token.
            if (path is not "/") Assert.Contains(await AskAsync(open, path, Forged), (int[])[401, 404, 405]);
            Assert.NotEqual(200, path is "/" ? 401 : await AskAsync(open, path));
        }
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task A_signature_for_another_host_is_not_let_in_by_a_header_that_names_it(string name)
    {
        await using var appliance = await StartAsync();
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        var elsewhere = new Uri("https://elsewhere.example.com/twilio/incoming");
        using var http = new HttpClient(proxy.Way());

        async Task<int> SendAsync(Uri signedFor)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ProxyProcess.PublicUrl, "/twilio/incoming")) { Content = new FormUrlEncodedContent(SignedRequest.Fields) };
            request.Headers.Add("X-Twilio-Signature", SignedRequest.Signature(signedFor.AbsoluteUri));
            request.Headers.Add("X-Forwarded-Host", elsewhere.Host);
            request.Headers.Add("Forwarded", $"host={elsewhere.Host};proto=https");
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }

        Assert.Equal(403, await SendAsync(elsewhere));
        Assert.Equal(200, await SendAsync(new Uri(ProxyProcess.PublicUrl, "/twilio/incoming")));
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task A_signature_for_another_host_is_not_let_in_by_calling_the_proxy_by_its_name(string name)
    {
        await using var appliance = await StartAsync();
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder);
        const string Path = "/twilio/incoming", Here = $"https://{ProxyProcess.Host}{Path}", Other = "elsewhere.example.com", Elsewhere = $"https://{Other}{Path}";

        Task<string> SendAsync(string target, string host, string signedFor) => proxy.SendAsync(SignedRequest.Of(target, host, signedFor));

        Assert.Contains("<Gather", await SendAsync(Path, ProxyProcess.Host, Here), StringComparison.Ordinal);
        foreach (var (target, host) in ((string, string)[])[(Path, Other), (Here, Other), (Elsewhere, ProxyProcess.Host), (Elsewhere, Other)])
            Assert.DoesNotContain("<Gather", await SendAsync(target, host, Elsewhere), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task A_stranger_is_counted_by_their_own_address_whatever_they_say_it_is(string name)
    {
        await using var appliance = await StartAsync(("ADMIN_TOKEN", Token), ("ADMIN_RATE_LIMIT", "2/minute"));
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder, isOpen: true);
        List<int> answers = [];

        foreach (var address in (string[])["198.51.100.1", "198.51.100.2", "198.51.100.3"])
            answers.Add(await AskAsync(proxy, "/metrics", ("X-Forwarded-For", address), ("Forwarded", $"for={address}"), ("CF-Connecting-IP", address), ("X-Real-IP", address)));

        Assert.Equal([401, 401, 429], answers);
    }

    [Fact]
    public async Task A_reload_of_nginx_leaves_a_call_on_the_line()
    {
        await using var appliance = await StartAsync(("CALL_MODE", "relay"));
        await using var proxy = await ProxyProcess.StartAsync("nginx", appliance.Url, folder);
        using var twilio = new TwilioStandIn(RunningAppliance.AuthToken, way: proxy.Way());
        var call = twilio.Ring(ProxyProcess.PublicUrl, "+14155550123");
        var connect = (await call.StartAsync()).Connect!;
        await using var line = await RelayLine.BeginAsync(await KnockAsync(proxy, connect.Url), call, connect);

        await proxy.ReloadAsync();

        Assert.Equal("Tomorrow we're open from 10 a.m. to 10 p.m.", await line.AskAsync("are you open tomorrow"));
    }

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task Speech_and_what_happens_on_the_line_come_through_it_at_once(string name)
    {
        var gate = new Gate();
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Speech.Always(SpeechReply.Spoken().HeldAfter(1, gate));
        await using var appliance = await StartAsync(("ADMIN_TOKEN", Token), ("OPENAI_API_KEY", OpenAIStandIn.Key), ("OPENAI_BASE_URL", openAI.BaseUrl.ToString()));
        await using var proxy = await ProxyProcess.StartAsync(name, appliance.Url, folder, isOpen: true);
        using var http = new HttpClient(proxy.Way());
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        using var speaking = new HttpRequestMessage(HttpMethod.Post, new Uri(ProxyProcess.PublicUrl, "/tts/stream")) { Content = new StringContent("""{"text":"Dobrý deň"}""", Encoding.UTF8, "application/json") };
        using var spoken = await http.SendAsync(speaking, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var sound = await spoken.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        // The rest of it is held back until this has come.
        Assert.NotEqual(0, await sound.ReadAsync(new byte[4096], TestContext.Current.CancellationToken).AsTask().WaitAsync(Gate.Patience, TestContext.Current.CancellationToken));
        gate.Open();

        using var events = await http.GetAsync(new Uri(ProxyProcess.PublicUrl, "/admin/events"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var happenings = await events.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await happenings.ReadAsync(new byte[4096], TestContext.Current.CancellationToken).AsTask().WaitAsync(Gate.Patience, TestContext.Current.CancellationToken));
    }

    private static async Task<LiveSocket> KnockAsync(ProxyProcess proxy, Uri url, string? signature = null)
    {
        using var way = new HttpMessageInvoker(proxy.Way());
        return await LiveSocket.KnockAsync(url, signature ?? TwilioSignature.Sign(new Secret(RunningAppliance.AuthToken), url.AbsoluteUri, []), way);
    }

    private static async Task<int> AskAsync(ProxyProcess proxy, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(proxy.Way());
        using var request = new HttpRequestMessage(path is "/tts/stream" or "/agent/text" ? HttpMethod.Post : HttpMethod.Get, new Uri(ProxyProcess.PublicUrl, path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private Task<RunningAppliance> StartAsync(params (string Name, string Value)[] settings) =>
        RunningAppliance.StartAsync(folder.File("data"), settings.Append(("BACKUP_PLACE", "off")).ToDictionary(one => one.Item1, one => one.Item2));
}
