using System.Buffers.Text;

namespace VoiceHunte.Edge.Voice;

/// <summary>Listens to one caller, whose number has agreed to it: the shape of their voice, in memory, until the call ends.</summary>
internal sealed class VoiceEar
{
    // Twilio sends 20 ms at a time: 160 bytes.
    private const int MostBytesAtOnce = 1024;

    private readonly HeardVoice heard = new();
    private readonly Lock gate = new();

    /// <summary>A frame as Twilio sends it; what is none is not listened to.</summary>
    public void Hear(ReadOnlySpan<byte> base64)
    {
        if (base64.Length > MostBytesAtOnce) return;
        Span<byte> muLaw = stackalloc byte[MostBytesAtOnce];
        if (Base64.DecodeFromUtf8(base64, muLaw, out _, out var length) != System.Buffers.OperationStatus.Done) return;
        lock (gate) heard.Hear(muLaw[..length]);
    }

    /// <summary>Whose voice it is like so far; null where there is nothing to go by.</summary>
    /// <param name="isAll">Hearing more would change nothing.</param>
    public VoiceHint? Compare(IReadOnlyList<VoiceTemplate> guests, out bool isAll)
    {
        lock (gate)
        {
            var speech = SpeechFrames.Net(heard);
            isAll = speech >= VoiceRule.Most || heard.IsFull;
            if (guests.Count == 0 || speech < VoiceRule.Least) return null;
            if (VoiceModel.Default.Describe(heard, VoiceRule.Most) is not { } voice) return null;
            Span<float> likenesses = stackalloc float[guests.Count];
            for (var i = 0; i < guests.Count; i++) likenesses[i] = guests[i].Likeness(voice);
            Array.Clear(voice);
            return VoiceRule.Decide(likenesses, speech < VoiceRule.Most ? speech : VoiceRule.Most);
        }
    }

    /// <summary>The whole of what was heard, which is then forgotten; null where it was too little.</summary>
    public (float[] Voice, TimeSpan Speech)? Take()
    {
        lock (gate)
        {
            var speech = SpeechFrames.Net(heard);
            var voice = speech < VoiceRule.Least ? null : VoiceModel.Default.Describe(heard, speech);
            heard.Forget();
            return voice is null ? null : (voice, speech);
        }
    }

    public void Forget()
    {
        lock (gate) heard.Forget();
    }
}
