using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>The line a telephone hangs on: whose number is rung, and how Twilio would sign for it.</summary>
/// <param name="AccountSid">The account, <c>AC…</c>.</param>
/// <param name="AuthToken">Signs every webhook.</param>
/// <param name="RestaurantNumber">The number that is rung.</param>
/// <param name="PublicUrl">What the appliance checks signatures against; null: the address it is reached at.</param>
internal sealed record TelephoneLine(string AccountSid, Secret AuthToken, string RestaurantNumber, Uri? PublicUrl);
