using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// The door for Twilio: a request is read, its signature checked, its answer sent as TwiML with status 200. It is also
/// the one place where an unforeseen fault becomes speech: whoever is on the line hears an apology, never silence.
/// </summary>
internal sealed partial class SignedWebhooks(
    EdgeSettings settings, RestaurantProfile restaurant, CallsInProgress calls, GatherTwiml twiml, TimeProvider time, ILogger<SignedWebhooks> logger)
{
    // Says nothing of the inside.
    private static readonly string Refusal = new TwimlWriter().Hangup().ToString();

    // Two apologies keep the line open; the third ends the call.
    private const int MostFaults = 2;

    private const int LongestLoggedUrl = 200;

    private readonly TwilioSignature? signature = settings.Twilio.AuthToken is { } token
        ? new TwilioSignature(token, settings.Twilio.UnsignedParameters)
        : null;

    public RequestDelegate Answer(string step, Func<Webhook, Task<string>> handler) => context => AnswerAsync(context, step, handler);

    private async Task AnswerAsync(HttpContext context, string step, Func<Webhook, Task<string>> handler)
    {
        if (await ReadFormAsync(context) is not { } form)
        {
            await WriteAsync(context, StatusCodes.Status403Forbidden, Refusal);
        }
        else
        {
            await WriteAsync(context, StatusCodes.Status200OK, await AnswerFormAsync(context.Request, step, form, handler));
        }
    }

    // Signed, but about no call: nothing can be looked up for it or kept of it.
    private Task<string> AnswerFormAsync(HttpRequest request, string step, IFormCollection form, Func<Webhook, Task<string>> handler)
    {
        if (TwilioForm.Read(form) is { } fields) return AnswerOrApologiseAsync(Webhook.Read(step, request, TwilioOrigin.Of(request, settings.PublicUrl), fields, time.GetUtcNow()), handler);
        Log.NoCallSid(logger, step);
        var language = restaurant.Languages[0];
        return Task.FromResult(twiml.WriteLastApology(language, Phrases.For(language).ApologyAndGoodbye));
    }

    /// <summary>The form of a request that Twilio signed; null for any other.</summary>
    private async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        var header = context.Request.Headers["X-Twilio-Signature"].ToString();
        if (signature is null || header.Length == 0)
        {
            Log.Refused(logger, context.Request.Path, signature is null ? "TWILIO_AUTH_TOKEN is not set" : "no signature");
            return null;
        }

        try
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
            if (signature.Verifies(header, SignedUrl(context.Request), form)) return form;
            Log.Refused(logger, context.Request.Path, $"the signature does not fit {Shortened(SignedUrl(context.Request))} and TWILIO_AUTH_TOKEN");
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            Log.Refused(logger, context.Request.Path, e.Message);
        }

        return null;
    }

    private string SignedUrl(HttpRequest request) => TwilioOrigin.AddressOf(request, settings.PublicUrl);

    // Whoever is refused may have written this; a line of the log is no place for kilobytes of it.
    private static string Shortened(string url) => url.Length <= LongestLoggedUrl ? url : url[..LongestLoggedUrl] + "…";

    private async Task<string> AnswerOrApologiseAsync(Webhook webhook, Func<Webhook, Task<string>> handler)
    {
        using var scope = CallScope.Enter(logger, webhook.Form.CallSid);
        try
        {
            return await handler(webhook);
        }
        catch (Exception e)
        {
            Log.Fault(logger, e, webhook.Form.CallSid, webhook.Step);
            return Apologise(webhook);
        }
    }

    private string Apologise(Webhook webhook)
    {
        var language = calls.LanguageOf(webhook.Form.CallSid) ?? restaurant.LanguageForNumber(webhook.Form.From);
        var phrases = Phrases.For(language);
        return webhook.Faults < MostFaults
            ? twiml.WriteApology(language, phrases.Apology, (webhook.Turn ?? 0) + 1, webhook.Faults + 1)
            : twiml.WriteLastApology(language, phrases.ApologyAndGoodbye);
    }

    private static Task WriteAsync(HttpContext context, int status, string document)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = TwimlWriter.ContentType;
        return context.Response.WriteAsync(document, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1042, Level = LogLevel.Warning, Message = "A signed {Step} webhook without a CallSid was answered with an apology")]
        public static partial void NoCallSid(ILogger logger, string step);

        [LoggerMessage(EventId = 1040, Level = LogLevel.Warning, Message = "A request to {Path} was refused with 403: {Why}")]
        public static partial void Refused(ILogger logger, string path, string why);

        [LoggerMessage(EventId = 1041, Level = LogLevel.Error, Message = "Call {CallSid}: the {Step} webhook failed; the caller heard an apology")]
        public static partial void Fault(ILogger logger, Exception exception, string callSid, string step);
    }
}
