namespace VoiceHunte.Edge.Commands.Telephone;

/// <summary>One thing that the caller does: says or types a text, presses keys (<c>#5</c>), or says what a file holds.</summary>
/// <param name="Text">The text; of a file its name.</param>
/// <param name="Sound">What a file holds, 8000 µ-law bytes a second; else null.</param>
internal readonly record struct CallerTurn(string Text, byte[]? Sound = null)
{
    public bool IsKeys => Sound is null && Text.StartsWith('#');

    /// <summary>Whether it can be done where there is only sound.</summary>
    public bool IsAloud => Sound is not null || IsKeys;

    public static implicit operator CallerTurn(string text) => new(text);
}
