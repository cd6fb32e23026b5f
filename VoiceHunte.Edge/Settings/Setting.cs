namespace VoiceHunte.Edge.Settings;

/// <summary>One environment variable that the operator may set.</summary>
/// <param name="Name">The variable's name, which is also its name in the env file and in $CREDENTIALS_DIRECTORY.</param>
/// <param name="Default">What holds when it is unset; null where nothing does.</param>
/// <param name="Meaning">One sentence for the operator, the same in the README and the example file.</param>
/// <param name="Example">A value that would be right, shown with every complaint about a wrong one.</param>
/// <param name="Secret">True for keys and tokens: never printed, also read from $CREDENTIALS_DIRECTORY.</param>
internal sealed record Setting(string Name, string? Default, string Meaning, string Example, bool Secret = false);
