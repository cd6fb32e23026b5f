using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Tests.Twilio;

public sealed class TwilioClientTests : IAsyncLifetime
{
    private const string AccountSid = "AC00000000000000000000000000000001";

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private TwilioRestStandIn twilio = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => twilio = await TwilioRestStandIn.StartAsync(AccountSid, "12345");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await twilio.DisposeAsync();
    }

    [Fact]
    public async Task The_account_is_found() => Assert.Equal(
        new TwilioAccount(AccountSid, "Zlatý klas", "active", "Full"), await Client().GetAccountAsync(Cancellation));

    [Fact]
    public async Task A_number_is_found_with_its_webhooks()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number("+4212123456789"));
        twilio.Numbers.Add(TwilioRestStandIn.Number("+421212345678", "https://edge.example.com/twilio/incoming", "https://edge.example.com/twilio/status"));

        var number = await Client().FindNumberAsync("+421212345678", Cancellation);

        Assert.Equal("PN00000000000000000000000000000001", number?.Sid);
        Assert.Equal("https://edge.example.com/twilio/incoming", number?.VoiceUrl);
        Assert.Null(number?.VoiceFallbackUrl);
        Assert.Equal("https://edge.example.com/twilio/status", number?.StatusCallback);
    }

    [Fact]
    public async Task A_number_of_somebody_else_is_not_found()
    {
        twilio.Numbers.Add(TwilioRestStandIn.Number("+4212123456789"));

        Assert.Null(await Client().FindNumberAsync("+421212345678", Cancellation));
    }

    [Fact]
    public async Task A_wrong_token_is_refused_in_Twilios_words()
    {
        var refusal = await Assert.ThrowsAsync<TwilioException>(() => Client("54321").GetAccountAsync(Cancellation));

        Assert.Equal((401, 20003), (refusal.Status, refusal.Code));
        Assert.Equal("Twilio answered 401 (20003): Authenticate", refusal.Message);
    }

    [Fact]
    public async Task An_unknown_account_is_not_found()
    {
        await using var other = await TwilioRestStandIn.StartAsync("AC2", "12345");
        other.Instead = (404, "application/json", """{"code":20404,"message":"Not found","more_info":"https://www.twilio.com/docs/errors/20404","status":404}""");

        var refusal = await Assert.ThrowsAsync<TwilioException>(
            () => new TwilioClient(http, "AC2", new Secret("12345"), other.Url).GetAccountAsync(Cancellation));

        Assert.Equal((404, 20404), (refusal.Status, refusal.Code));
    }

    [Theory]
    [InlineData(502, "text/html", "<html>Bad gateway</html>", null)]
    [InlineData(503, "application/json", "{}", null)]
    [InlineData(200, "text/html", "<html>Welcome</html>", null)]
    [InlineData(200, "application/json", "null", null)]
    [InlineData(429, "application/json", """{"code":20429,"message":"Too many requests","status":429}""", 20429)]
    public async Task Whatever_else_is_answered_becomes_one_kind_of_error(int status, string type, string body, int? code)
    {
        twilio.Instead = (status, type, body);

        var failure = await Assert.ThrowsAsync<TwilioException>(() => Client().FindNumberAsync("+421212345678", Cancellation));

        Assert.Equal((status, code), (failure.Status, failure.Code));
    }

    [Fact]
    public async Task A_Twilio_that_cannot_be_reached_has_no_status()
    {
        var url = twilio.Url;
        await twilio.DisposeAsync();

        var failure = await Assert.ThrowsAsync<TwilioException>(
            () => new TwilioClient(http, AccountSid, new Secret("12345"), url).GetAccountAsync(Cancellation));

        Assert.Null(failure.Status);
        Assert.DoesNotContain("12345", failure.Message.Replace(url.ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private TwilioClient Client(string authToken = "12345") => new(http, AccountSid, new Secret(authToken), twilio.Url);
}
