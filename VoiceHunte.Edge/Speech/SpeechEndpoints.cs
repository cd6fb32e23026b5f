using System.Buffers;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary><c>POST /tts/stream</c>: text in, speech out, each piece of it passed on as it comes.</summary>
/// <param name="maker">Null while there is no key.</param>
internal sealed class SpeechEndpoints(SpeechMaker? maker, SpeechVoice voice, ILogger<SpeechEndpoints> logger)
{
    /// <summary>The model that really speaks, where it is another than was asked for.</summary>
    public const string ModelHeader = "X-Voicehunte-Model";

    private const int PieceBytes = 16 * 1024;

    /// <param name="guard">Who may ask, and how often.</param>
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard) =>
        routes.MapPost("/tts/stream", guard(StreamAsync));

    public async Task StreamAsync(HttpContext context)
    {
        if (await SpeechBody.ReadAsync(context, voice) is not { } request) return;
        if (maker is null)
        {
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "OPENAI_API_KEY is not set: there is no voice to speak with.");
            return;
        }

        await AudioResponse.SendAsync(context, "/tts/stream", logger, async () =>
        {
            using var audio = await maker.SpeakAsync(request, context.RequestAborted);
            await PassOnAsync(context, request, audio);
        });
    }

    private static async Task PassOnAsync(HttpContext context, SpeechRequest request, MadeSpeech audio)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            // The first piece before our own headers: until it is there, a failure can still be told as one.
            var length = await audio.ReadAsync(piece, context.RequestAborted);
            AudioResponse.Begin(context.Response, request.Format);
            if (audio.Model != request.Model) context.Response.Headers[ModelHeader] = audio.Model;
            while (length > 0)
            {
                await context.Response.BodyWriter.WriteAsync(piece.AsMemory(0, length), context.RequestAborted);
                length = await audio.ReadAsync(piece, context.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
