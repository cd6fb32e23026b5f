using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.OpenAI;

/// <param name="BaseUrl">With the version in it: <c>https://api.openai.com/v1</c>.</param>
internal sealed record OpenAIOptions(Uri BaseUrl, Secret ApiKey)
{
    /// <summary>
    /// Until an answer begins, each attempt, and between two pieces of audio (default: 8 s). What is silent for longer is of
    /// no use on the telephone.
    /// </summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Until a transcription is there, each attempt, the upload included (default: 30 s).</summary>
    public TimeSpan LongestListening { get; init; } = TimeSpan.FromSeconds(30);
}
