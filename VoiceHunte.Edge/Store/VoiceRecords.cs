namespace VoiceHunte.Edge.Store;

/// <summary>A guest who has agreed that their voice is remembered.</summary>
/// <param name="Phone">The number that they called from.</param>
/// <param name="ConsentText">What they were asked, word for word.</param>
/// <param name="ConsentLanguage">The language that they were asked in.</param>
/// <param name="Version">Of what voices were measured with: those of another are not compared.</param>
/// <param name="Speech">How much of it the template is made of, without pauses.</param>
/// <param name="Template">Sealed; null before anything was heard of them.</param>
internal sealed record StoredVoice(
    string Id, string Phone, string Name, string ConsentText, string ConsentLanguage, DateTimeOffset ConsentedAt, DateTimeOffset ExpiresAt,
    string Version, TimeSpan Speech, byte[]? Template)
{
    /// <summary>How many they were in their last reservations, where that was always the same; null where it was not, or there are fewer than two.</summary>
    public int? UsualParty { get; init; }
}

/// <summary>What a turn changes of the voices of a number; it goes on disk with the turn.</summary>
internal abstract record ConsentChange(string Phone);

/// <summary>The caller is being asked whether their voice may be remembered: nobody asks them again.</summary>
internal sealed record VoiceAsked(string Phone, string Name, DateTimeOffset At) : ConsentChange(Phone);

/// <summary>They said yes.</summary>
/// <param name="Voice">Without a template.</param>
internal sealed record VoiceAgreed(StoredVoice Voice) : ConsentChange(Voice.Phone);

/// <summary>All voices of the number are forgotten; their keys have gone before.</summary>
internal sealed record VoicesForgotten(string Phone) : ConsentChange(Phone)
{
    /// <summary>How many there were, once it is on the disk.</summary>
    public int Gone { get; set; }
}

/// <summary>What is known of the voices of one number.</summary>
/// <param name="Asked">The names of those who were asked, also where the answer was no.</param>
internal sealed record VoicesOfNumber(IReadOnlyList<string> Asked, IReadOnlyList<StoredVoice> Voices);
