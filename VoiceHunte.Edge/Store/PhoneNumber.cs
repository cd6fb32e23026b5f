namespace VoiceHunte.Edge.Store;

/// <summary>Tells a guest's number from what Twilio sends for callers who hide theirs.</summary>
internal static class PhoneNumber
{
    // Words on a telephone's keys, dressed up as numbers: ANONYMOUS, UNKNOWN, RESTRICTED, BLOCKED, UNAVAILABLE.
    private static readonly string[] SpeltWords =
        ["+266696687", "+8656696", "+7378742833", "+2562533", "+86282452253"];

    /// <summary>E.164: a plus, a country code that does not start with 0, 15 digits at most.</summary>
    public static bool IsGuests(string? number) =>
        number is ['+', >= '1' and <= '9', ..]
        && number.Length is >= 8 and <= 16
        && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9')
        && !SpeltWords.Contains(number);
}
