namespace VoiceHunte.Edge.Restaurant;

internal sealed record Table(string Name, int Seats);
