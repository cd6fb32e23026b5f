using System.Text;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>Files of the folder <c>packaging</c> that lie in the binary too.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var file = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not in the binary");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The names that begin so, without that beginning.</summary>
    public static IReadOnlyList<string> NamesBelow(string beginning) =>
        [.. typeof(EmbeddedText).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(beginning, StringComparison.Ordinal)).Select(name => name[beginning.Length..]).Order(StringComparer.Ordinal)];
}
