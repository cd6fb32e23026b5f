namespace VoiceHunte.Edge.Tests.Support;

/// <summary>Audio of the stand-in: a hum, of another pitch for each response, so that a test can tell whose it is.</summary>
internal static class RealtimeAudio
{
    private const int MuLawRate = 8000;
    private const int PcmRate = 24_000;

    public static int BytesAMillisecond(string format) => format == "audio/pcm" ? PcmRate * 2 / 1000 : MuLawRate / 1000;

    /// <param name="number">Of the response.</param>
    /// <param name="from">In ms of its item.</param>
    public static byte[] Hum(string format, int number, int from, int milliseconds)
    {
        var audio = new byte[milliseconds * BytesAMillisecond(format)];
        var pitch = 200 + (number % 10 * 40);
        if (format == "audio/pcm")
        {
            for (var i = 0; i < audio.Length; i += 2)
                BitConverter.TryWriteBytes(audio.AsSpan(i), (short)(8000 * Wave((from * 24) + (i / 2), PcmRate, pitch)));
        }
        else
        {
            for (var i = 0; i < audio.Length; i++) audio[i] = ToMuLaw((short)(8000 * Wave((from * 8) + i, MuLawRate, pitch)));
        }

        return audio;
    }

    /// <summary>A caller's voice, loud enough for the turn detection; or silence.</summary>
    public static byte[] Caller(int milliseconds, bool speaks = true) => speaks ? Hum("audio/pcmu", 0, 0, milliseconds) : [.. Enumerable.Repeat((byte)0xFF, milliseconds * 8)];

    /// <summary>G.711.</summary>
    public static int FromMuLaw(byte code)
    {
        var inverted = ~code & 0xFF;
        var magnitude = ((((inverted & 0x0F) << 3) + 0x84) << ((inverted & 0x70) >> 4)) - 0x84;
        return (inverted & 0x80) == 0 ? magnitude : -magnitude;
    }

    private static byte ToMuLaw(short sample)
    {
        var magnitude = Math.Min(Math.Abs((int)sample), 32_635) + 0x84;
        var exponent = 7;
        for (var mask = 0x4000; (magnitude & mask) == 0 && exponent > 0; mask >>= 1) exponent--;
        return (byte)~((sample < 0 ? 0x80 : 0) | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0F));
    }

    private static double Wave(int sample, int rate, int pitch) => Math.Sin(2 * Math.PI * pitch * sample / rate);
}
