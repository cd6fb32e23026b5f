using System.Globalization;
using System.Text.Json;

namespace VoiceHunte.Edge.Agent;

/// <summary>What code has understood of the call, as the model is told of it. Quoted as JSON: a name that a caller gives is no instruction.</summary>
internal sealed record UnderstoodSoFar
{
    /// <summary>The reservation intent that is being worked on.</summary>
    public string? Wish { get; init; }

    public string? Date { get; init; }

    public string? Time { get; init; }

    public int? People { get; init; }

    public string? Name { get; init; }

    /// <summary>Of a reservation, as the caller said it.</summary>
    public long? Number { get; init; }

    /// <summary>Times that were offered.</summary>
    public IReadOnlyList<string>? Offered { get; init; }

    /// <summary>What the assistant asked last, one of <see cref="Questions"/>.</summary>
    public string? Asked { get; init; }

    /// <summary>The answer to it, where one was heard: yes or no.</summary>
    public string? Answer { get; init; }

    /// <summary>What the last words are about, one of <see cref="Intents"/>.</summary>
    public string? Heard { get; init; }

    /// <summary>The day in a question about hours or the menu.</summary>
    public string? Day { get; init; }

    public static UnderstoodSoFar Of(TurnContext turn)
    {
        var (draft, heard) = (Wishes.Taken(turn), turn.Understood);
        return new UnderstoodSoFar
        {
            Wish = draft.Goal,
            Date = Written(draft.Date),
            Time = draft.Time?.ToString("HH:mm", CultureInfo.InvariantCulture),
            People = draft.People,
            Name = draft.Name ?? draft.NameSaid,
            Number = draft.Number,
            Offered = draft.Offered.Count == 0 ? null : [.. draft.Offered.Select(time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))],
            Asked = turn.Draft.Asked,
            Answer = heard.Answer switch { true => "yes", false => "no", null => null },
            Heard = heard.Intent,
            Day = Written(heard.DayAsked),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, ModelText.Json.UnderstoodSoFar);

    private static string? Written(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
