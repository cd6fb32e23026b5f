using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <param name="ReasoningEffort">"none" for models that would otherwise think longer than a caller waits; null to leave it out.</param>
/// <param name="Patience">For a whole turn, all its tool rounds included.</param>
internal sealed record ModelChoice(string Model, string? ReasoningEffort, TimeSpan Patience);

/// <summary>Asks the model, which may call tools. What it answers is words; what happens, the tools and the code decide.</summary>
internal sealed partial class ModelMind(
    OpenAIClient openAI, ModelChoice choice, RestaurantProfile restaurant, ReservationBook book, TimeProvider time, ILogger<ModelMind> logger) : IMind
{
    /// <summary>Two spoken sentences take 60 tokens in English and twice that in Cyrillic.</summary>
    private const int MaxTokens = 300;

    /// <summary>A question takes one look-up, seldom two; whoever calls more is going round in circles.</summary>
    private const int MostRounds = 4;

    private readonly ModelMessages messages = new(restaurant);
    private readonly MenuTalk menu = new(restaurant);
    private readonly HoursTalk hours = new(restaurant);

    /// <exception cref="OpenAIException">No answer is to be had.</exception>
    /// <exception cref="BookClosedException">The book of reservations cannot be read.</exception>
    public async Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var tools = new TurnTools(book, turn);
        var inHand = new ModelTurn(turn, tools, restaurant, menu, hours);
        var said = await ConverseAsync(turn, inHand, tools, cancellationToken);
        return new Thought(said?.Text ?? "", said?.Intent ?? turn.Understood.Intent ?? Intents.Generic, said?.Then ?? Then.Listen, Thought.Model, tools.Json)
        {
            Draft = said?.Draft ?? inHand.Draft,
            Message = inHand.Message,
        };
    }

    /// <summary>Null where the model says nothing that a caller may hear.</summary>
    private async Task<Said?> ConverseAsync(TurnContext turn, ModelTurn inHand, TurnTools tools, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var conversation = messages.For(turn, inHand.Draft);
        for (var round = 0; round < MostRounds; round++)
        {
            var left = choice.Patience - time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero) throw new OpenAIException(OpenAIFailure.TooSlow, "the turn's time is over");
            var answer = await openAI.AskAsync(
                new ChatRequest(choice.Model, conversation, ModelToolbox.All, choice.ReasoningEffort, MaxTokens, left), cancellationToken);
            if (answer.ToolCalls.Count == 0) return Spoken(turn, inHand, tools, answer);

            conversation.Add(new ChatMessage("assistant", null) { ToolCalls = answer.ToolCalls });
            foreach (var call in answer.ToolCalls)
                conversation.Add(new ChatMessage("tool", await inHand.CallAsync(call, cancellationToken)) { ToolCallId = call.Id });
            if (inHand.Said is { } said) return said;
        }

        Log.WentInCircles(logger, turn.CallId, MostRounds);
        return null;
    }

    private Said? Spoken(TurnContext turn, ModelTurn inHand, TurnTools tools, ChatAnswer answer)
    {
        var text = SpeechText.Clean(answer.FinishReason == "length" ? SpeechText.WholeSentences(answer.Text) : answer.Text);
        if (Claims.FalseIn(text, turn, tools) is { } claim)
        {
            Log.ClaimedFalsely(logger, turn.CallId, claim);
            return null;
        }

        return new Said(text, inHand.Draft with { Asked = AskedBy(inHand.Draft) });
    }

    /// <summary>What the next short answer will be to, so far as the draft tells.</summary>
    private static string? AskedBy(Draft draft) => draft.Goal switch
    {
        Intents.CreateReservation when draft.Offered.Count > 0 && draft.Asked == Questions.Alternative => Questions.Alternative,
        Intents.CreateReservation => BookingTalk.Missing(draft) ?? (draft.Name is null ? Questions.Name : null),
        null => null,
        _ => draft.Asked is Questions.Confirm ? null : draft.Asked,
    };

    private static partial class Log
    {
        [LoggerMessage(1103, LogLevel.Warning, "{CallSid}: the model called tools {Rounds} times in a row without an answer, the rules answer")]
        public static partial void WentInCircles(ILogger logger, string callSid, int rounds);

        [LoggerMessage(1104, LogLevel.Warning, "{CallSid}: the model claimed what no tool had done ({Claim}), the rules answer")]
        public static partial void ClaimedFalsely(ILogger logger, string callSid, string claim);
    }
}
