using Microsoft.AspNetCore.Http.Features;
using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Speech;

/// <summary>A recording that somebody sent us, and the fields beside it.</summary>
/// <param name="Format">As OpenAI knows it: <c>wav</c>, <c>mp3</c>, …</param>
internal sealed record AudioUpload(IFormFile File, string Format, IFormCollection Fields)
{
    /// <summary>OpenAI's limit.</summary>
    public const long LargestBytes = 25 * 1024 * 1024;

    // What the reader of forms throws for a body that ends in the middle; a full disk has a number of its own.
    private const int BrokenOff = unchecked((int)0x80131620);

    // The parts' headers and the other fields.
    private const int LargestRest = 64 * 1024;

    /// <summary>The upload; null when the problem has been answered. What does not fit in memory lies in the temporary folder meanwhile.</summary>
    public static async Task<AudioUpload?> ReadAsync(HttpContext context)
    {
        if (!IsMultipart(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send the recording as multipart/form-data, in the field file.");
            return null;
        }

        return await ReadFormAsync(context) is { } form ? await CheckAsync(context, form) : null;
    }

    private static bool IsMultipart(HttpRequest request) =>
        request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        const long largest = LargestBytes + LargestRest;
        ProblemOrBody.Allow(context, largest);
        try
        {
            if (context.Request.ContentLength <= largest || context.Request.ContentLength is null)
                return await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = largest }, context.RequestAborted);
            await TooLargeAsync(context);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await TooLargeAsync(context);
        }
        catch (Exception e) when (e is InvalidDataException or IOException { HResult: BrokenOff })
        {
            await Problem.WriteFieldsAsync(context, new Dictionary<string, string[]> { ["body"] = ["must be multipart/form-data"] });
        }

        return null;
    }

    private static async Task<AudioUpload?> CheckAsync(HttpContext context, IFormCollection form)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            await Problem.WriteFieldsAsync(context, new Dictionary<string, string[]> { ["file"] = ["is required"] });
        else if (file.Length > LargestBytes)
            await TooLargeAsync(context);
        else if (RecordingFormat.Of(file.ContentType, file.FileName) is not { } format)
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, $"The file must be one of {string.Join(", ", RecordingFormat.All)}.");
        else
            return new AudioUpload(file, format, form);
        return null;
    }

    private static Task TooLargeAsync(HttpContext context) =>
        Problem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The recording is larger than {LargestBytes} bytes.");
}
