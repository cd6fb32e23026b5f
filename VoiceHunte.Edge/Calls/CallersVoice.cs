using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// What a call knows of its caller's voice: while it lasts, and in memory. Where no guest of the number has agreed, nothing is
/// listened to.
/// </summary>
/// <param name="asked">The names of those who need not be asked any more.</param>
/// <param name="guests">Those of this number who have agreed.</param>
internal sealed class CallersVoice(string phone, IReadOnlyList<string> asked, IReadOnlyList<KnownVoice> guests)
{
    /// <summary>Who uses one number are a family, not an office.</summary>
    private const int MostGuests = 4;

    private readonly HashSet<string> asked = new(asked, StringComparer.OrdinalIgnoreCase);
    private readonly List<KnownVoice> comparable = [.. guests.Where(guest => guest.MayBeCompared)];
    private VoiceEar? ear = guests.Count > 0 ? new VoiceEar() : null;
    private bool isDecided;

    public string Phone => phone;

    /// <summary>The voice goes through the extractor.</summary>
    public bool IsListening => ear is not null;

    /// <summary>The question of consent that the caller was asked last, and under which name they booked; null where there is none.</summary>
    public (string Text, string Name)? Question { get; private set; }

    /// <summary>The guest that the caller says they are; what is heard goes into their template.</summary>
    public KnownVoice? Speaker { get; private set; }

    /// <summary>Null where there is nothing to go by yet.</summary>
    public VoiceHint? Hint { get; private set; }

    public LikelyGuest? Likely => Hint is { Match: VoiceMatch.Likely, Guest: var guest } && comparable[guest].Stored is var stored ? new(stored.Name, stored.UsualParty) : null;

    /// <summary>A frame as Twilio sends it.</summary>
    public void Hear(ReadOnlySpan<byte> base64) => Volatile.Read(ref ear)?.Hear(base64);

    /// <summary>Compares, as long as more of the voice may tell more.</summary>
    public void Compare()
    {
        if (ear is null || isDecided || comparable.Count == 0) return;
        if (ear.Compare([.. comparable.Select(guest => guest.Template!)], out isDecided) is { } hint) Hint = hint;
    }

    /// <summary>The caller has booked under a name: they are that guest, where the guest has agreed.</summary>
    public void SaysToBe(string name) => Speaker = guests.FirstOrDefault(guest => string.Equals(guest.Stored.Name, name, StringComparison.OrdinalIgnoreCase)) ?? Speaker;

    /// <summary>Nobody has asked this guest, and there are not too many of this number already.</summary>
    public bool MayAsk(string name) => Speaker is null && guests.Count < MostGuests && !asked.Contains(name);

    public void Asks(string question, string name)
    {
        asked.Add(name);
        Question = (question, name);
    }

    public void DropQuestion() => Question = null;

    /// <summary>The caller has agreed: from now on they are listened to.</summary>
    public void Agrees(KnownVoice guest)
    {
        Speaker = guest;
        if (ear is null) Volatile.Write(ref ear, new VoiceEar());
        else ear.Forget();
    }

    /// <summary>What was heard, and nothing is listened to any more; null where there was too little.</summary>
    public (float[] Voice, TimeSpan Speech)? Take() => Interlocked.Exchange(ref ear, null)?.Take();

    /// <summary>Nothing is listened to, and nothing of it is left.</summary>
    public void Forget()
    {
        Interlocked.Exchange(ref ear, null)?.Forget();
        comparable.Clear();
        (Speaker, Hint, Question) = (null, null, null);
    }
}
