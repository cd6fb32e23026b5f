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

    public Task<Call> FindAsync(Webhook webhook)
    {
        SweepNowAndThen();
        return calls.GetOrAdd(
            webhook.Form.CallSid,
            static (_, of) => new Lazy<Task<Call>>(() => of.Calls.LoadAsync(of.Webhook)),
            (Calls: this, Webhook: webhook)).Value;
    }

    public void Forget(string callId) => calls.TryRemove(callId, out _);

    // What the store cannot tell, because its disk is gone, is begun anew: the caller is answered all the same.
    private async Task<Call> LoadAsync(Webhook webhook)
    {
        var form = webhook.Form;
        if (await store.FindCallAsync(form.CallSid, CancellationToken.None) is { } stored)
        {
            Log.WentOn(logger, form.CallSid, stored.Turns.Count);
            return Restore(stored, form.From);
        }

        var known = Language.Find(await store.FindCustomerLanguageAsync(form.From ?? "", CancellationToken.None));
        var language = known is not null && restaurant.Languages.Contains(known) ? known : restaurant.LanguageForNumber(form.From);
        return new Call(form.CallSid, form.From, form.To, language, webhook.ArrivedAt);
    }

    private static Call Restore(StoredCall stored, string? from)
    {
        var row = stored.Call;
        var call = new Call(row.CallId, row.FromNumber ?? from, row.ToNumber, Language.Find(stored.State.Language) ?? Language.English, row.StartedAt)
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
    }
}
