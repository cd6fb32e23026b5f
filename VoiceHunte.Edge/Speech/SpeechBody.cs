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
        using var json = await ProblemOrBody.ReadAsync(context, LargestBytes);
        if (json is null) return null;
        if (SpeechForm.Read(json.RootElement, voice, out var errors) is { } request) return request;
        await Problem.WriteFieldsAsync(context, errors);
        return null;
    }
}
