using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>What the appliance knows of its restaurant; comes from <c>RESTAURANT_FILE</c>, else from the demo built in.</summary>
internal sealed class RestaurantProfile
{
    public required LocalText Names { get; init; }

    /// <summary>Null: the appliance's own greeting.</summary>
    public required LocalText? Greetings { get; init; }

    /// <summary>The languages callers are answered in, the default first.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    public required TimeZoneInfo TimeZone { get; init; }

    public required OpeningHours Hours { get; init; }

    public required IReadOnlyList<Table> Tables { get; init; }

    /// <summary>The same tables, and which of them can be pushed together.</summary>
    public required TablePlan Plan { get; init; }

    public required ReservationRules Reservations { get; init; }

    public required Menu Menu { get; init; }

    public required LocalText? Address { get; init; }

    /// <summary>E.164; null when there is nobody to put a caller through to.</summary>
    public required string? TransferNumber { get; init; }

    public int Seats => Tables.Sum(table => table.Seats);

    /// <param name="path">Null for the demo restaurant.</param>
    /// <exception cref="RestaurantFileException">The file cannot be read, or says something it should not.</exception>
    public static RestaurantProfile Load(string? path) => path is null ? RestaurantFile.ReadDemo() : RestaurantFile.Read(path);

    public string Name(Language language) => Names.In(language);

    public string? Greeting(Language language) => Greetings?.In(language);

    public bool Speaks(Language language) => Languages.Contains(language);

    /// <summary>The likely language of a caller's country, where the restaurant speaks it; else its first.</summary>
    public Language LanguageForNumber(string? from) =>
        CallingCodes.LikelyLanguage(from) is { } likely && Speaks(likely) ? likely : Languages[0];
}
