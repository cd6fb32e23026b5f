using System.Globalization;
using System.Xml.Linq;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>Plays a <c>&lt;Connect&gt;</c>: opens the socket as Twilio would, and holds the call on it until it ends.</summary>
/// <param name="wire">Opens and signs.</param>
/// <param name="streams">Holds media streams.</param>
/// <param name="relays">Holds ConversationRelay sessions.</param>
/// <param name="screen">Shows it.</param>
internal sealed class ConnectVerb(TelephoneWire wire, StreamLeg streams, RelayLeg relays, TelephoneScreen screen)
{
    /// <summary>What stands in it as <c>&lt;Parameter&gt;</c>.</summary>
    public static List<KeyValuePair<string, string>> Parameters(XElement noun) =>
        [.. noun.Elements("Parameter").Select(each => KeyValuePair.Create(each.Attribute("name")?.Value ?? "", each.Attribute("value")?.Value ?? ""))];

    public async Task<LegEnd> HoldAsync(XElement connect, CallFields call, Caller caller, CancellationToken hangUp)
    {
        var noun = connect.Elements().First();
        var isStream = noun.Name.LocalName == "Stream";
        var handshake = isStream ? StreamErrors.Handshake : RelayErrors.Handshake;
        var address = noun.Attribute("url")?.Value ?? "";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeWss)
            return Failed($"“{address}” is no wss:// address");

        var opened = await wire.OpenAsync(url, hangUp);
        if (opened.Socket is not { } socket) return Failed($"{url.AbsolutePath} does not open: {opened.Refusal}");

        screen.Did("Connect", string.Create(CultureInfo.InvariantCulture, $"{noun.Name.LocalName} {url.AbsolutePath}, open in {opened.Took.TotalMilliseconds:0} ms"));
        return isStream
            ? await streams.HoldAsync(socket, noun, call.CallSid, hangUp)
            : await relays.HoldAsync(socket, noun, call, caller, hangUp);

        LegEnd Failed(string reason) =>
            new(LegEndKind.Failed, reason, handshake) { SessionId = isStream ? null : RelayLeg.NewSessionId() };
    }
}
