namespace VoiceHunte.Edge.Calls;

/// <summary>Twilio's webhooks, in the order in which a call meets them.</summary>
internal static class TwilioEndpoints
{
    public static void MapTwilio(this IEndpointRouteBuilder routes, SignedWebhooks signed, GatherCalls calls, CallEnd end, RecordingNews recordings)
    {
        var twilio = routes.MapGroup("/twilio");
        twilio.MapPost("/incoming", signed.Answer("incoming", calls.GreetAsync));
        twilio.MapPost("/voice", signed.Answer("voice", calls.TakeTurnAsync));
        twilio.MapPost("/status", signed.Answer("status", end.CloseAsync));
        twilio.MapPost("/recording-status", signed.Answer("recording-status", recordings.TakeAsync));
    }
}
