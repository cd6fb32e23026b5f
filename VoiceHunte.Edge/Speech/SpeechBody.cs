using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>From the bytes of a request to what is asked, or to the problem document that says why not.</summary>
internal static class SpeechBody
{
    /// <summary>4096 characters of text and as many of instructions, each written as two <c>\u</c> escapes, fit in.</summary>
    public const int LargestBytes = 112 * 1024;

    /// <summary>The request; null when the problem has been answered.</summary>
    public static async Task<SpeechRequest?> ReadAsync(HttpContext context, SpeechVoice voice)
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send the request as application/json.");
            return null;
        }

        if (await ReadAllAsync(context) is not { } bytes)
        {
            await Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {LargestBytes} bytes.");
            return null;
        }

        if (Read(bytes, voice, out var errors) is { } request) return request;
        await Problem.WriteFieldsAsync(context, errors);
        return null;
    }

    private static SpeechRequest? Read(byte[] bytes, SpeechVoice voice, out IReadOnlyDictionary<string, string[]> errors)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return SpeechForm.Read(json.RootElement, voice, out errors);
        }
        catch (JsonException)
        {
            errors = new Dictionary<string, string[]> { ["body"] = ["must be JSON"] };
            return null;
        }
    }

    /// <summary>The whole body; null where it is too large.</summary>
    private static async Task<byte[]?> ReadAllAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestBytes;
        if (context.Request.ContentLength > LargestBytes) return null;
        try
        {
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
                if (read.Buffer.Length > LargestBytes) return null;
                if (!read.IsCompleted)
                {
                    context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }

                // Given back to Kestrel, or it could not go on to the connection's next request.
                var bytes = read.Buffer.ToArray();
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
