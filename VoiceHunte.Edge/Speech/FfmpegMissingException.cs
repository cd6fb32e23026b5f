namespace VoiceHunte.Edge.Speech;

/// <summary>The model speaks PCM alone, and what would make the format of it is not installed.</summary>
internal sealed class FfmpegMissingException(string model, string format) : Exception(
    $"{model} speaks PCM: for {format} this machine needs ffmpeg. Install it and start the appliance anew, or ask for wav or pcm");
