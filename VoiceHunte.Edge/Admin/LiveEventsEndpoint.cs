using System.Text.Json;
using System.Globalization;
using System.Text;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary><c>/admin/live</c>, the board as it stands, and <c>/admin/events</c>, what happens on it (server-sent events).</summary>
internal sealed class LiveEventsEndpoint(CallBoard board, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Comments are not seen by the page: a named event is, and its absence too.
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guard)
    {
        routes.MapGet("/admin/live", guard(ShowAsync));
        routes.MapGet("/admin/events", guard(StreamAsync));
    }

    private Task ShowAsync(HttpContext context)
    {
        var (id, calls) = board.Snapshot();
        return AdminAnswer.WriteAsync(context, new BoardAnswer(id, calls), AdminJson.Readable.BoardAnswer);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var seen = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : context.Request.Query["after"].ToString();
        var after = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : board.Snapshot().Id;
        using var watching = board.Watch(after);
        if (watching is null)
        {
            await Problem.WriteTooManyRequestsAsync(context, TimeSpan.FromSeconds(30));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store, no-transform";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            // A ping tells what has been sent, not what waits: with its id a page that comes again misses nothing.
            await WriteAsync(context.Response, "ping", after, null, over.Token);
            while (await NextAsync(watching, over.Token) is { } isThere)
            {
                if (!isThere) await WriteAsync(context.Response, "ping", after, null, over.Token);
                while (watching.Happenings.TryRead(out var happening))
                {
                    await WriteAsync(context.Response, happening.Name, happening.Id, happening.Data, over.Token);
                    after = happening.Id;
                }
            }

            // It did not keep up: what it missed it fetches anew.
            await WriteAsync(context.Response, "reset", board.Snapshot().Id, null, over.Token);
        }
        catch (OperationCanceledException)
        {
            // The page is closed, or the appliance stops.
        }
    }

    /// <summary>True: there is something; false: a ping is due; null: no more comes.</summary>
    private async Task<bool?> NextAsync(CallBoard.Watching watching, CancellationToken cancel)
    {
        try
        {
            return await watching.Happenings.WaitToReadAsync(cancel).AsTask().WaitAsync(PingEvery, time, cancel) ? true : null;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static async Task WriteAsync(HttpResponse response, string name, long id, object? data, CancellationToken cancel)
    {
        var json = data switch
        {
            BoardCall call => JsonSerializer.Serialize(call, AdminJson.Readable.BoardCall),
            TurnHappened turn => JsonSerializer.Serialize(turn, AdminJson.Readable.TurnHappened),
            ReservationHappened reservation => JsonSerializer.Serialize(reservation, AdminJson.Readable.ReservationHappened),
            MessageHappened message => JsonSerializer.Serialize(message, AdminJson.Readable.MessageHappened),
            _ => "{}",
        };
        await response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: {json}\n\n"), Encoding.UTF8, cancel);
        await response.Body.FlushAsync(cancel);
    }
}
