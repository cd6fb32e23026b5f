using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Calls;

/// <summary>
/// What a call knows of its caller's voice: while it lasts, and in memory. Where no guest of the number has agreed, nothing is
/// listened to. Frames come on the socket's thread; that all is forgotten may come on any.
/// </summary>
internal sealed class CallersVoice
{
    /// <summary>Who uses one number are a family, not an office.</summary>
    private const int MostGuests = 4;

    private readonly HashSet<string> asked;
    private KnownVoice[] guests;
    private KnownVoice[] comparable;
    private VoiceEar? ear;
    private KnownVoice? speaker;
    private VoiceHint? hint;
    private bool isDecided;
    private volatile bool isForgotten;

    /// <param name="asked">The names of those who need not be asked any more.</param>
    /// <param name="guests">Those of this number who have agreed.</param>
    public CallersVoice(string phone, IReadOnlyList<string> asked, IReadOnlyList<KnownVoice> guests)
    {
        Phone = phone;
        this.asked = new HashSet<string>(asked, StringComparer.OrdinalIgnoreCase);
        this.guests = [.. guests];
        comparable = [.. guests.Where(guest => guest.MayBeCompared)];
        ear = guests.Count > 0 ? new VoiceEar() : null;
    }

    public string Phone { get; }

    /// <summary>The voice goes through the extractor.</summary>
    public bool IsListening => ear is not null;

    /// <summary>The question of consent that is open, and what it is about; null where none is.</summary>
    public VoiceQuestion? Question { get; private set; }

    /// <summary>Null where there is nothing to go by yet.</summary>
    public VoiceHint? Hint => isForgotten ? null : hint;

    public LikelyGuest? Likely => Hint is { Match: VoiceMatch.Likely, Guest: var guest } && comparable is var among && guest < among.Length
        ? new(among[guest].Stored.Name, among[guest].Stored.UsualParty)
        : null;

    /// <summary>Whose template this call may go into: the guest that the caller says they are, unless their voice is another's.</summary>
    public KnownVoice? Speaker => isForgotten || (hint is { Match: VoiceMatch.Unknown }) || (Likely is { } likely && likely.Name != speaker?.Stored.Name) ? null : speaker;

    /// <summary>A frame as Twilio sends it.</summary>
    public void Hear(ReadOnlySpan<byte> base64) => Volatile.Read(ref ear)?.Hear(base64);

    /// <summary>Compares, as long as more of the voice may tell more.</summary>
    public void Compare()
    {
        var among = comparable;
        if (ear is not { } listening || isDecided || among.Length == 0) return;
        if (listening.Compare([.. among.Select(guest => guest.Template!)], out isDecided) is { } found) hint = found;
    }

    /// <summary>The caller has booked under a name that they said, or said yes to.</summary>
    public void SaysToBe(string name) => speaker = guests.FirstOrDefault(guest => string.Equals(guest.Stored.Name, name, StringComparison.OrdinalIgnoreCase)) ?? speaker;

    /// <summary>Nobody has asked this guest, and there are not too many of this number already.</summary>
    public bool MayAsk(string name) => !isForgotten && speaker is null && guests.Length < MostGuests && !asked.Contains(name);

    public void Asks(VoiceQuestion question)
    {
        asked.Add(question.Name);
        Question = question;
    }

    public void DropQuestion() => Question = null;

    /// <summary>The caller has agreed: from now on they are listened to.</summary>
    public void Agrees(KnownVoice guest)
    {
        speaker = guest;
        if (ear is null) Volatile.Write(ref ear, new VoiceEar());
        else ear.Forget();
    }

    /// <summary>What was heard, and nothing is listened to any more; null where there was too little.</summary>
    public (float[] Voice, TimeSpan Speech)? Take() => Interlocked.Exchange(ref ear, null)?.Take();

    /// <summary>Nothing is listened to in this call any more, and nothing of it is left.</summary>
    public void Forget()
    {
        isForgotten = true;
        Interlocked.Exchange(ref ear, null)?.Forget();
        (guests, comparable) = ([], []);
        (speaker, hint, Question) = (null, null, null);
    }
}

/// <summary>What a caller was asked about their voice.</summary>
/// <param name="Name">Under which they had booked.</param>
/// <param name="Turn">The last turn that had begun by then: words of that one answer something else.</param>
internal sealed record VoiceQuestion(string Text, string Name, int Turn);
