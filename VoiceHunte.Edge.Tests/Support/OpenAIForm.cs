using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>A multipart request, read part by part and held to what OpenAI's file says of it: the form of an upload as JSON.</summary>
internal static class OpenAIForm
{
    private static readonly string[] Recordings = ["flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm"];

    public static bool IsRecording(string fileName) => Recordings.Contains(fileName[(fileName.LastIndexOf('.') + 1)..]);

    /// <summary>The recording's bytes, one a character; and the fields, the file by its name.</summary>
    public static async Task<(string Recording, JsonElement Fields)> ReadAsync(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.Parse(request.ContentType);
        if (type.MediaType != "multipart/form-data" || type.Boundary.Value is not { } boundary || boundary.Contains('"', StringComparison.Ordinal))
            return ("", JsonElement.Parse("""{"the content type":"is not multipart/form-data"}"""));

        var (recording, fields) = ("", new JsonObject());
        var parts = new MultipartReader(boundary, request.Body);
        while (await parts.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } part)
        {
            using var bytes = new MemoryStream();
            await part.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            // Unquoted names are allowed by nobody's specification of forms.
            if (part.GetContentDispositionHeader() is not { } disposition || part.ContentDisposition?.Contains("name=\"", StringComparison.Ordinal) != true)
                fields["an unnamed part"] = true;
            else if (HeaderUtilities.RemoveQuotes(disposition.Name).Value is "file" && part.ContentType?.StartsWith("audio/", StringComparison.Ordinal) == true)
                (fields["file"], recording) = (HeaderUtilities.RemoveQuotes(disposition.FileName).Value, Encoding.Latin1.GetString(bytes.ToArray()));
            else
                Add(fields, HeaderUtilities.RemoveQuotes(disposition.Name).Value!, Encoding.UTF8.GetString(bytes.ToArray()));
        }

        return (recording, JsonElement.Parse(fields.ToJsonString()));
    }

    private static void Add(JsonObject fields, string name, string value)
    {
        if (!name.EndsWith("[]", StringComparison.Ordinal)) fields.Add(name, value);
        else if (fields[name[..^2]] is JsonArray list) list.Add((JsonNode)value);
        else fields[name[..^2]] = new JsonArray(value);
    }
}
