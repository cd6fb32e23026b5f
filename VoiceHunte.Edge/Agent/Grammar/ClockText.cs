using System.Globalization;

namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>Times written with digits, as speech recognition likes to: 19:30, 7.30, 1930.</summary>
internal static class ClockText
{
    public static bool TryClock(Token token, ref Caught caught)
    {
        var at = token.Plain.AsSpan().IndexOfAny(':', '.');
        return at is 1 or 2 && token.Plain.Length == at + 3 && !DateText.IsRather(token)
            && TryTake(token.Plain.AsSpan(0, at), token.Plain.AsSpan(at + 1), ref caught);
    }

    public static bool TryHhmm(Token token, ref Caught caught) =>
        token.IsNumber && token.Plain.Length is 3 or 4 && TryTake(token.Plain.AsSpan(0, token.Plain.Length - 2), token.Plain.AsSpan(token.Plain.Length - 2), ref caught);

    private static bool TryTake(ReadOnlySpan<char> hour, ReadOnlySpan<char> minute, ref Caught caught)
    {
        if (!int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || h > 24) return false;
        if (!int.TryParse(minute, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || m > 59) return false;
        (caught.Hour, caught.Minute) = (h, m);
        return true;
    }
}
