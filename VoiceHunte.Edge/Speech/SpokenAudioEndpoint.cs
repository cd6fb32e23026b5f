using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary><c>GET /twilio/audio/{id}</c>: what Twilio plays, sent while it is made. The id is the only key to it.</summary>
internal sealed class SpokenAudioEndpoint(CallSpeech speech, ILogger<SpokenAudioEndpoint> logger)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/twilio/audio/{id}", PlayAsync);

    private async Task PlayAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        if (await speech.FindAsync(id, context.RequestAborted) is not var (format, audio))
        {
            await Problem.WriteAsync(context, StatusCodes.Status404NotFound, "There is no such audio, or its time is over.");
            return;
        }

        await AudioResponse.SendAsync(context, "/twilio/audio", logger, () => PlayAsync(context, format, audio));
    }

    private static async Task PlayAsync(HttpContext context, string format, GrowingAudio audio)
    {
        var piece = await audio.ReadAsync(0, context.RequestAborted);
        AudioResponse.Begin(context.Response, format);
        context.Response.ContentLength = audio.WholeLength;
        for (var position = 0; piece.Length > 0; piece = await audio.ReadAsync(position, context.RequestAborted))
        {
            await context.Response.BodyWriter.WriteAsync(piece, context.RequestAborted);
            position += piece.Length;
        }
    }
}
