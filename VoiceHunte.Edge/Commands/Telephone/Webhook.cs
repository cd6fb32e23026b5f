using System.Net.WebSockets;
using Microsoft.Extensions.Primitives;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>One request of Twilio's.</summary>
/// <param name="Url">As Twilio knows it, and signs it: under PUBLIC_URL where that is set.</param>
/// <param name="Method">GET or POST, as the TwiML said.</param>
/// <param name="Fields">The parameters.</param>
internal sealed record Webhook(Uri Url, HttpMethod Method, IReadOnlyDictionary<string, StringValues> Fields);

/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type alone: <c>text/xml</c>.</param>
/// <param name="Body">The text.</param>
/// <param name="Took">From the request's start to the last byte of the answer.</param>
internal sealed record WebhookReply(int Status, string? ContentType, string Body, TimeSpan Took);

/// <summary>What a Play fetched.</summary>
internal sealed record PlayedAudio(int Status, string? ContentType, long Bytes, TimeSpan Took);

/// <param name="Socket">Null when it did not open.</param>
/// <param name="Refusal">Why it did not.</param>
/// <param name="Took">Until it was open, or was not.</param>
internal sealed record OpenedSocket(WebSocket? Socket, string? Refusal, TimeSpan Took);
