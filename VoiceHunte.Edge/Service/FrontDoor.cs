using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace VoiceHunte.Edge.Service;

/// <summary>
/// Where connections come in. It can be shut while those who are in are still served, which Kestrel's own way of stopping
/// cannot: it hangs up on connections whose first request is still on its way. What knocks after that waits in the socket that
/// systemd holds, for the next process.
/// </summary>
internal sealed class FrontDoor(IOptions<SocketTransportOptions> options, ILoggerFactory logs) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory sockets = new(options, logs);
    private readonly ConcurrentBag<Doorway> doorways = [];
    private int guests;
    private int silent;
    private int requests;

    /// <summary>Where it stands open.</summary>
    public IEnumerable<EndPoint> EndPoints => doorways.Select(doorway => doorway.EndPoint);

    /// <summary>Connections that are open, whatever they do.</summary>
    public int Guests => Volatile.Read(ref guests);

    /// <summary>Those that have asked nothing yet.</summary>
    public int Silent => Volatile.Read(ref silent);

    /// <summary>Requests that have not been answered, calls on WebSockets among them.</summary>
    public int Requests => Volatile.Read(ref requests);

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var doorway = new Doorway(this, await sockets.BindAsync(endpoint, cancellationToken));
        doorways.Add(doorway);
        return doorway;
    }

    /// <summary>Nobody new comes in from here on.</summary>
    public async Task ShutAsync()
    {
        foreach (var doorway in doorways) await doorway.UnbindAsync();
    }

    /// <summary>Counts a request for as long as it takes; <paramref name="next"/> answers it.</summary>
    /// <param name="closing">Once it has begun, the connection ends with the answer: the next request shall go to the next process.</param>
    public async Task ServeAsync(HttpContext context, RequestDelegate next, ClosingTime closing)
    {
        Interlocked.Increment(ref requests);
        try
        {
            (context.Features.Get<IConnectionItemsFeature>()?.Items[typeof(Guest)] as Guest)?.Ask();
            if (closing.HasBegun) context.Response.Headers.Connection = "close";
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref requests);
        }
    }

    private sealed class Doorway(FrontDoor door, IConnectionListener listener) : IConnectionListener
    {
        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            if (await listener.AcceptAsync(cancellationToken) is not { } connection) return null;
            var guest = new Guest(door);
            connection.Items[typeof(Guest)] = guest;
            connection.ConnectionClosed.UnsafeRegister(static guest => ((Guest)guest!).Leave(), guest);
            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => listener.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => listener.DisposeAsync();
    }

    /// <summary>A connection, from its coming to its end.</summary>
    private sealed class Guest
    {
        private readonly FrontDoor door;
        private int hasAsked;

        public Guest(FrontDoor door)
        {
            this.door = door;
            Interlocked.Increment(ref door.guests);
            Interlocked.Increment(ref door.silent);
        }

        public void Ask()
        {
            if (Interlocked.Exchange(ref hasAsked, 1) == 0) Interlocked.Decrement(ref door.silent);
        }

        public void Leave()
        {
            Ask();
            Interlocked.Decrement(ref door.guests);
        }
    }
}
