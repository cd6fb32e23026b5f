namespace VoiceHunte.Edge.Operations;

/// <summary>Gives every error that nobody wrote an answer for one as a problem document, and never a stack trace.</summary>
internal sealed partial class ProblemPages(RequestDelegate next, ILogger<ProblemPages> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.Fault(logger, e, context.Request.Path);
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, "Something broke here; the log says what.");
        }

        if (context.Response.HasStarted || context.Response.ContentType is not null) return;
        if (context.Response.StatusCode == StatusCodes.Status404NotFound) await Problem.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing here.");
        if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) await Problem.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Not with this method.");
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1601, Level = LogLevel.Error, Message = "A request to {Path} failed")]
        public static partial void Fault(ILogger logger, Exception exception, string path);
    }
}
