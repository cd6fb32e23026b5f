using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Calls;

/// <summary>The other language that a caller may be going over to, and the turn in which it showed.</summary>
internal sealed record LanguageLeaning(Language Language, int Turn)
{
    /// <summary>As the database keeps it: <c>uk 5</c>.</summary>
    public static LanguageLeaning? Read(string? text) =>
        text?.Split(' ') is [var code, var turn] && Language.Find(code) is { } language
        && int.TryParse(turn, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new LanguageLeaning(language, number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Language.Code} {Turn}");
}

/// <summary>
/// When a call changes its language: at once where it is asked for, plain, or the first thing the caller says; else with
/// the second turn in a row, as one may have been a name or a dish.
/// </summary>
internal static class CallersLanguage
{
    public static void Follow(Call call, Understood understood, Func<Language, bool> speaks)
    {
        if (understood.Switch is not { } language || !speaks(language))
        {
            call.Leaning = null;
        }
        else if (understood.SwitchAsked || understood.SwitchPlain || call.History.Count == 0 || IsSecondTurn(call, language))
        {
            call.Language = language;
            call.Leaning = null;
        }
        else
        {
            call.Leaning = new LanguageLeaning(language, call.Turns);
        }
    }

    // A turn that is thought of again after a crash is no second one.
    private static bool IsSecondTurn(Call call, Language language) =>
        call.Leaning is { } leaning && leaning.Language == language && leaning.Turn < call.Turns;
}
