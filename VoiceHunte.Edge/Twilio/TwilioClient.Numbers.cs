namespace VoiceHunte.Edge.Twilio;

/// <content>The account's numbers: found, listed, and pointed somewhere.</content>
internal sealed partial class TwilioClient
{
    // A restaurant has one; whoever has more than a page of them names the one that is meant.
    private const int NumbersOnAPage = 50;

    /// <summary>Finds one of the account's numbers; null when it is not among them.</summary>
    /// <param name="phoneNumber">In E.164 form: <c>+421212345678</c>.</param>
    /// <param name="cancellationToken">The deadline.</param>
    public async Task<NumberWebhooks?> FindNumberAsync(string phoneNumber, CancellationToken cancellationToken)
    {
        var page = await NumbersAsync($"PhoneNumber={Uri.EscapeDataString(phoneNumber)}", cancellationToken);

        // The filter matches patterns too, so a short number would find longer ones.
        return page.FirstOrDefault(number => number.PhoneNumber == phoneNumber);
    }

    /// <summary>The account's numbers, the first fifty of them.</summary>
    public Task<IReadOnlyList<NumberWebhooks>> ListNumbersAsync(CancellationToken cancellationToken) =>
        NumbersAsync($"PageSize={NumbersOnAPage}", cancellationToken);

    /// <summary>Changes those fields of a number that are given, and no other.</summary>
    /// <param name="numberSid"><c>PN…</c>.</param>
    /// <param name="fields">By Twilio's names: <c>VoiceUrl</c>, <c>VoiceMethod</c>, …</param>
    /// <returns>The number as Twilio has it from now on.</returns>
    public async Task<NumberWebhooks> ChangeNumberAsync(
        string numberSid, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        var path = $"/2010-04-01/Accounts/{Uri.EscapeDataString(accountSid)}/IncomingPhoneNumbers/{Uri.EscapeDataString(numberSid)}.json";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(baseUrl, path)) { Content = new FormUrlEncodedContent(fields) };
        return await AskAsync(request, TwilioJson.Default.NumberWebhooks, cancellationToken);
    }

    private async Task<IReadOnlyList<NumberWebhooks>> NumbersAsync(string query, CancellationToken cancellationToken) => (await GetAsync(
        $"{Uri.EscapeDataString(accountSid)}/IncomingPhoneNumbers.json?{query}", TwilioJson.Default.NumberPage, cancellationToken)).IncomingPhoneNumbers;
}
