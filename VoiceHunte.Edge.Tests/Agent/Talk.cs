using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>A conversation with the rules' mind, turn after turn, in which a test says what was understood.</summary>
internal sealed class Talk(OpenHouse house, Language? language = null, string? from = Talk.Caller, string callId = "CA00000000000000000000000000000001")
{
    public const string Caller = "+421900123456";

    private readonly List<Exchange> history = [];

    public Draft Draft { get; private set; } = Draft.Empty;

    public Thought Last { get; private set; } = null!;

    /// <summary>Whom the caller's voice suggests; null: nobody.</summary>
    public LikelyGuest? Likely { get; init; }

    public bool IsAnotherVoice { get; init; }

    public bool AsksWho { get; init; }

    public Phrases Phrases => Phrases.For(language ?? Language.English);

    /// <summary>The same words understood by the grammar.</summary>
    public Task<string> SayAsync(string words) => SayAsync(
        words, Turns.Understand(words, language ?? Language.English, house.Restaurant.Hours.LocalDate(house.Clock.GetUtcNow()), history.Count > 0 ? history[^1].Said : null));

    public Task<string> SayAsync(Understood understood) => SayAsync("…", understood);

    /// <summary>The last turn once more, as after a crash before its answer was kept.</summary>
    public async Task<string> RepeatAsync(Draft before, Understood understood) =>
        (await house.Rules.ThinkAsync(Turn("…", understood, history.Count) with { Draft = before }, TestContext.Current.CancellationToken)).Text;

    private async Task<string> SayAsync(string words, Understood understood)
    {
        Last = await house.Rules.ThinkAsync(Turn(words, understood, history.Count + 1), TestContext.Current.CancellationToken);
        Draft = Last.Draft;
        history.Add(new Exchange(words, Last.Text));
        return Last.Text;
    }

    private TurnContext Turn(string words, Understood understood, int turnId) =>
        new(callId, turnId, language ?? Language.English, words, understood, history, house.Clock.GetUtcNow()) { Draft = Draft, From = from, Likely = Likely, IsAnotherVoice = IsAnotherVoice, AsksWho = AsksWho };
}
