using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Operations;

/// <summary>Looks where the number's calls go: to the appliance, and to somebody else while it is away.</summary>
internal static class DoctorOfTheNumber
{
    private const string Part = "number";
    private const string Cure = "`voicehunte twilio setup`";

    public static void Check(NumberWebhooks number, EdgeSettings settings, DoctorReport report)
    {
        var wanted = WantedWebhooks.Of(settings);
        if (number.TakenBy is { } taker)
        {
            report.Fail(Part, $"its calls go to {taker}, and no webhook of it is asked: in Twilio's console, under Voice Configuration of the number, choose Webhook; then {Cure}", ExitCode.Configuration);
            return;
        }

        CheckWebhook("voice", number.VoiceUrl, number.VoiceMethod, wanted.Voice, report);
        CheckFallback(number, wanted, report);
        CheckWebhook("status", number.StatusCallback, number.StatusCallbackMethod, wanted.Status, report);
    }

    private static void CheckWebhook(string kind, string? url, string? method, string wanted, DoctorReport report)
    {
        var (pointsAt, address) = (WantedWebhooks.Addressed(url ?? ""), WantedWebhooks.Addressed(wanted));
        if (pointsAt != address)
            report.Fail(Part, $"its {kind} webhook is {(pointsAt.Length == 0 ? "not set" : pointsAt)}: set it to {address} (POST), by {Cure} or in the console", ExitCode.Configuration);
        else if (method == "GET")
            report.Fail(Part, $"its {kind} webhook {address} is asked by GET, and refused: {Cure} makes it POST", ExitCode.Configuration);
        else if (kind == "voice" && !url!.Contains('#', StringComparison.Ordinal))
            report.Warn(Part, $"its {kind} webhook is {address}, but Twilio waits up to 15 s there and hardly tries again: {Cure} adds {wanted[address.Length..]}");
        else
            report.Good(Part, $"its {kind} webhook is {address}");
    }

    private static void CheckFallback(NumberWebhooks number, WantedWebhooks wanted, DoctorReport report)
    {
        var fallback = WantedWebhooks.Addressed(number.VoiceFallbackUrl ?? "");
        if (fallback.Length == 0)
            report.Warn(Part, $"it has no fallback, while the appliance is away its callers hear an error: {Cure} says how it gets one");
        else if (wanted.IsOurOwn(fallback))
            report.Warn(Part, $"its fallback {fallback} is away when the appliance is: {Cure} says how it gets another");
        else if (wanted.Fallback is { } other && number.VoiceFallbackUrl != other)
            report.Warn(Part, $"its fallback is {fallback}, and not TWILIO_FALLBACK_URL: {Cure} puts that there");
        else
            report.Good(Part, $"its fallback is {fallback}");
    }
}
