using System.Collections.Concurrent;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>The calls that are held now: from memory, or after a restart from the store.</summary>
internal sealed partial class CallsInProgress(
    CallStore store, RestaurantProfile restaurant, CallBoard board, TimeProvider time, ILogger<CallsInProgress> logger)
{
    // Twilio ends a call after 4 hours at the latest; one whose status callback never came is forgotten then.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(4);

    private readonly ConcurrentDictionary<string, Lazy<Task<Call>>> calls = new(StringComparer.Ordinal);
    private long lastSweep = time.GetTimestamp();

    public int Count => calls.Count;

    /// <summary>The call, begun where nothing is known of it.</summary>
    public async Task<Call> FindAsync(Arrival arrival)
    {
        SweepNowAndThen();
        var loading = calls.GetOrAdd(
            arrival.CallId,
            static (_, of) => new Lazy<Task<Call>>(() => of.Calls.LoadAsync(of.Arrival)),
            (Calls: this, Arrival: arrival));
        try
        {
            return await loading.Value;
        }
        catch
        {
            // The next request of the call tries anew.
            calls.TryRemove(KeyValuePair.Create(arrival.CallId, loading));
            throw;
        }
    }

    /// <summary>A call that is under way, found by its id alone; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It is not in memory, and the disk cannot say.</exception>
    public async Task<Call?> FindKnownAsync(string callId, DateTimeOffset now)
    {
        if (!calls.ContainsKey(callId)
            && await store.FindCallAsync(callId, CancellationToken.None) is not { Call.EndedAt: null }) return null;
        return await FindAsync(new Arrival(callId, null, null, "", null, now));
    }

    /// <summary>The language of a call that is held now; null of any other.</summary>
    public Language? LanguageOf(string callId) =>
        calls.TryGetValue(callId, out var loading) && loading.IsValueCreated && loading.Value.IsCompletedSuccessfully ? Loaded(loading.Value).Language : null;

    /// <summary>Those that a number is holding now.</summary>
    public IEnumerable<Call> OfCaller(string phone) =>
        from held in calls.Values where held.IsValueCreated && held.Value.IsCompletedSuccessfully let call = Loaded(held.Value) where call.From == phone select call;

    /// <summary>Lets go of a call, and says which it was; null where it was not held.</summary>
    public Call? Forget(string callId) =>
        calls.TryRemove(callId, out var held) && held.IsValueCreated && held.Value.IsCompletedSuccessfully ? Loaded(held.Value) : null;

    // What the store cannot tell, because its disk is gone, is begun anew: the caller is answered all the same.
    private async Task<Call> LoadAsync(Arrival arrival)
    {
        try
        {
            if (await store.FindCallAsync(arrival.CallId, CancellationToken.None) is not { } stored)
                return Begin(arrival, await store.FindCustomerLanguageAsync(arrival.From ?? "", CancellationToken.None));
            Log.WentOn(logger, arrival.CallId, stored.Turns.Count);
            return Restore(stored, arrival);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotLookedUp(logger, arrival.CallId, e.Message);
            return Begin(arrival, customerLanguage: null);
        }
    }

    private Call Begin(Arrival arrival, string? customerLanguage)
    {
        var language = Language.Find(customerLanguage) is { } known && restaurant.Speaks(known) ? known : restaurant.LanguageForNumber(arrival.From);
        return new Call(arrival.CallId, arrival.From, arrival.To, arrival.Mode, language, arrival.At) { Turns = Math.Max(0, (arrival.Turn ?? 1) - 1) };
    }

    private Call Restore(StoredCall stored, Arrival arrival)
    {
        var (row, state) = (stored.Call, stored.State);
        var from = row.FromNumber ?? arrival.From;
        var language = Language.Find(state.Language) ?? restaurant.LanguageForNumber(from);
        var call = new Call(row.CallId, from, row.ToNumber ?? arrival.To, row.Mode ?? arrival.Mode, language, row.StartedAt)
        {
            IsKept = true,
            Turns = stored.Turns.Count == 0 ? 0 : stored.Turns.Max(t => t.TurnId),
            Silences = state.Silences,
            AwaitingConfirmation = state.AwaitingConfirmation,
            LastSaid = stored.Turns.LastOrDefault(t => t.AssistantText is { Length: > 0 })?.AssistantText,
            Misunderstood = state.Misunderstood,
            Leaning = LanguageLeaning.Read(state.LanguageLeaning),
            TransferReason = state.TransferReason,
            Draft = Draft.FromJson(state.Draft),
            Recording = CallRecording.Read(state.Recording),
            // What a turn was about that the history does not hold is asked again.
            Returns = row.Mode is "relay" or "stream",
            Unheard = stored.Turns is [.., { AssistantText: { } said, UserText: not HistoryWords.Hidden } latest] && (latest.HeardText?.Length ?? 0) < said.Length ? latest : null,
            Unanswered = stored.Turns is [.., { AssistantText: null, UserText: not HistoryWords.Hidden } last] ? last : null,
        };
        // The desk's own sentences have no intent; the agent's history in memory is without them too.
        call.Remember(stored.Turns.Where(t => t is { AssistantText: not null, Intent: not null, UserText: not HistoryWords.Hidden }).Select(t => new Exchange(t.UserText, t.AssistantText!)));
        foreach (var reply in stored.Replies) call.Remember(reply);
        return call;
    }

    private void SweepNowAndThen()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref lastSweep)) < TimeSpan.FromMinutes(10)) return;
        Interlocked.Exchange(ref lastSweep, time.GetTimestamp());
        foreach (var (callId, loading) in calls)
        {
            if (!loading.IsValueCreated || IsStillHeld(loading.Value)) continue;
            Forget(callId);
            board.End(callId);
        }
    }

    private bool IsStillHeld(Task<Call> loading) =>
        !loading.IsCompleted || (loading.IsCompletedSuccessfully && time.GetUtcNow() - Loaded(loading).LastHeard < LongestCall);

    private static Call Loaded(Task<Call> completed) => completed.GetAwaiter().GetResult();

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Call {CallSid} goes on from the database after turn {Turns}")]
        public static partial void WentOn(ILogger logger, string callSid, int turns);

        [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Call {CallSid} could not be looked up and is taken as a new one: {Problem}")]
        public static partial void NotLookedUp(ILogger logger, string callSid, string problem);
    }
}
