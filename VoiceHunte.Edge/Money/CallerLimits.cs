using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Money;

/// <summary>
/// What one number may take up: calls an hour, minutes and dollars a day. Asked when a call begins, so that nobody is cut
/// off. Hidden numbers have no history to be counted by.
/// </summary>
internal sealed partial class CallerLimits(EdgeSettings settings, CallStore store, RestaurantProfile restaurant, TimeProvider time, ILogger<CallerLimits> logger)
{
    private readonly MoneySettings limits = settings.Money;

    /// <summary>False: over one of the limits. A disk that cannot say lets everybody in.</summary>
    public async Task<bool> AllowsAsync(string callId, string? from, CancellationToken cancel)
    {
        if (from is null || AnonymousCaller.Is(from) || limits is { CallerCallsPerHour: null, CallerMinutesPerDay: null, CallerMicroUsdPerDay: null }) return true;
        var now = time.GetUtcNow();
        try
        {
            var midnight = restaurant.Hours.Midnight(restaurant.Hours.LocalDate(now));
            var taken = await store.TakenByAsync(from, callId, now - TimeSpan.FromHours(1), midnight, cancel);
            if (Exceeded(taken) is not { } limit) return true;
            Log.Exceeded(logger, callId, MaskedNumber.Of(from), limit);
            await store.KeepLimitHitAsync(new LimitHit(from, limit, callId, now));
            return false;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }

    private string? Exceeded(TakenByCaller taken) =>
        taken.CallsThisHour >= limits.CallerCallsPerHour ? SettingsTable.CallerCallsPerHour.Name
        : taken.SecondsToday >= limits.CallerMinutesPerDay * 60L ? SettingsTable.CallerMinutesPerDay.Name
        : taken.MicroUsdToday >= limits.CallerMicroUsdPerDay ? SettingsTable.CallerUsdPerDay.Name
        : null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2110, Level = LogLevel.Warning, Message = "Call {CallSid} from {Caller} turned away: more than {Limit} allows")]
        public static partial void Exceeded(ILogger logger, string callSid, string caller, string limit);
    }
}
