using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>What a caller from a country most likely speaks, of the languages there are here.</summary>
internal static class CallingCodes
{
    private static readonly (string Code, Language Language)[] Likely =
    [
        ("+421", Language.Slovak), ("+420", Language.Slovak),
        ("+380", Language.Ukrainian),
        ("+375", Language.Russian), ("+7", Language.Russian),
        ("+353", Language.English), ("+44", Language.English), ("+61", Language.English),
        ("+64", Language.English), ("+1", Language.English),
    ];

    /// <summary>Null for anonymous callers, for <c>sip:</c> and for all other countries.</summary>
    public static Language? LikelyLanguage(string? from)
    {
        foreach (var (code, language) in Likely)
            if (from?.StartsWith(code, StringComparison.Ordinal) == true) return language;

        return null;
    }
}
