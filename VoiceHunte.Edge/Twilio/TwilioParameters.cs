namespace VoiceHunte.Edge.Twilio;

/// <summary>What <c>&lt;Parameter&gt;</c> carries from the TwiML to the socket, within Twilio's limits.</summary>
internal static class TwilioParameters
{
    /// <summary>Twilio's REST API counts them from 1 to 99.</summary>
    public const int Most = 99;

    /// <summary>Of a name and its value together, in characters, this one excluded.</summary>
    public const int TooLong = 500;

    public static bool IsWithinLimits(string name, string value) => name.Length > 0 && name.Length + value.Length < TooLong;

    public static bool AreWithinLimits(IReadOnlyDictionary<string, string>? parameters) =>
        parameters is null || (parameters.Count <= Most && parameters.All(each => each.Value is not null && IsWithinLimits(each.Key, each.Value)));
}
