using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace VoiceHunte.Edge.Operations;

/// <summary>From the bytes of a request to its JSON, or to the problem document that says why not.</summary>
internal static class ProblemOrBody
{
    /// <summary>The JSON, to be disposed of; null when the problem has been answered.</summary>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context, int largestBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send the request as application/json.");
            return null;
        }

        if (await ReadAllAsync(context, largestBytes) is not { } bytes)
        {
            await Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The request is larger than {largestBytes} bytes.");
            return null;
        }

        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            await Problem.WriteFieldsAsync(context, new Dictionary<string, string[]> { ["body"] = ["must be JSON"] });
            return null;
        }
    }

    /// <summary>Kestrel's own limit is one for all routes.</summary>
    public static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = bytes;
    }

    /// <summary>The whole body; null where it is too large.</summary>
    private static async Task<byte[]?> ReadAllAsync(HttpContext context, int largestBytes)
    {
        Allow(context, largestBytes);
        if (context.Request.ContentLength > largestBytes) return null;
        try
        {
            while (true)
            {
                var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
                if (read.Buffer.Length > largestBytes) return null;
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
