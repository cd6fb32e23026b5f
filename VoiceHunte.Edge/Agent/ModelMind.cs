using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Agent;

/// <summary>Asks the model. It chooses words and tools; what the tools do, and what is said of it, the code decides.</summary>
internal sealed partial class ModelMind(
    OpenAIClient openAI,
    ModelChoice model,
    RestaurantProfile restaurant,
    ReservationBook book,
    MenuTalk menu,
    HoursTalk hours,
    TimeProvider time,
    ILogger<ModelMind> logger) : IMind
{
    /// <summary>Look, hold, answer a question beside it, and once more for a mistake: a caller waits through all of them.</summary>
    public const int MostRounds = 4;

    /// <summary>Two spoken sentences take 60 tokens in English and twice that in Cyrillic; a tool call has as many.</summary>
    private const int MaxTokens = 300;

    private readonly Prompt prompt = new(restaurant);
    private readonly ClaimCheck claims = new(restaurant);
    private readonly IReadOnlyList<ChatTool> tools = ModelTools.For(restaurant);

    /// <returns>No text where the model has nothing to say that may be said.</returns>
    /// <exception cref="OpenAIException">No answer is to be had, and no tool has given one.</exception>
    /// <exception cref="BookClosedException">The disk cannot say.</exception>
    public async Task<Thought> ThinkAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + model.Patience;
        var making = Open(turn);
        var pieces = turn.Speaking is { } speaking ? new AnswerInPieces(speaking, sentence => Problem(sentence, turn, making)) : null;
        var messages = Begin(turn);
        for (var round = 0; round < MostRounds; round++)
        {
            ChatAnswer answer;
            try
            {
                answer = await AskAsync(turn, messages, until - time.GetUtcNow(), pieces, cancellationToken);
            }
            catch (OperationCanceledException) when (making.HasAnswer || turn.Speaking is { Said.Length: > 0 })
            {
                // Interrupted, but what was said was said, and the tools have done what they did: the call has to know of it.
                return making.HasAnswer ? InCodesWords(turn, making, Thought.Rules) : InWords(turn, making, turn.Speaking!.Said);
            }
            catch (OpenAIException e) when (making.HasAnswer && !cancellationToken.IsCancellationRequested)
            {
                Log.FailedAfterTools(logger, turn.CallId, e.Failure, e.Status, e.RequestId);
                return InCodesWords(turn, making, Thought.Rules);
            }

            if (answer.ToolCalls.Count == 0) return InWords(turn, making, pieces?.Finish(answer.FinishReason == "length") ?? Spoken(answer));
            if (pieces is not null) await pieces.EndRoundAsync(cancellationToken);
            messages.Add(new ChatMessage("assistant", answer.Text.Length == 0 ? null : answer.Text) { ToolCalls = answer.ToolCalls });
            foreach (var call in answer.ToolCalls)
                messages.Add(new ChatMessage("tool", await making.TakeAsync(call, CancellationToken.None)) { ToolCallId = call.Id });
            if (making.IsSettled) return Settled(turn, making, answer);
        }

        Log.NoEnd(logger, turn.CallId, MostRounds);
        return InCodesWords(turn, making, Thought.Rules);
    }

    /// <summary>A turn for a model that is asked by somebody else: over the Realtime API.</summary>
    public ModelTurn Open(TurnContext turn) => new(turn, restaurant, new TurnTools(book, turn), menu, hours);

    /// <summary>What the model is told of the call before the caller's next words.</summary>
    public string Instructions(TurnContext turn) => prompt.For(turn);

    public IReadOnlyList<ChatTool> ToolList => tools;

    /// <summary>What is wrong with words of the model's, in a word for the log; null when nothing is.</summary>
    public string? Problem(string text, TurnContext turn, ModelTurn making) => claims.Problem(text, turn, making);

    public List<ChatMessage> Begin(TurnContext turn) =>
        [new("system", prompt.For(turn)), .. ModelHistory.Of(turn.History), new("user", ModelHistory.Bounded(turn.Heard))];

    private async Task<ChatAnswer> AskAsync(
        TurnContext turn, List<ChatMessage> messages, TimeSpan patience, AnswerInPieces? pieces, CancellationToken cancellationToken)
    {
        if (patience <= TimeSpan.Zero) throw new OpenAIException(OpenAIFailure.TooSlow, "no time is left for another round");
        using var stage = turn.Stages?.Measure(TurnStages.Model);
        var request = new ChatRequest(model.Name, messages, tools, model.ReasoningEffort, MaxTokens, patience);
        var answer = await openAI.AskAsync(request, pieces is null ? null : pieces.TakeAsync, cancellationToken);
        if (answer.Usage is { } usage) Log.Used(logger, turn.CallId, usage.PromptTokens, usage.CachedTokens, usage.CompletionTokens);
        return answer;
    }

    /// <summary>The turn's answer in the model's own words, if they may be said; else in code's.</summary>
    public Thought InWords(TurnContext turn, ModelTurn making, string text)
    {
        if (claims.Problem(text, turn, making) is { } claim)
        {
            Log.Claimed(logger, turn.CallId, claim);
            return InCodesWords(turn, making, Thought.Rules);
        }

        return text.Length == 0
            ? InCodesWords(turn, making, Thought.Rules)
            : new Thought(text, Intent(turn, making), Then.Listen, Thought.Model, making.Json)
            {
                Draft = making.About(text),
                Stuck = making.Stuck,
            };
    }

    /// <summary>A goodbye may be the model's own; all else that is settled is said in code's words.</summary>
    private Thought Settled(TurnContext turn, ModelTurn making, ChatAnswer answer)
    {
        var thought = InCodesWords(turn, making, Thought.Model);
        var leave = making.MayTakeLeave ? Spoken(answer) : "";
        return leave.Length > 0 && claims.Problem(leave, turn, making) is null ? thought with { Text = leave } : thought;
    }

    public static Thought InCodesWords(TurnContext turn, ModelTurn making, string source)
    {
        var said = making.InCodesWords();
        return new Thought(said.Text, said.Intent ?? Intent(turn, making), said.Then, source, making.Json) 
        {
            Draft = said.Draft,
            Message = making.Message,
            Stuck = making.Stuck,
        };
    }

    private static string Spoken(ChatAnswer answer) =>
        SpeechText.Clean(answer.FinishReason == "length" ? SpeechText.WholeSentences(answer.Text) : answer.Text);

    private static string Intent(TurnContext turn, ModelTurn making) =>
        turn.Understood.Intent is { } intent and not Intents.Generic ? intent : making.About("").Goal ?? turn.Draft.Goal ?? Intents.Generic;

    private static partial class Log
    {
        [LoggerMessage(1110, LogLevel.Warning, "{CallSid}: the model failed between a tool and its answer ({Failure}, status {Status}, request {RequestId})")]
        public static partial void FailedAfterTools(ILogger logger, string callSid, OpenAIFailure failure, int? status, string? requestId);

        [LoggerMessage(1111, LogLevel.Warning, "{CallSid}: the model's answer is dropped, it claims what is not so: {Claim}")]
        public static partial void Claimed(ILogger logger, string callSid, string claim);

        [LoggerMessage(1112, LogLevel.Warning, "{CallSid}: the model still called tools after {Rounds} rounds")]
        public static partial void NoEnd(ILogger logger, string callSid, int rounds);

        [LoggerMessage(1113, LogLevel.Debug, "{CallSid}: the model took {PromptTokens} tokens ({CachedTokens} cached) and gave {CompletionTokens}")]
        public static partial void Used(ILogger logger, string callSid, int promptTokens, int cachedTokens, int completionTokens);
    }
}

/// <summary>Which model, and how it is asked.</summary>
/// <param name="ReasoningEffort">"none" for models that would otherwise think longer than a caller waits; null to leave it out.</param>
/// <param name="Patience">For one turn, all rounds together.</param>
internal sealed record ModelChoice(string Name, string? ReasoningEffort, TimeSpan Patience);
