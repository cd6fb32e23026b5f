using VoiceHunte.Edge.Agent;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What was understood, in one line: <c>create_reservation 2026-11-27 19:30 4p Smirnov #482 yes +60min +1p</c>.</summary>
internal static class Heard
{
    public static string InOneLine(Understood heard) => string.Join(' ', Parts(heard).Where(part => part is not null));

    private static IEnumerable<string?> Parts(Understood heard) =>
    [
        heard.Intent, heard.Date is { } date ? $"{date:yyyy-MM-dd}" : null, heard.ImpossibleDate ? "no-such-day" : null,
        heard.Time is { } time ? $"{time:HH:mm}" : null, heard.People is { } people ? $"{people}p" : null, heard.Name,
        heard.ReservationId is { } id ? $"#{id}" : null, heard.Answer switch { true => "yes", false => "no", _ => null },
        heard.TimeShift is { } shift ? $"{shift.TotalMinutes:+0;-0}min" : null, heard.PeopleShift is { } more ? $"{more:+0;-0}p" : null,
    ];
}
