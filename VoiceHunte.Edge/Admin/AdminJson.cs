using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Admin;

/// <summary>The wire of /admin, outwards.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(BoardAnswer))]
[JsonSerializable(typeof(BoardCall))]
[JsonSerializable(typeof(TurnHappened))]
[JsonSerializable(typeof(ReservationHappened))]
[JsonSerializable(typeof(MessageHappened))]
[JsonSerializable(typeof(TodayAnswer))]
[JsonSerializable(typeof(CallListAnswer))]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(RevealedAnswer))]
[JsonSerializable(typeof(ReservationDayAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(StaleAnswer))]
[JsonSerializable(typeof(MessageListAnswer))]
[JsonSerializable(typeof(TransferListAnswer))]
[JsonSerializable(typeof(CustomerListAnswer))]
[JsonSerializable(typeof(RecordingListAnswer))]
[JsonSerializable(typeof(VoiceListAnswer))]
[JsonSerializable(typeof(LinkAnswer))]
[JsonSerializable(typeof(AuditListAnswer))]
[JsonSerializable(typeof(AnalyticsAnswer))]
[JsonSerializable(typeof(MoneyAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(PracticeAnswer))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    // Four languages stay readable. It is JSON by its type, and a page puts it nowhere but into text.
    public static readonly AdminJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
