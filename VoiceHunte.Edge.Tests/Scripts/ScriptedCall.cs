using System.Text.Json;
using System.Text.Json.Serialization;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>One call of <c>Fixtures/calls</c>, whose README tells what each field means.</summary>
internal sealed record ScriptedCall
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string From { get; init; }

    public required DateOnly Today { get; init; }

    public required string Time { get; init; }

    // Settable where the file may leave it out: the reader would set an init property to null.
    public IReadOnlyList<GivenReservation> Given { get; set; } = [];

    public IReadOnlyList<FullHours> Full { get; set; } = [];

    public required string Opens { get; init; }

    /// <summary>A text, or a list of them.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Answers { get; init; }

    public required Expectation Expect { get; init; }

    public IReadOnlyList<string> Never { get; set; } = [];

    public IReadOnlyList<string> Secrets { get; set; } = [];

    public Language Language => Language.Find(Id[..2])!;

    /// <summary>What the caller says when asked for that, the first time, the second time, …; empty where the script has nothing.</summary>
    public IReadOnlyList<string> AnswersTo(string question) =>
        !Answers.TryGetValue(question, out var said) ? []
        : said.ValueKind == JsonValueKind.Array ? [.. said.EnumerateArray().Select(one => one.GetString()!)] : [said.GetString()!];
}

/// <summary>A reservation in the book before the call.</summary>
internal sealed record GivenReservation(long Id, DateOnly Date, string Time, int People, string Name, string Phone);

/// <summary>Hours in which strangers hold every table.</summary>
internal sealed record FullHours(DateOnly Date, string From, string To);

/// <param name="Messages">Null: not checked.</param>
internal sealed record Expectation(
    IReadOnlyList<ExpectedReservation> Reservations, int? Messages, bool Transferred, bool Ended, int TurnsAtMost);

/// <param name="Id">Null: whatever number it got.</param>
internal sealed record ExpectedReservation(string Date, string Time, int People, string Name, string Status, long? Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<ScriptedCall>))]
internal sealed partial class ScriptedCallJson : JsonSerializerContext;
