using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>What was decided over the open book.</summary>
/// <param name="Asked">The time that was wanted, and for how many.</param>
internal sealed record Decision(Seating Outcome, StoredReservation? Reservation, DateTime Asked = default, int People = 0)
{
    public static readonly Decision NotWritten = new(Seating.NotWritten, null);
    public static readonly Decision NoSuchReservation = new(Seating.NoSuchReservation, null);

    public static Decision Done(StoredReservation? reservation) => new(Seating.Free, reservation);
}
