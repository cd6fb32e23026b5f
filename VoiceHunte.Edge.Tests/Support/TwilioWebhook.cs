namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A webhook as it goes over the wire; the signature belongs to its other parts, until a test breaks it.</summary>
/// <param name="AuthToken">Signs it.</param>
/// <param name="SignedUrl">The address as configured at Twilio.</param>
/// <param name="SentTo">Where it really goes.</param>
/// <param name="Fields">In the order sent; names may repeat.</param>
/// <param name="IdempotencyToken">The same for every attempt at one webhook.</param>
internal sealed record TwilioWebhook(
    string AuthToken, string SignedUrl, Uri SentTo, IReadOnlyList<KeyValuePair<string, string>> Fields, string IdempotencyToken)
{
    private static readonly string[] UnsignedFields = ["CallToken", "StirVerstat"];

    /// <summary>Null: no signature is sent.</summary>
    public string? Signature { get; init; } = TwilioSigner.Sign(AuthToken, SignedUrl, Fields);

    public TwilioWebhook WithNewToken() => this with { IdempotencyToken = Guid.NewGuid().ToString() };

    public TwilioWebhook Unsigned() => this with { Signature = null };

    /// <summary>Signed with somebody else's token.</summary>
    public TwilioWebhook Forged() => this with { Signature = TwilioSigner.Sign("not-" + AuthToken, SignedUrl, Fields) };

    /// <summary>The fields were changed on the way, the signature was not.</summary>
    public TwilioWebhook Tampered(string name, string value) => this with { Fields = Replaced(name, [value]) };

    /// <summary>Sets a field, to several values if need be, and signs anew.</summary>
    public TwilioWebhook With(string name, params string[] values) => Resigned(Replaced(name, values), leftOut: []);

    /// <summary>As Twilio does it by some accounts: CallToken and StirVerstat are added after signing.</summary>
    public TwilioWebhook SignedWithoutLateFields() => Resigned(Fields, UnsignedFields);

    private TwilioWebhook Resigned(IReadOnlyList<KeyValuePair<string, string>> fields, string[] leftOut) => this with
    {
        Fields = fields,
        Signature = TwilioSigner.Sign(AuthToken, SignedUrl, fields.Where(field => !leftOut.Contains(field.Key))),
    };

    private List<KeyValuePair<string, string>> Replaced(string name, string[] values) =>
        [.. Fields.Where(field => field.Key != name), .. values.Select(value => KeyValuePair.Create(name, value))];
}

/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type alone.</param>
/// <param name="Body">The text.</param>
internal sealed record WebhookAnswer(int Status, string? ContentType, string Body);
