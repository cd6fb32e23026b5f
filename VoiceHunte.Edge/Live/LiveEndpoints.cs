using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Recordings;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Speech;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Live;

/// <summary>The two WebSockets on which Twilio holds a call.</summary>
internal sealed class LiveEndpoints(
    LiveDoor door, LiveAdmission admission, LiveTurns turns, VoiceDesk voices, Ledger ledger, CallBoard board, ClosingTime closing, EdgeMetrics metrics, TimeProvider time, ILogger<LiveEndpoints> logger,
    EngineRoom? engines = null, GreetingAudio? greetings = null, StreamRecorders? recorders = null)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/twilio/relay", door.Open(async socket =>
        {
            using var call = new RelayCall(socket, admission, turns, ledger, closing, metrics, time, logger);
            await call.HoldAsync();
        }));
        routes.MapGet("/twilio/stream", door.Open(socket => new StreamCall(socket, admission, turns, voices, engines, greetings, recorders, board, closing, metrics, time, logger).HoldAsync()));
    }
}
