using Xunit.Sdk;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// Twilio, as far as an appliance can tell: rings, signs, retries, follows TwiML, and fails the test over anything in it
/// that Twilio would refuse.
/// <code>
/// using var twilio = new TwilioStandIn("token");
/// var call = twilio.Ring(appliance, from: "+421900123456");
/// var heard = await call.StartAsync();
/// heard = await call.SayAsync("Are you open today?");
/// Assert.Contains("22:00", heard.Text);
/// await call.HangUpAsync();
/// </code>
/// </summary>
/// <param name="authToken">The account's token, as the appliance has it in its settings.</param>
/// <param name="accountSid">The account.</param>
/// <param name="publicUrl">What the appliance has as PUBLIC_URL; null: it is signed for where it listens.</param>
/// <param name="way">How the appliance is reached; null: as its address says.</param>
internal sealed class TwilioStandIn(
    string authToken, string accountSid = "AC00000000000000000000000000000001", Uri? publicUrl = null, SocketsHttpHandler? way = null) : IDisposable
{
    private readonly HttpClient http = new(way ?? new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    public string AccountSid { get; } = accountSid;

    /// <summary>A call that has not been put through yet: <see cref="TwilioCall.StartAsync"/> does.</summary>
    /// <param name="appliance">Where it listens: <c>http://127.0.0.1:41234</c>.</param>
    /// <param name="from">The caller's number, or what a network sends for a hidden one.</param>
    /// <param name="to">The restaurant's number.</param>
    /// <param name="followsRedirects">False: every document is handed to the test as it comes.</param>
    public TwilioCall Ring(
        Uri appliance, string from = "+421900123456", string to = "+421212345678", bool followsRedirects = true) =>
        new(this, appliance, from, to, followsRedirects);

    /// <summary>A webhook of one's own making, signed.</summary>
    public TwilioWebhook Webhook(Uri appliance, Uri seen, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        new(authToken, seen.AbsoluteUri, Real(appliance, seen), fields, Guid.NewGuid().ToString());

    /// <summary>An address of the appliance as Twilio knows it.</summary>
    public Uri Seen(Uri appliance, string path) => new(publicUrl ?? appliance, path);

    /// <summary>Sends a webhook as it stands; the same one twice is a retry.</summary>
    public async Task<WebhookAnswer> SendAsync(TwilioWebhook webhook)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.SentTo);
        request.Content = new FormUrlEncodedContent(webhook.Fields);
        request.Content.Headers.ContentType!.CharSet = "UTF-8";
        request.Headers.Add("I-Twilio-Idempotency-Token", webhook.IdempotencyToken);
        if (webhook.Signature is not null) request.Headers.Add("X-Twilio-Signature", webhook.Signature);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new WebhookAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
    }

    /// <summary>Twilio asks twice at the same moment: both answers.</summary>
    public Task<WebhookAnswer[]> SendTwiceAtOnceAsync(TwilioWebhook webhook) =>
        Task.WhenAll(SendAsync(webhook), SendAsync(webhook));

    /// <summary>Fetches what a Play names, from where the appliance really listens.</summary>
    public async Task<PlayHeard> FetchAsync(Uri appliance, Uri seen)
    {
        using var response = await http.GetAsync(Real(appliance, seen), TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new PlayHeard(seen, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, bytes);
    }

    /// <summary>What Twilio would log as an error, and the caller hear as one.</summary>
    public static XunitException Refusal(string why, string document) =>
        FailException.ForFailure($"Twilio would refuse this: {why}{Environment.NewLine}{document}");

    public void Dispose() => http.Dispose();

    private Uri Real(Uri appliance, Uri seen) =>
        publicUrl is not null && publicUrl.IsBaseOf(seen) ? new Uri(appliance, seen.PathAndQuery) : seen;
}
