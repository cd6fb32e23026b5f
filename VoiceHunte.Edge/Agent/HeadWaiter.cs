using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Agent;

/// <summary>Decides whose answer the caller gets: the code's own for the ends of a call, else the model's, else the rules'.</summary>
/// <param name="model">Null where there is no model to ask.</param>
/// <param name="patience">How long the rules may wait for the disk.</param>
/// <param name="rulesFirst">The rules answer where they are sure; else the model answers wherever it can.</param>
/// <param name="isTooDear">True while no money may be spent on the model.</param>
internal sealed partial class HeadWaiter(IMind? model, RulesMind rules, bool rulesFirst, Func<bool> isTooDear, TimeSpan patience, TimeProvider time, ILogger<HeadWaiter> logger)
{
    /// <summary>Always an answer, whatever becomes of the model.</summary>
    /// <param name="callerGone">Cancelled when nobody is left to hear it.</param>
    /// <exception cref="OperationCanceledException">The caller is gone, or the disk hangs in the middle of a promise.</exception>
    public async Task<Thought> AnswerAsync(TurnContext turn, CancellationToken callerGone)
    {
        callerGone.ThrowIfCancellationRequested();
        if (model is null || isTooDear() || IsDecidedByCode(turn) || (rulesFirst && SureAnswers.Has(turn))) return await AskRulesAsync(turn, callerGone);

        return await AskModelAsync(model, turn, callerGone) ?? await AskRulesAsync(turn, callerGone);
    }

    private static bool IsDecidedByCode(TurnContext turn) =>
        turn.Heard.Length == 0 || turn.Understood.Intent is Intents.Goodbye or Intents.Transfer || RulesMind.TakesUpOffer(turn);

    private async Task<Thought> AskRulesAsync(TurnContext turn, CancellationToken callerGone)
    {
        using var stage = turn.Stages?.Measure(TurnStages.Rules);
        using var tooLate = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, callerGone);
        return await rules.ThinkAsync(turn, either.Token);
    }

    /// <summary>Null when the model has no answer in time.</summary>
    private async Task<Thought?> AskModelAsync(IMind mind, TurnContext turn, CancellationToken callerGone)
    {
        try
        {
            var thought = await mind.ThinkAsync(turn, callerGone);
            if (thought.Text.Length > 0) return thought;
            Log.SaidNothing(logger, turn.CallId);
        }
        catch (OpenAIException e)
        {
            callerGone.ThrowIfCancellationRequested();
            Log.Failed(logger, turn.CallId, e.Failure, e.Status, e.RequestId);
        }
        catch (BookClosedException)
        {
            // The rules find it closed as well, and know what to say to the caller.
            Log.BookClosed(logger, turn.CallId);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Warning, "{CallSid}: the model failed ({Failure}, status {Status}, request {RequestId}), the rules answer")]
        public static partial void Failed(ILogger logger, string callSid, OpenAIFailure failure, int? status, string? requestId);

        [LoggerMessage(1101, LogLevel.Warning, "{CallSid}: the book of reservations could not be read while the model was answering")]
        public static partial void BookClosed(ILogger logger, string callSid);

        [LoggerMessage(1102, LogLevel.Warning, "{CallSid}: the model said nothing, the rules answer")]
        public static partial void SaidNothing(ILogger logger, string callSid);
    }
}
