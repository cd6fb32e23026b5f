namespace VoiceHunte.Edge.Restaurant;

/// <summary>The restaurant file cannot be used. <see cref="Problems"/> lists all that is wrong, each with its JSON path.</summary>
internal sealed class RestaurantFileException(string file, IReadOnlyList<string> problems)
    : Exception($"{file}: {string.Join("; ", problems)}")
{
    public string File { get; } = file;

    public IReadOnlyList<string> Problems { get; } = problems;
}
