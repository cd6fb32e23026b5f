using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Speech;

namespace VoiceHunte.Edge.Tests.Speech;

public sealed class AudioKeyTests
{
    private static readonly Uri Provider = new("https://api.openai.com/v1");

    private static readonly SpeechRequest Said = new("tts-1", "alloy", "Dobrý večer", "mp3", Speed: 1, Instructions: null, TimeSpan.FromSeconds(9));

    [Fact]
    public void Another_voice_never_plays_this_one_s_audio()
    {
        SpeechRequest[] others =
        [
            Said,
            Said with { Model = "tts-1-hd" },
            Said with { Voice = "nova" },
            Said with { Text = "Dobrý večer." },
            Said with { Format = "wav" },
            Said with { Speed = 1.1 },
            Said with { Instructions = "" },
            Said with { Instructions = "Warmly." },
        ];

        Assert.Equal(others.Length + 1, others.Select(other => AudioKey.Of(Provider, other)).Append(AudioKey.Of(new Uri("http://localhost/v1"), Said)).Distinct().Count());
    }

    [Fact]
    public void What_moves_from_one_field_to_the_next_is_another_sound()
    {
        Assert.NotEqual(
            AudioKey.Of(Provider, Said with { Model = "tts-1", Voice = "alloy" }),
            AudioKey.Of(Provider, Said with { Model = "tts-1al", Voice = "loy" }));
    }

    [Fact]
    public void How_long_somebody_would_wait_is_not_heard() =>
        Assert.Equal(AudioKey.Of(Provider, Said), AudioKey.Of(Provider, Said with { Patience = TimeSpan.FromMinutes(1) }));
}
