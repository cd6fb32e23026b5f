namespace VoiceHunte.Edge.OpenAI;

/// <summary>
/// Asks the model that is in use in place of the one that was chosen; and where the endpoint says that it is gone, its
/// successor, once, in the time that is left.
/// </summary>
internal sealed partial class Succession(ModelCalendar calendar, TimeProvider time, ILogger logger)
{
    /// <param name="model">As the operator chose it.</param>
    /// <param name="ask">Asks a model, for so long.</param>
    public async Task<T> AskAsync<T>(string model, TimeSpan patience, Func<string, TimeSpan, Task<T>> ask)
    {
        var began = time.GetTimestamp();
        var inUse = calendar.InUse(model);
        try
        {
            return await ask(inUse, patience);
        }
        catch (OpenAIException e) when (e.ModelIsGone)
        {
            var isNews = calendar.Gone(inUse);
            var successor = calendar.InUse(model);
            if (successor == inUse)
            {
                if (isNews) Log.GoneForGood(logger, inUse, e.Status, e.Code);
                throw;
            }

            if (isNews) Log.Gone(logger, inUse, e.Status, e.Code, successor);
            var left = patience - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) throw;
            return await ask(successor, left);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1490, Level = LogLevel.Warning, Message = "OpenAI says that {Model} is gone (status {Status}, code {Code}): from now on {Successor} is asked")]
        public static partial void Gone(ILogger logger, string model, int? status, string? code, string successor);

        [LoggerMessage(EventId = 1491, Level = LogLevel.Error, Message = "OpenAI says that {Model} is gone (status {Status}, code {Code}), and no successor is known: choose another")]
        public static partial void GoneForGood(ILogger logger, string model, int? status, string? code);
    }
}
