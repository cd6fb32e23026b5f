using System.Net.Http.Headers;

namespace VoiceHunte.Edge.OpenAI;

/// <param name="OpenAudio">The recording from its beginning, anew for each attempt.</param>
/// <param name="Format">As a file's name ends: <c>flac</c>, <c>mp3</c>, <c>mp4</c>, <c>mpeg</c>, <c>mpga</c>, <c>m4a</c>, <c>ogg</c>, <c>wav</c>, <c>webm</c>.</param>
/// <param name="Language">ISO 639-1; null where it is not known.</param>
/// <param name="LikelyLanguages">ISO 639-1, for models that take several; used while <paramref name="Language"/> is null.</param>
/// <param name="Patience">To the end of the answer, the upload included.</param>
internal sealed record TranscriptionRequest(
    string Model, Func<Stream> OpenAudio, string Format, string ContentType, string? Language, IReadOnlyList<string> LikelyLanguages,
    TimeSpan Patience)
{
    // The one model that is told several languages, and tells which it heard.
    private const string Polyglot = "gpt-transcribe";

    /// <summary>CreateTranscriptionRequest, as multipart/form-data; the audio is read while it is sent.</summary>
    public MultipartFormDataContent ToForm()
    {
        // Without the quotes that .NET puts around it: servers less patient than OpenAI take them for a part of it.
        var boundary = $"voicehunte-{Guid.NewGuid():N}";
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType!.Parameters.First(parameter => parameter.Name == "boundary").Value = boundary;
        Add(form, new StringContent(Model), "model");
        Add(form, new StringContent("json"), "response_format");
        if (Language is not null) Add(form, new StringContent(Language), "language");
        else if (Model.StartsWith(Polyglot, StringComparison.Ordinal))
            foreach (var language in LikelyLanguages) Add(form, new StringContent(language), "languages[]");

        var audio = new StreamContent(OpenAudio()) { Headers = { ContentType = new MediaTypeHeaderValue(ContentType) } };
        Add(form, audio, "file", $"speech.{Format}");
        return form;
    }

    private static void Add(MultipartFormDataContent form, HttpContent part, string name, string? fileName = null)
    {
        if (fileName is null) part.Headers.ContentType = null;
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = $"\"{name}\"",
            FileName = fileName is null ? null : $"\"{fileName}\"",
        };
        form.Add(part);
    }
}

/// <param name="Text">Empty where nothing was said.</param>
/// <param name="Languages">ISO 639-1, those that were heard; empty where the model does not tell.</param>
/// <param name="Usage">Null where it was not counted.</param>
internal sealed record Transcript(string Text, IReadOnlyList<string> Languages, TranscriptionUsage? Usage);
