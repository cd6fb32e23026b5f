using System.Globalization;
using VoiceHunte.Edge.Twilio;

namespace VoiceHunte.Edge.Calls;

/// <summary>One signed request of Twilio about one call.</summary>
/// <param name="Step">Where in the call it belongs: <c>incoming</c>, <c>voice</c> or <c>status</c>.</param>
/// <param name="Turn">The turn that our own TwiML wrote into the action's URL; null where nobody did.</param>
/// <param name="Held">How many holding sentences this turn's caller has heard; 0 for a new turn.</param>
/// <param name="AfterDial">True when a transfer ended.</param>
/// <param name="Faults">Apologies in a row, counted in the URL so that a broken appliance does not apologise for ever.</param>
/// <param name="Token">I-Twilio-Idempotency-Token: the same on a repeat, new on every other request.</param>
internal sealed record Webhook(
    string Step,
    TwilioForm Form,
    int? Turn,
    int Held,
    bool AfterDial,
    int Faults,
    string? Token,
    DateTimeOffset ArrivedAt)
{
    private const string GatherMode = "gather";

    /// <summary>True when the call's WebSocket has ended: Twilio asks what follows.</summary>
    public bool AfterLive => LiveTimes > 0;

    /// <summary>How often the call has been put on a WebSocket; 0 where it does not come from one.</summary>
    public int LiveTimes { get; init; }

    /// <summary>The appliance as Twilio reached it: <c>https://phone.example.com</c>.</summary>
    public required string Origin { get; init; }

    // Long enough for any token seen, short enough for a key in the database.
    private const int LongestToken = 200;

    /// <summary>
    /// What its answer is stored under, and what a repeat is known by: the token, since a new request has a new one;
    /// without any, its place in the call, since a call is greeted once and each turn is taken once. Null: neither is known.
    /// </summary>
    public string? Key => Token ?? Place;

    public Arrival Arrival => ArrivalOn(GatherMode);

    public Arrival ArrivalOn(string mode) => new(Form.CallSid, Form.From, Form.To, mode, Turn, ArrivedAt);

    private string? Place => Step == "incoming" ? Step
        : AfterLive ? string.Create(CultureInfo.InvariantCulture, $"after live {LiveTimes}")
        : Turn is { } turn ? string.Create(CultureInfo.InvariantCulture, $"{Step} {turn} {Held} {(AfterDial ? "dial" : "")}")
        : null;

    public static Webhook Read(string step, HttpRequest request, string origin, TwilioForm form, DateTimeOffset now) => new(
        step,
        form,
        Number(request, "turn"),
        Number(request, "held") ?? 0,
        request.Query.ContainsKey("dial"),
        Number(request, "faults") ?? 0,
        request.Headers["I-Twilio-Idempotency-Token"] is [{ Length: > 0 and <= LongestToken } token] ? token : null,
        now)
    {
        LiveTimes = Number(request, "live") ?? 0,
        Origin = origin,
    };

    private static int? Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
