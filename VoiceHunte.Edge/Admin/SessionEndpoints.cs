using System.Net;
using System.Threading.RateLimiting;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/session</c>: in and out. Who tries tokens is slowed down, and soon told to wait.</summary>
internal sealed partial class SessionEndpoints(
    OperatorAccess access, OperatorSessions sessions, RestaurantProfile restaurant, CallStore store, TimeProvider time, ILogger<SessionEndpoints> logger) : IDisposable
{
    private const int LongestToken = 1000;

    private static readonly TimeSpan WrongTokenTakes = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> attempts = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = 5, Window = Window, SegmentsPerWindow = 5, QueueLimit = 0,
        }));

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/session", ShowAsync);
        routes.MapPost("/admin/session", LogInAsync);
        routes.MapDelete("/admin/session", access.GuardOffice(LogOutAsync));
        routes.MapDelete("/admin/sessions", access.GuardOffice(LogAllOutAsync));
    }

    public void Dispose() => attempts.Dispose();

    private async Task ShowAsync(HttpContext context)
    {
        var isIn = await access.FindOperatorAsync(context) is not null;
        var isHere = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        await AdminAnswer.WriteAsync(context, new SessionAnswer(
            restaurant.Name(restaurant.Languages[0]), restaurant.TimeZone.Id, [.. restaurant.Languages.Select(language => language.Code)],
            access.NeedsToken, isIn, context.Request.IsHttps || isHere, isIn ? BuildVersion.Number : "", "USD"), AdminJson.Readable.SessionAnswer);
    }

    private async Task LogInAsync(HttpContext context)
    {
        if (!OperatorAccess.IsFromOwnPage(context.Request))
        {
            await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Log in from our own page.");
            return;
        }

        using var lease = attempts.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (!lease.IsAcquired)
        {
            await Problem.WriteTooManyRequestsAsync(context, Window);
            return;
        }

        using var body = await AdminAnswer.BodyAsync(context);
        if (body is null) return;
        var fields = new ProblemFields(body.RootElement);
        var token = fields.RequiredText("token", text => text.Length > LongestToken ? $"must be at most {LongestToken} characters" : null);
        if (token is null)
        {
            await Problem.WriteFieldsAsync(context, fields.Errors);
        }
        else if (sessions.IsToken(token))
        {
            await sessions.OpenAsync(context);
            await NoteAsync(context, "log in", "session");
            AdminAnswer.Empty(context);
        }
        else
        {
            Log.Refused(logger, context.Connection.RemoteIpAddress?.ToString() ?? "nowhere");
            await NoteAsync(context, "log in refused", "session");
            await Task.Delay(WrongTokenTakes, time, context.RequestAborted);
            await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, "That is not the ADMIN_TOKEN.");
        }
    }

    private async Task LogOutAsync(HttpContext context)
    {
        await sessions.CloseAsync(context);
        await NoteAsync(context, "log out", "session");
        AdminAnswer.Empty(context);
    }

    private async Task LogAllOutAsync(HttpContext context)
    {
        await sessions.CloseAllAsync();
        await sessions.CloseAsync(context);
        await NoteAsync(context, "log all out", "sessions");
        AdminAnswer.Empty(context);
    }

    private Task<Kept> NoteAsync(HttpContext context, string action, string subject) =>
        store.KeepAuditAsync(new AuditEntry(OperatorAccess.NameOf(context), action, subject, null, context.Connection.RemoteIpAddress?.ToString(), time.GetUtcNow()));

    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Somebody at {Address} tried to log in with a wrong token")]
        public static partial void Refused(ILogger logger, string address);
    }
}
