using System.Collections.Concurrent;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>A log whose lines can be waited for, by event id.</summary>
internal sealed class AwaitedLog : ILogger
{
    public const int WentBad = 1500, WentGood = 1501, Refused = 1502;

    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> first = new();
    private readonly ConcurrentQueue<(int Event, string Line)> lines = new();

    public Task<string> FirstAsync(int eventId) =>
        First(eventId).Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public int Count(int eventId) => lines.Count(line => line.Event == eventId);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue((eventId.Id, formatter(state, exception)));
        First(eventId.Id).TrySetResult(formatter(state, exception));
    }

    private TaskCompletionSource<string> First(int eventId) =>
        first.GetOrAdd(eventId, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
}
