namespace VoiceHunte.Edge.Agent.Grammar;

/// <summary>One word or number of what a caller said.</summary>
/// <param name="Plain">As patterns are compared: lower case, no apostrophes, Latin letters without their marks.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Glued">No blank before it: the "th" of "4th", the "го" of "8-го", the "Lea" of "Anna-Lea".</param>
/// <param name="Dotted">A number with a full stop behind that ends no sentence: "28. novembra".</param>
/// <param name="Stops">A comma, full stop or other mark parts it from what follows.</param>
internal readonly record struct Token(string Plain, int Start, int End, bool Glued, bool Dotted, bool Stops)
{
    public bool StartsWithDigit => char.IsAsciiDigit(Plain[0]);

    public bool IsNumber => StartsWithDigit && !Plain.AsSpan().ContainsAnyExceptInRange('0', '9');

    public bool IsLetter => Plain.Length == 1 && !StartsWithDigit;
}
