namespace VoiceHunte.Edge.Agent;

/// <summary>Which form of a noun follows a number (Unicode CLDR, language plural rules, whole numbers).</summary>
internal static class Plurals
{
    private const string One = "one";
    private const string Few = "few";
    private const string Many = "many";

    public static string Form(string rule, int number) => rule switch
    {
        "one_other" => number == 1 ? One : Many,
        "west_slavic" => number switch { 1 => One, >= 2 and <= 4 => Few, _ => Many },
        "east_slavic" => (number % 10, number % 100) switch
        {
            (1, not 11) => One,
            ( >= 2 and <= 4, not (>= 12 and <= 14)) => Few,
            _ => Many,
        },
        _ => throw new InvalidDataException($"\"{rule}\" is no rule of plurals"),
    };
}
