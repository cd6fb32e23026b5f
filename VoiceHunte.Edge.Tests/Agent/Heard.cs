using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What was understood on Wednesday 25 November 2026, in one line.</summary>
internal static class Heard
{
    /// <summary>As <c>create_reservation 11-27 19:30 4 Smirnov #482 no</c>; of chit-chat nothing.</summary>
    public static string Of(string language, string? previous, string text)
    {
        var heard = Understand(language, previous, text);
        return string.Join(' ', new[]
        {
            heard.Intent is Intents.Generic ? null : heard.Intent, heard.Date is { } date ? $"{date:MM-dd}" : null,
            heard.Time is { } time ? $"{time:HH:mm}" : null, heard.People is { } people ? $"{people}" : null, heard.Name,
            heard.ReservationId is { } id ? $"#{id}" : null, heard.Answer switch { true => "yes", false => "no", _ => null },
        }.Where(part => part is not null));
    }

    /// <summary>As <c>+60 min</c>, <c>-1</c>, <c>no such day</c>.</summary>
    public static string Shift(string language, string text)
    {
        var heard = Understand(language, previous: null, text);
        if (heard.ImpossibleDate) return "no such day";
        return heard.TimeShift is { } shift ? $"{shift.TotalMinutes:+0;-0} min" : $"{heard.PeopleShift:+0;-0}";
    }

    private static Understood Understand(string language, string? previous, string text) =>
        Turns.Understand(text, Language.Find(language)!, new DateOnly(2026, 11, 25), previous);
}
