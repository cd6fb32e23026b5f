namespace VoiceHunte.Edge.Speech;

/// <summary>The headers of audio that is sent while it is made.</summary>
internal static class AudioResponse
{
    public static void Begin(HttpResponse response, string format)
    {
        response.ContentType = AudioFormat.ContentType(format);
        response.Headers.CacheControl = "no-store";
        // nginx would otherwise collect the audio before it passes any on.
        response.Headers["X-Accel-Buffering"] = "no";
    }
}
