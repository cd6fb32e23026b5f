using System.Collections.Concurrent;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Calls;

/// <summary>The calls that are held now: from memory, or after a restart from the store.</summary>
internal sealed partial class CallsInProgress(
    CallStore store, RestaurantProfile restaurant, TimeProvider time, ILogger<CallsInProgress> logger)
{
    // Twilio ends a call after 4 hours at the latest; one whose status callback never came is forgotten then.
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(4);

    private readonly ConcurrentDictionary<string, Lazy<Task<Call>>> calls = new(StringComparer.Ordinal);
    private long lastSweep = time.GetTimestamp();

    public int Count => calls.Count;

    public async Task<Call> FindAsync(Webhook webhook)
    {
        SweepNowAndThen();
        var loading = calls.GetOrAdd(
            webhook.Form.CallSid,
            static (_, of) => new Lazy<Task<Call>>(() => of.Calls.LoadAsync(of.Webhook)),
            (Calls: this, Webhook: webhook));
        try
        {
            return await loading.Value;
        }
        catch
        {
            // The next webhook of the call tries anew.
            calls.TryRemove(KeyValuePair.Create(webhook.Form.CallSid, loading));
            throw;
        }
    }

    /// <summary>The language of a call that is held now; null of any other.</summary>
    public Language? LanguageOf(string callId) =>
        calls.TryGetValue(callId, out var loading) && loading.IsValueCreated && loading.Value.IsCompletedSuccessfully ? Loaded(loading.Value).Language : null;

    public void Forget(string callId) => calls.TryRemove(callId, out _);

    // What the store cannot tell, because its disk is gone, is begun anew: the caller is answered all the same.
    private async Task<Call> LoadAsync(Webhook webhook)
    {
        var form = webhook.Form;
        try
        {
            if (await store.FindCallAsync(form.CallSid, CancellationToken.None) is not { } stored)
                return Begin(webhook, await store.FindCustomerLanguageAsync(form.From ?? "", CancellationToken.None));
            Log.WentOn(logger, form.CallSid, stored.Turns.Count);
            return Restore(stored, webhook);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotLookedUp(logger, form.CallSid, e.Message);
            return Begin(webhook, customerLanguage: null);
        }
    }

    private Call Begin(Webhook webhook, string? customerLanguage)
    {
        var form = webhook.Form;
        var language = Language.Find(customerLanguage) is { } known && restaurant.Speaks(known) ? known : restaurant.LanguageForNumber(form.From);
        return new Call(form.CallSid, form.From, form.To, language, webhook.ArrivedAt) { Turns = Math.Max(0, (webhook.Turn ?? 1) - 1) };
    }

    private Call Restore(StoredCall stored, Webhook webhook)
    {
        var row = stored.Call;
        var from = row.FromNumber ?? webhook.Form.From;
        var language = Language.Find(stored.State.Language) ?? restaurant.LanguageForNumber(from);
        var call = new Call(row.CallId, from, row.ToNumber ?? webhook.Form.To, language, row.StartedAt)
        {
            IsKept = true,
            Turns = stored.Turns.Count == 0 ? 0 : stored.Turns.Max(t => t.TurnId),
            Silences = stored.State.Silences,
            AwaitingConfirmation = stored.State.AwaitingConfirmation,
            Unanswered = stored.Turns.LastOrDefault(t => t.AssistantText is null),
        };
        call.History.AddRange(stored.Turns.Where(t => t.AssistantText is not null).Select(t => new Exchange(t.UserText, t.AssistantText!)));
        foreach (var reply in stored.Replies) call.Remember(reply);
        return call;
    }

    private void SweepNowAndThen()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref lastSweep)) < TimeSpan.FromMinutes(10)) return;
        Interlocked.Exchange(ref lastSweep, time.GetTimestamp());
        foreach (var (callId, loading) in calls)
        {
            if (loading.IsValueCreated && !IsStillHeld(loading.Value)) Forget(callId);
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
