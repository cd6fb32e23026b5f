using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// Twilio's REST API on a free port: one account, its numbers, which can be pointed elsewhere, and Twilio's own errors for the
/// rest. A field that the API does not have, or a value that it would not take, is refused.
/// </summary>
internal sealed class TwilioRestStandIn : IAsyncDisposable
{
    private const string Accounts = "/2010-04-01/Accounts/";

    // Of an update, by what they take; from Twilio's OpenAPI file.
    private static readonly string[] Addresses = ["SmsFallbackUrl", "SmsUrl", "StatusCallback", "VoiceFallbackUrl", "VoiceUrl"];
    private static readonly string[] Methods = ["SmsFallbackMethod", "SmsMethod", "StatusCallbackMethod", "VoiceFallbackMethod", "VoiceMethod"];
    private static readonly string[] Others =
    [
        "AccountSid", "ApiVersion", "FriendlyName", "SmsApplicationSid", "VoiceApplicationSid", "VoiceCallerIdLookup", "EmergencyStatus", "EmergencyAddressSid",
        "TrunkSid", "VoiceReceiveMode", "IdentitySid", "AddressSid", "BundleSid",
    ];

    private readonly WebApplication app;
    private readonly string accountSid;
    private readonly string authorization;

    private TwilioRestStandIn(WebApplication app, string accountSid, string authToken)
    {
        this.app = app;
        this.accountSid = accountSid;
        authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accountSid}:{authToken}"));
    }

    public Uri Url => new(app.Urls.Single());

    /// <summary>The account's numbers: add what a test needs.</summary>
    public List<JsonObject> Numbers { get; } = [];

    public string AccountStatus { get; set; } = "active";

    public string AccountType { get; set; } = "Full";

    /// <summary>What its answers say the time is; null: the machine's.</summary>
    public DateTimeOffset? Clock { get; set; }

    /// <summary>The forms by which numbers were changed.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Changes { get; } = new();

    /// <summary>What it refused beside wrong credentials. A story expects none.</summary>
    public ConcurrentQueue<string> Rejected { get; } = new();

    /// <summary>When set, every request is answered with this instead: status and body.</summary>
    public (int Status, string ContentType, string Body)? Instead { get; set; }

    public static async Task<TwilioRestStandIn> StartAsync(string accountSid, string authToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var standIn = new TwilioRestStandIn(builder.Build(), accountSid, authToken);
        standIn.app.Run(standIn.AnswerAsync);
        await standIn.app.StartAsync(TestContext.Current.CancellationToken);
        return standIn;
    }

    /// <summary>A number as Twilio describes it; an address that was never set is an empty text there.</summary>
    public static JsonObject Number(
        string phoneNumber, string voiceUrl = "", string statusCallback = "", string? fallbackUrl = null, string method = "POST", string application = "", string? trunk = null) => new()
    {
        ["sid"] = "PN00000000000000000000000000000001",
        ["phone_number"] = phoneNumber,
        ["friendly_name"] = phoneNumber,
        ["capabilities"] = new JsonObject { ["voice"] = true, ["sms"] = false, ["mms"] = false, ["fax"] = false },
        ["voice_url"] = voiceUrl,
        ["voice_method"] = method,
        ["voice_fallback_url"] = fallbackUrl,
        ["voice_fallback_method"] = "POST",
        ["status_callback"] = statusCallback,
        ["status_callback_method"] = "POST",
        ["voice_application_sid"] = application,
        ["trunk_sid"] = trunk,
        ["voice_receive_mode"] = "voice",
        ["status"] = "in-use",
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (Clock is { } clock) context.Response.Headers.Date = clock.ToString("R", CultureInfo.InvariantCulture);
        if (Instead is { } other) return WriteAsync(context, other.Status, other.Body, other.ContentType);
        if (context.Request.Headers.Authorization != authorization) return ProblemAsync(context, 401, 20003, "Authenticate");

        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith($"{Accounts}{accountSid}/IncomingPhoneNumbers/", StringComparison.Ordinal) && HttpMethods.IsPost(context.Request.Method)) return ChangeAsync(context, path);
        if (!HttpMethods.IsGet(context.Request.Method)) return ProblemAsync(context, 405, 20004, "Method not allowed");
        if (path == $"{Accounts}{accountSid}.json") return WriteAsync(context, 200, Account().ToJsonString());
        if (path == $"{Accounts}{accountSid}/IncomingPhoneNumbers.json")
            return WriteAsync(context, 200, Page(context.Request.Query["PhoneNumber"].ToString()).ToJsonString());

        return ProblemAsync(context, 404, 20404, $"The requested resource {path} was not found");
    }

    private async Task ChangeAsync(HttpContext context, string path)
    {
        var sid = path.Split('/')[^1].Replace(".json", "", StringComparison.Ordinal);
        if (Numbers.Find(each => each["sid"]!.GetValue<string>() == sid) is not { } number)
        {
            await ProblemAsync(context, 404, 20404, $"The requested resource {path} was not found");
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var fields = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        var complaint = fields.Count == 0 ? "no form" : fields.Select(field => Complaint(field.Key, field.Value)).FirstOrDefault(each => each is not null);
        if (complaint is not null)
        {
            Rejected.Enqueue(complaint);
            await ProblemAsync(context, 400, 21502, complaint);
            return;
        }

        Changes.Enqueue(fields);
        foreach (var (name, value) in fields) number[JsonNamingPolicy.SnakeCaseLower.ConvertName(name)] = value;
        await WriteAsync(context, 200, number.ToJsonString());
    }

    private static string? Complaint(string name, string value)
    {
        if (Methods.Contains(name)) return value is "GET" or "POST" ? null : $"{name} is not valid: {value}";
        if (Addresses.Contains(name)) return Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? null : $"{name} is not valid: {value}";
        return Others.Contains(name) ? null : $"{name} is no field of a number";
    }

    private JsonObject Account() => new()
    {
        ["sid"] = accountSid,
        ["friendly_name"] = "Zlatý klas",
        ["status"] = AccountStatus,
        ["type"] = AccountType,
        ["owner_account_sid"] = accountSid,
        ["date_created"] = "Thu, 30 Jul 2015 20:00:00 +0000",
        ["uri"] = $"{Accounts}{accountSid}.json",
    };

    // Twilio's filter finds every number that holds the digits asked for.
    private JsonObject Page(string phoneNumber)
    {
        var found = Numbers.Where(number => number["phone_number"]!.GetValue<string>().Contains(phoneNumber, StringComparison.Ordinal));
        return new JsonObject
        {
            ["incoming_phone_numbers"] = new JsonArray([.. found.Select(number => number.DeepClone())]),
            ["page"] = 0,
            ["page_size"] = 50,
            ["start"] = 0,
            ["end"] = 0,
            ["next_page_uri"] = null,
            ["uri"] = $"{Accounts}{accountSid}/IncomingPhoneNumbers.json",
        };
    }

    private static Task ProblemAsync(HttpContext context, int status, int code, string message) =>
        WriteAsync(context, status, new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["more_info"] = $"https://www.twilio.com/docs/errors/{code}",
            ["status"] = status,
        }.ToJsonString());

    private static Task WriteAsync(HttpContext context, int status, string body, string type = MediaTypeNames.Application.Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
