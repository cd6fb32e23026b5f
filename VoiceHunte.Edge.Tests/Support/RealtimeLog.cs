using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>One event as it went over the wire.</summary>
internal sealed record RealtimeLine(string Type, byte[] Raw, DateTimeOffset At)
{
    public JsonElement Json => JsonElement.Parse(Raw);
}

/// <summary>All events of one direction, and whoever waits for one.</summary>
internal sealed class RealtimeLog
{
    private readonly Lock gate = new();
    private readonly List<RealtimeLine> lines = [];
    private readonly List<Waiter> waiters = [];

    public IReadOnlyList<RealtimeLine> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    public IEnumerable<string> Types => Lines.Select(line => line.Type);

    public void Note(RealtimeLine line)
    {
        lock (gate)
        {
            lines.Add(line);
            waiters.RemoveAll(waiter => waiter.Sees(line));
        }
    }

    /// <summary>The event of this type, one that came before included; the n-th one if asked.</summary>
    public Task<JsonElement> WaitAsync(string type, Func<JsonElement, bool>? where = null, int times = 1)
    {
        var waiter = new Waiter(type, where, times);
        lock (gate)
        {
            if (!lines.Exists(waiter.Sees)) waiters.Add(waiter);
        }

        return waiter.Seen.Task.WaitAsync(Gate.Patience, TestContext.Current.CancellationToken);
    }

    private sealed class Waiter(string type, Func<JsonElement, bool>? where, int times)
    {
        private int left = times;

        public TaskCompletionSource<JsonElement> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Sees(RealtimeLine line) =>
            line.Type == type && (where is null || where(line.Json)) && --left == 0 && Seen.TrySetResult(line.Json);
    }
}
