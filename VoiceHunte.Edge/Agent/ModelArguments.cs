using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceHunte.Edge.Agent;

/// <summary>What the model called a tool with, all tools together: what one does not have is null.</summary>
/// <param name="Date"><c>2026-11-27</c>.</param>
/// <param name="Time"><c>19:00</c>, on the restaurant's clock.</param>
/// <param name="Number">Of a reservation.</param>
/// <param name="Confirmed">The caller has just said yes to what was read back.</param>
internal sealed record ModelArguments(
    string? Date, string? Time, int? People, string? Name, long? Number, bool? Confirmed, string? Question, string? Message)
{
    private const int LongestNameChars = 60;

    /// <summary>A list of surnames would fit any reservation.</summary>
    private const int MostWordsOfAName = 4;

    /// <summary>Null where it is none, or no day that a calendar has.</summary>
    [JsonIgnore]
    public DateOnly? Day => DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [JsonIgnore]
    public TimeOnly? Clock =>
        TimeOnly.TryParseExact(Time, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    /// <summary>A name as people have them: what else a model may put there is none.</summary>
    [JsonIgnore]
    public string? Guest => Name?.Trim() is { Length: > 0 and <= LongestNameChars } name && name.Any(char.IsLetter) && name.All(IsOfAName)
        && name.Count(c => c is ' ' or '-' or '.') < MostWordsOfAName ? name : null;

    /// <summary>What is wrong with them, for the model; null when nothing is.</summary>
    public static string? Read(string json, out ModelArguments arguments)
    {
        arguments = new ModelArguments(null, null, null, null, null, null, null, null);
        try
        {
            arguments = JsonSerializer.Deserialize(json.Length == 0 ? "{}" : json, ModelJson.Default.ModelArguments) ?? arguments;
        }
        catch (JsonException)
        {
            return "the arguments are not as the tool's schema says";
        }

        if (arguments is { Date: not null, Day: null }) return "date must be a day that the calendar has, as 2026-11-27";
        if (arguments is { Time: not null, Clock: null }) return "time must be as 19:00";
        return arguments is { Name: not null, Guest: null } ? "name must be a person's name" : null;
    }

    private static bool IsOfAName(char c) => char.IsLetter(c) || c is ' ' or '-' or '.' or '\'' or '’' or 'ʼ';
}
