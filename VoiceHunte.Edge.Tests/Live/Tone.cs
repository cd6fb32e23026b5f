using System.Buffers.Binary;
using System.Text.Json;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>A voice in which each text sounds like itself alone, so that a test can tell from the sound what was said.</summary>
/// <param name="milliseconds">For each character.</param>
internal sealed class Tone(int milliseconds = 4)
{
    // 100 ms of PCM of 24 kHz: a synthesis comes in pieces.
    private const int PieceBytes = 4800;

    public OpenAIReply Reply(string text) => SpeechReply.Audio([.. Pcm(text).Chunk(PieceBytes)]);

    public OpenAIReply Reply(JsonElement request) => Reply(request.GetProperty("input").GetString()!);

    /// <summary>What the caller hears of these sentences.</summary>
    public byte[] Sound(params IEnumerable<string> sentences) => [.. sentences.SelectMany(SoundOf)];

    /// <summary>A whole answer, as it is spoken: sentence by sentence.</summary>
    public static IReadOnlyList<string> Sentences(string answer)
    {
        var (cutter, sentences) = (new SentenceCutter(), new List<string>());
        for (var sentence = cutter.Take(answer); sentence is not null; sentence = cutter.Take("")) sentences.Add(sentence);
        if (cutter.Rest() is { Length: > 0 } rest) sentences.Add(rest);
        return sentences;
    }

    private byte[] SoundOf(string text)
    {
        var (pcm, encoder) = (Pcm(text), new TelephoneEncoder());
        var sound = new byte[TelephoneEncoder.MostBytes(pcm.Length) + TelephoneEncoder.MostBytes(0)];
        var length = encoder.Encode(pcm, sound);
        return sound[..(length + encoder.Finish(sound.AsSpan(length)))];
    }

    private byte[] Pcm(string text)
    {
        var random = new Random(text.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter)));
        var (low, high) = (200 + random.Next(1000), 1300 + random.Next(1500));
        var pcm = new byte[text.Length * milliseconds * 24 * sizeof(short)];
        for (var i = 0; i < pcm.Length / sizeof(short); i++)
        {
            var sample = 4000 * (Math.Sin(2 * Math.PI * low * i / 24000) + Math.Sin(2 * Math.PI * high * i / 24000));
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(i * sizeof(short)), (short)sample);
        }

        return pcm;
    }
}
