using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Twilio's REST API on a free port: one account, its numbers, and Twilio's own errors for the rest.</summary>
internal sealed class TwilioRestStandIn : IAsyncDisposable
{
    private const string Accounts = "/2010-04-01/Accounts/";

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
    public static JsonObject Number(string phoneNumber, string voiceUrl = "", string statusCallback = "") => new()
    {
        ["sid"] = "PN00000000000000000000000000000001",
        ["phone_number"] = phoneNumber,
        ["friendly_name"] = phoneNumber,
        ["capabilities"] = new JsonObject { ["voice"] = true, ["sms"] = false, ["mms"] = false, ["fax"] = false },
        ["voice_url"] = voiceUrl,
        ["voice_method"] = "POST",
        ["voice_fallback_url"] = null,
        ["voice_fallback_method"] = "POST",
        ["status_callback"] = statusCallback,
        ["status_callback_method"] = "POST",
        ["voice_application_sid"] = "",
        ["trunk_sid"] = null,
        ["status"] = "in-use",
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (Instead is { } other) return WriteAsync(context, other.Status, other.Body, other.ContentType);
        if (context.Request.Headers.Authorization != authorization) return ProblemAsync(context, 401, 20003, "Authenticate");

        var path = context.Request.Path.Value ?? "";
        if (path == $"{Accounts}{accountSid}.json") return WriteAsync(context, 200, Account().ToJsonString());
        if (path == $"{Accounts}{accountSid}/IncomingPhoneNumbers.json")
            return WriteAsync(context, 200, Page(context.Request.Query["PhoneNumber"].ToString()).ToJsonString());

        return ProblemAsync(context, 404, 20404, $"The requested resource {path} was not found");
    }

    private JsonObject Account() => new()
    {
        ["sid"] = accountSid,
        ["friendly_name"] = "Zlatý klas",
        ["status"] = "active",
        ["type"] = "Full",
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
