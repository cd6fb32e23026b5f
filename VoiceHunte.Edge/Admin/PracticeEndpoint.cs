using System.Globalization;
using System.Xml.Linq;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Admin;

/// <summary>
/// <c>POST /admin/practice</c>: a telephone in the page. The call goes the way of Twilio's webhooks behind the signature, and
/// gets the TwiML that a caller would; on a book of its own unless what comes of it is to be kept.
/// </summary>
internal sealed class PracticeEndpoint(PracticeRooms rooms, RestaurantProfile restaurant, TimeProvider time)
{
    private const string Anyone = "+421900000000";
    private const int LongestWords = 1000;
    private const int LongestId = 40;

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) => routes.MapPost("/admin/practice", guard(TakeTurnAsync));

    private async Task TakeTurnAsync(HttpContext context)
    {
        using var body = await AdminAnswer.BodyAsync(context);
        if (body is null) return;
        var fields = new ProblemFields(body.RootElement);
        var callId = fields.Text("call_id", text => text.Length > LongestId || !text.All(char.IsAsciiLetterOrDigit) ? "is no call of this telephone" : null);
        var heard = fields.Text("heard", text => text.Length > LongestWords ? $"must be at most {LongestWords} characters" : null);
        var digits = fields.Text("digits", text => text is [>= '0' and <= '9'] or "*" or "#" ? null : "must be one key");
        var language = fields.Text("language", text => Language.Find(text) is { } known && restaurant.Speaks(known) ? null : "must be a language of the restaurant");
        var from = fields.Text("from", text => text.Length == 0 || (text is ['+', ..] && text.Length is >= 8 and <= 16 && text.Skip(1).All(char.IsAsciiDigit)) ? null : "must be a number in the international form");
        var keeps = body.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object && body.RootElement.TryGetProperty("keep", out var keep) && keep.ValueKind == System.Text.Json.JsonValueKind.True;
        if (fields.Errors.Count > 0)
        {
            await Problem.WriteFieldsAsync(context, fields.Errors);
            return;
        }

        await AnswerAsync(context, rooms.Of(keeps), callId, heard, digits, string.IsNullOrEmpty(from) ? Anyone : from, Language.Find(language));
    }

    private async Task AnswerAsync(HttpContext context, IServiceProvider room, string? callId, string? heard, string? digits, string from, Language? language)
    {
        var (began, isNew) = (time.GetTimestamp(), callId is null);
        var (calls, desk, store) = (room.GetRequiredService<CallsInProgress>(), room.GetRequiredService<GatherCalls>(), room.GetRequiredService<CallStore>());
        callId ??= $"CA{Guid.NewGuid():N}";
        var call = isNew ? await calls.FindAsync(new Arrival(callId, from, null, "text", null, time.GetUtcNow())) : await calls.FindKnownAsync(callId, time.GetUtcNow());
        if (call is null)
        {
            await AdminAnswer.NotFoundAsync(context, "There is no such call on this telephone any more: begin another.");
            return;
        }

        if (isNew && language is not null) call.Language = language;
        var form = new TwilioForm { CallSid = callId, From = call.From, SpeechResult = heard, Digits = digits };
        var webhook = new Webhook(isNew ? "incoming" : "voice", form, null, 0, false, 0, Guid.NewGuid().ToString("N"), time.GetUtcNow()) { Origin = "https://practice.invalid" };
        var twiml = isNew ? await desk.GreetAsync(webhook) : await desk.TakeTurnAsync(webhook);
        // Whoever types waits for the answer rather than for a holding sentence.
        for (var held = 1; call.InHand is { } inHand; held++)
        {
            await inHand.Answer;
            twiml = await desk.TakeTurnAsync(webhook with { Held = held, Token = Guid.NewGuid().ToString("N") });
        }

        var document = XDocument.Parse(twiml);
        var isOver = !document.Descendants("Gather").Any();
        if (isOver)
        {
            var seconds = (int)(time.GetUtcNow() - call.StartedAt).TotalSeconds;
            await store.KeepEndAsync(room.GetRequiredService<HistoryWords>().Of(new CallEnded(callId, "completed", time.GetUtcNow(), seconds, call.From, null)));
            calls.Forget(callId);
        }

        var turn = isNew ? null : (await store.FindCallAsync(callId, context.RequestAborted))?.Turns is [.., var last] ? last : null;
        await AdminAnswer.WriteAsync(context, new PracticeAnswer(
            callId, string.Join(' ', document.Descendants("Say").Select(say => say.Value)), twiml, turn?.UserText, CallAnswers.Json(turn?.Understood), turn?.Intent,
            call.Language.Code, isOver, CallAnswers.Number(document.Descendants("Dial").FirstOrDefault()?.Value), turn?.Source,
            (long)time.GetElapsedTime(began).TotalMilliseconds), AdminJson.Readable.PracticeAnswer);
    }
}
