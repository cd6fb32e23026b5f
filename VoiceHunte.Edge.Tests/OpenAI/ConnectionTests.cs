using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class ConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_come_with_the_day_they_end()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();

        Assert.Equal(
            [new ModelInfo("gpt-6-luna", null), new ModelInfo("tts-1", new DateOnly(2027, 1, 6)), new ModelInfo("gpt-transcribe", null)],
            await client.ListModelsAsync(Cancel));
    }

    [Fact]
    public async Task A_wrong_key_is_named_and_never_shown()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using var client = new OpenAIClient(
            new OpenAIOptions(openAI.BaseUrl, new Secret("sk-wrong-one")), TimeProvider.System, logs.CreateLogger<OpenAIClient>());

        var failure = await Assert.ThrowsAsync<OpenAIException>(() => client.ListModelsAsync(Cancel));

        Assert.Equal((OpenAIFailure.KeyRefused, "invalid_api_key"), (failure.Failure, failure.Code));
        var line = Assert.Single(lines.At(LogLevel.Warning));
        Assert.Contains("req_standin1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong", line + failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_holds_the_request_s_id_and_nothing_that_was_said()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var lines = new LogLines();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using var client = openAI.NewClient(logger: logs.CreateLogger<OpenAIClient>());
        openAI.Chat.Next(OpenAIReply.Fails(400, "invalid_request_error", "My number is 0900 123 456"));

        await Assert.ThrowsAsync<OpenAIException>(() => client.AskAsync(Asked.Chat("My name is Jana"), Cancel));
        await client.AskAsync(Asked.Chat("My name is Jana"), Cancel);

        Assert.Contains(lines.At(LogLevel.Information), line => line.Contains("req_standin2", StringComparison.Ordinal));
        Assert.All(lines.All, line => Assert.DoesNotMatch("Jana|number|open until", line));
    }

    [Fact]
    public async Task HTTP_2_is_spoken_where_it_is_offered()
    {
        using var certificate = NewCertificate();
        await using var openAI = await OpenAIStandIn.StartAsync(listen => listen.UseHttps(certificate));
        var handler = OpenAIConnections.NewHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString();
        using var client = new OpenAIClient(openAI.Options, handler, new ModelCalendar(TimeProvider.System), TimeProvider.System, NullLogger<OpenAIClient>.Instance);

        await client.AskAsync(Asked.Chat(), Cancel);

        Assert.Equal("HTTP/2", Assert.Single(openAI.Chat.Requests).Protocol);
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
