namespace VoiceHunte.Edge.Restaurant;

/// <summary>From one opening to its closing.</summary>
internal sealed record OpenSpan(DateTimeOffset From, DateTimeOffset To)
{
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < To;
}
