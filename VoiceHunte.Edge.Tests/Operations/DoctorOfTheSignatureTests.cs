using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>The doctor comes by the public address, as Twilio and as a stranger.</summary>
public sealed class DoctorOfTheSignatureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("relay")]
    [InlineData("stream")]
    public async Task Twilio_is_let_in_by_webhook_and_socket_and_a_stranger_is_not(string mode)
    {
        await using var appliance = await RunningAppliance.StartAsync(folder.Path);

        var findings = await ExamineAsync(appliance.Url, ("CALL_MODE", mode));

        Assert.Equal(
            [
                $"ok    signature   a signed webhook to {appliance.Url}twilio/status is let in",
                "ok    signature   forged signatures and forwarded headers open nothing",
                $"ok    signature   a signed WebSocket to ws://{appliance.Url.Authority}/twilio/{mode} is let in",
            ],
            findings);
    }

    [Fact]
    public async Task A_service_that_has_another_token_is_told_to_be_started_anew()
    {
        await using var appliance = await RunningAppliance.StartAsync(folder.Path);

        var findings = await ExamineAsync(appliance.Url, ("TWILIO_AUTH_TOKEN", "ffffffffffffffffffffffffffffffff"));

        Assert.Contains(findings, line => line.StartsWith("FAIL", StringComparison.Ordinal) && line.Contains("systemctl restart voicehunte", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_leads_elsewhere_or_believes_everybody_or_passes_no_socket_is_named()
    {
        await using var elsewhere = await StartAsync((context, _) => Answer(context, 404));
        Assert.Contains(await ExamineAsync(elsewhere), line => line.Contains("is answered 404: let the proxy or tunnel pass POSTs", StringComparison.Ordinal));

        await using var credulous = await StartAsync((context, _) => Answer(context, 200));
        Assert.Contains(await ExamineAsync(credulous), line => line.Contains("that Twilio never signed is let in", StringComparison.Ordinal));

        await using var open = await StartAsync((context, isSigned) => Answer(context, isSigned || context.Request.Path == "/metrics" ? 200 : 403));
        Assert.Contains(await ExamineAsync(open), line => line.Contains("/metrics is open to everybody, and so is the dashboard: set ADMIN_TOKEN", StringComparison.Ordinal));

        await using var withoutSockets = await StartAsync((context, isSigned) => Answer(context, isSigned ? 200 : 404));
        Assert.Contains(await ExamineAsync(withoutSockets, ("CALL_MODE", "stream")), line => line.Contains("is answered 404, calls will be held by webhook: let the proxy pass Upgrade on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_answers_nothing_more_is_tried()
    {
        var findings = await ExamineAsync(new Uri("http://127.0.0.1:1"));

        Assert.StartsWith("warn  signature   not tried", Assert.Single(findings), StringComparison.Ordinal);
    }

    private static Task<List<string>> ExamineAsync(WebApplication standIn, params (string Name, string Value)[] more) => ExamineAsync(new Uri(standIn.Urls.Single()), more);

    private static async Task<List<string>> ExamineAsync(Uri publicUrl, params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string> { ["TWILIO_AUTH_TOKEN"] = RunningAppliance.AuthToken, ["PUBLIC_URL"] = publicUrl.ToString() };
        foreach (var (name, value) in more) variables[name] = value;
        var settings = SettingsLoader.Load(new SettingsSource(variables, new Dictionary<string, string>()), null, []).Settings;
        var findings = new List<string>();
        await DoctorOfTheSignature.CheckAsync(settings, new DoctorReport(line => findings.Add(line.ToString())), TestContext.Current.CancellationToken);
        return findings;
    }

    private static async Task<WebApplication> StartAsync(Func<HttpContext, bool, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var signature = new TwilioSignature(new Secret(RunningAppliance.AuthToken), []);
        app.Run(async context =>
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
            var address = $"http://{context.Request.Host}{context.Request.Path}";
            await answer(context, HttpMethods.IsPost(context.Request.Method) && signature.Verifies(context.Request.Headers["X-Twilio-Signature"], address, form));
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync("<Response/>");
    }
}
