using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// Twilio's REST API, as far as the appliance asks it anything. The caller's token carries the deadline; every failure
/// but a cancellation is a <see cref="TwilioException"/>.
/// </summary>
/// <param name="http">Shared with others: the credentials go with each request, never into its defaults.</param>
/// <param name="accountSid">The account, <c>AC…</c>.</param>
/// <param name="authToken">Its primary auth token.</param>
/// <param name="baseUrl"><c>https://api.twilio.com</c>, a region, or a stand-in.</param>
internal sealed partial class TwilioClient(HttpClient http, string accountSid, Secret authToken, Uri baseUrl)
{
    public Task<TwilioAccount> GetAccountAsync(CancellationToken cancellationToken) =>
        GetAsync($"{Uri.EscapeDataString(accountSid)}.json", TwilioJson.Default.TwilioAccount, cancellationToken);

    private AuthenticationHeaderValue Credentials { get; } = new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accountSid}:{authToken.Reveal()}")));

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(baseUrl, $"/2010-04-01/Accounts/{path}"));
        return await AskAsync(request, type, cancellationToken);
    }

    private async Task<T> AskAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = Credentials;
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? Read((int)response.StatusCode, body, type) : throw Refusal(response, body);
    }

    private static T Read<T>(int status, byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is empty.");
        }
        catch (JsonException nonsense)
        {
            throw new TwilioException(status, null, "Twilio's answer cannot be read: is TWILIO_API_BASE_URL right?", nonsense);
        }
    }

    private static TwilioException Refusal(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var problem = ReadProblem(body);
        var code = problem?.Code is { } known ? $" ({known})" : "";
        return new TwilioException(
            status, problem?.Code, $"Twilio answered {status}{code}: {problem?.Message ?? response.ReasonPhrase}");
    }

    // A proxy on the way may answer in HTML.
    private static TwilioProblem? ReadProblem(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TwilioJson.Default.TwilioProblem);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
