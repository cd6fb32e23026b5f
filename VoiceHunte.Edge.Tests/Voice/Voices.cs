using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Voice;

/// <summary>The voices of Fixtures/voices, which nobody has.</summary>
internal static class Voices
{
    public static readonly TimeSpan All = TimeSpan.FromSeconds(60);

    public static readonly VoiceModel Model = new(File.ReadAllBytes(Path.Combine(Repository.Root, "VoiceHunte.Edge", "Voice", "parameters.bin")));

    /// <param name="name"><c>m3-1</c>: the voice and the take.</param>
    public static byte[] Sound(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Fixtures", "voices", name + ".ulaw"));

    public static HeardVoice Heard(string name) => Heard(Sound(name));

    public static HeardVoice Heard(ReadOnlySpan<byte> muLaw)
    {
        var voice = new HeardVoice();
        voice.Hear(muLaw);
        return voice;
    }

    public static float[] Describe(string name, TimeSpan? most = null) => Model.Describe(Heard(name), most ?? VoiceRule.Most)!;

    public static float Likeness(float[] voice, float[] other) => voice.Zip(other, (one, another) => one * another).Sum();
}
