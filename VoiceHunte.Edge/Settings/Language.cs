namespace VoiceHunte.Edge.Settings;

/// <summary>A language that callers are answered in.</summary>
/// <param name="Code">ISO 639-1, as stored in the database: <c>en</c>, <c>ru</c>, <c>uk</c>, <c>sk</c>.</param>
/// <param name="Locale">BCP 47, as Twilio's Gather and Say want it: <c>sk-SK</c>.</param>
internal sealed record Language(string Code, string Locale)
{
    public static readonly Language English = new("en", "en-US");
    public static readonly Language Russian = new("ru", "ru-RU");
    public static readonly Language Ukrainian = new("uk", "uk-UA");
    public static readonly Language Slovak = new("sk", "sk-SK");

    public static readonly IReadOnlyList<Language> All = [English, Russian, Ukrainian, Slovak];

    /// <summary>Finds a language by its code or locale, in any case: <c>sk</c>, <c>SK-sk</c>; null if there is none.</summary>
    public static Language? Find(string? codeOrLocale)
    {
        foreach (var language in All)
        {
            if (string.Equals(codeOrLocale, language.Code, StringComparison.OrdinalIgnoreCase)
                || string.Equals(codeOrLocale, language.Locale, StringComparison.OrdinalIgnoreCase)) return language;
        }

        return null;
    }

    public override string ToString() => Code;
}
