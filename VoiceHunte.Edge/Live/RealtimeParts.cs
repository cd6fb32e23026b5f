using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>What a call needs whose model hears and speaks by itself.</summary>
internal sealed record RealtimeParts(
    OpenAIClient OpenAI,
    ModelCalendar Calendar,
    ModelMind Mind,
    SpokenTurns Turns,
    LiveTurns Live,
    VoiceOfCode Voice,
    RestaurantProfile Restaurant,
    EdgeSettings Settings,
    Ledger Ledger,
    EdgeMetrics Metrics,
    TimeProvider Time,
    ILogger<RealtimeEngine> Logger);
