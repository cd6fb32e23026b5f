using System.Globalization;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Operations;

/// <summary>One field of a number at Twilio, as it is and as it is to be.</summary>
/// <param name="Webhook"><c>voice</c>, <c>fallback</c> or <c>status</c>.</param>
/// <param name="Is">Null or empty where nothing was ever set.</param>
internal sealed record WebhookChange(string Webhook, string Field, string? Is, string Wanted);

/// <summary>Where a number's webhooks are to point, and how long Twilio is to wait at each of them.</summary>
/// <param name="Fallback">Null: whatever stands there stays.</param>
internal sealed record WantedWebhooks(string Voice, string Status, string? Fallback)
{
    private const string Method = "POST";

    // What the webhook's answer may take beyond the holding sentence: speech to begin, 2.5 s, and the disk, 2 s.
    private static readonly TimeSpan BeyondHolding = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TwilioWaitsAtMost = TimeSpan.FromSeconds(15);

    /// <param name="fallback">Wins over the setting.</param>
    public static WantedWebhooks Of(EdgeSettings settings, string? fallback = null)
    {
        var origin = settings.PublicUrl?.ToString().TrimEnd('/') ?? "https://YOUR-HOST";
        return new WantedWebhooks(
            $"{origin}/twilio/incoming{WhileTheCallerWaits(settings.Call.HoldingTime)}", $"{origin}/twilio/status{WhileNobodyWaits}", fallback ?? settings.Twilio.FallbackUrl);
    }

    // Twilio's connection overrides. They stand behind a #: Twilio keeps them to itself, and signs the address without them.
    //
    // ct=2000: what is there accepts a connection within milliseconds, over a tunnel within hundreds; an attempt that finds
    //   nobody shall not cost the caller the 5 s that are the rule.
    // rt: by then the holding sentence has been on its way for long; whoever is silent still is not going to answer.
    // rc=2: two more attempts outlast a restart of the proxy. A webhook that comes twice is answered as the first time, and
    //   nothing happens twice; all attempts together end after Twilio's 15 s, and then the fallback has its turn.
    // rp=ct,rt,5xx: what another attempt may mend. A 403 is no accident.
    private static string WhileTheCallerWaits(TimeSpan holdingTime)
    {
        var patience = holdingTime + BeyondHolding < TwilioWaitsAtMost ? holdingTime + BeyondHolding : TwilioWaitsAtMost;
        return string.Create(CultureInfo.InvariantCulture, $"#ct=2000&rt={Math.Ceiling(patience.TotalMilliseconds):0}&rc=2&rp=ct,rt,5xx");
    }

    // The call is over: all attempts that Twilio makes, for without its end the call has no duration in the history.
    private const string WhileNobodyWaits = "#ct=2000&rt=5000&rc=5&rp=ct,rt,5xx";

    /// <summary>The fields in which a number differs; empty where it is as wanted.</summary>
    public IReadOnlyList<WebhookChange> ChangesTo(NumberWebhooks number)
    {
        List<WebhookChange> all =
        [
            new("voice", "VoiceUrl", number.VoiceUrl, Voice), new("voice", "VoiceMethod", number.VoiceMethod, Method),
            new("status", "StatusCallback", number.StatusCallback, Status), new("status", "StatusCallbackMethod", number.StatusCallbackMethod, Method),
        ];
        if (Fallback is not null)
            all.InsertRange(2, [new("fallback", "VoiceFallbackUrl", number.VoiceFallbackUrl, Fallback), new("fallback", "VoiceFallbackMethod", number.VoiceFallbackMethod, Method)]);
        return [.. all.Where(field => field.Is != field.Wanted)];
    }

    /// <summary>True for an address that is gone when the appliance is: as a fallback it is none.</summary>
    public bool IsOurOwn(string address) => address.StartsWith(Addressed(Voice)[..^"/twilio/incoming".Length] + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address without what Twilio keeps to itself.</summary>
    public static string Addressed(string url) => url.Split('#')[0];
}
