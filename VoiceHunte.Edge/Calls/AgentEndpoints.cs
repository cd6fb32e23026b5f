using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// <c>POST /agent/text</c>: a caller's words in, the agent's answer out, as on the telephone. <c>POST /agent/audio</c>: the
/// same for a recording.
/// </summary>
internal sealed class AgentEndpoints(TextCalls calls, Dictation dictation, RestaurantProfile restaurant, ILogger<AgentEndpoints> logger)
{
    // 4000 characters, each written as two \u escapes, and the other fields.
    private const int LargestBytes = 56 * 1024;

    /// <param name="guard">Who may ask, and how often.</param>
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapPost("/agent/text", guard(AnswerTextAsync));
        routes.MapPost("/agent/audio", guard(AnswerAudioAsync));
    }

    private async Task AnswerTextAsync(HttpContext context)
    {
        using var json = await ProblemOrBody.ReadAsync(context, LargestBytes);
        if (json is null) return;
        if (await ReadAsync(context, json.RootElement, withText: true) is { } request && await FindAsync(context, request, TextCalls.NewCallId()) is { } call)
            await AnswerAsync(context, call, request);
    }

    private async Task AnswerAudioAsync(HttpContext context)
    {
        if (await dictation.ReadAsync(context) is not { } upload) return;
        if (await ReadAsync(context, Fields(upload), withText: false) is not { } request) return;

        // A call that does not exist is not worth the transcription, and a failed transcription is not worth a new call.
        var callId = request.CallId ?? TextCalls.NewCallId();
        var known = request.CallId is null ? null : await FindAsync(context, request, callId);
        if (known is null && request.CallId is not null) return;
        using var scope = CallScope.Enter(logger, callId);
        if (await dictation.TranscribeAsync(context, upload, request.Language?.Code) is not { } heard) return;
        if ((known ?? await FindAsync(context, request, callId)) is not { } call) return;

        var language = request.Language ?? (call.Turns == 0 && heard.Languages is [var only] ? Spoken(only) : null);
        await AnswerAsync(context, call, request.WithTranscript(heard.Text) with { Language = language });
    }

    private Language? Spoken(string code) => Language.Find(code) is { } language && restaurant.Speaks(language) ? language : null;

    private static JsonElement Fields(AudioUpload upload) => JsonElement.Parse(
        new JsonObject(upload.Fields.Where(field => field.Value is not [""]).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value.ToString()))).ToJsonString());

    /// <summary>Null when the problem has been answered.</summary>
    private async Task<TextRequest?> ReadAsync(HttpContext context, JsonElement body, bool withText)
    {
        if (TextRequest.Read(body, withText, restaurant, out var errors) is { } request) return request;
        await Problem.WriteFieldsAsync(context, errors);
        return null;
    }

    /// <summary>Null when the problem has been answered.</summary>
    private async Task<Call?> FindAsync(HttpContext context, TextRequest request, string newCallId)
    {
        try
        {
            if (await calls.FindAsync(request, newCallId) is { } call) return call;
            await NoSuchCallAsync(context, request.CallId);
        }
        catch (StoreUnavailableException e)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"The call cannot be looked up: {e.Message}.");
        }

        return null;
    }

    private async Task AnswerAsync(HttpContext context, Call call, TextRequest request)
    {
        if (await calls.TakeTurnAsync(call, request) is not { } answer)
        {
            await NoSuchCallAsync(context, call.CallId);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, answer, TextAnswerJson.Readable.TextAnswer, context.RequestAborted);
    }

    private static Task NoSuchCallAsync(HttpContext context, string? callId) => Problem.WriteAsync(
        context, StatusCodes.Status404NotFound, $"There is no call {callId} in text that could go on; leave call_id out to begin one.");
}
