namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>A configuration for what stands in front of the appliance: TLS, WebSockets, and only the paths that Twilio needs.</summary>
internal static class ProxyExample
{
    private const string Folder = "proxy/";
    private const string ExampleHost = "voice.example.com";

    /// <summary><c>nginx</c>, <c>caddy</c>, …</summary>
    public static IReadOnlyList<string> Names { get; } = [.. EmbeddedText.NamesBelow(Folder).Select(NameOf)];

    /// <summary>The configuration for the host of this address.</summary>
    public static string For(string name, Uri publicUrl) =>
        EmbeddedText.Read(Folder + FileOf(name)).Replace(ExampleHost, publicUrl.Host, StringComparison.Ordinal);

    /// <summary>As it is called in the folder packaging/proxy.</summary>
    public static string FileOf(string name) => EmbeddedText.NamesBelow(Folder).First(file => NameOf(file) == name);

    // nginx.conf, Caddyfile
    private static string NameOf(string file) => Path.GetFileNameWithoutExtension(file) is "Caddyfile" ? "caddy" : Path.GetFileNameWithoutExtension(file);
}
