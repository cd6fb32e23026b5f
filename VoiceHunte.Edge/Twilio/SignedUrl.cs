namespace VoiceHunte.Edge.Twilio;

/// <summary>
/// The address a signature covers, kept as text. Twilio signs what was configured, letter for letter, so nothing is
/// normalised: <c>https://user:pass@MyCompany.com:1234/myapp.php?foo=1</c>. The fragment is never sent, nor signed.
/// </summary>
internal readonly struct SignedUrl
{
    private readonly int pathAt;
    private readonly int portAt;

    private SignedUrl(string text, int pathAt, int portAt)
    {
        Text = text;
        this.pathAt = pathAt;
        this.portAt = portAt;
    }

    public string Text { get; }

    /// <summary>What follows the question mark; empty when there is none.</summary>
    public ReadOnlySpan<char> Query => Text.AsSpan(QueryAt(Text)).TrimStart('?');

    public static SignedUrl Parse(string url)
    {
        var text = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? url[..fragment] : url;
        var authority = text.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0) return new SignedUrl(text, text.Length, text.Length);

        authority += 3;
        var path = text.AsSpan(authority).IndexOfAny('/', '?') is >= 0 and var offset ? authority + offset : text.Length;
        return new SignedUrl(text, path, PortAt(text, authority, path));
    }

    /// <summary>
    /// The same address with its port taken out, or with the standard port written out where there was none. Twilio
    /// signs one form or the other, and which one differs between products; null when there is no other form.
    /// </summary>
    public string? WithOtherPort()
    {
        if (portAt < pathAt) return string.Concat(Text.AsSpan(0, portAt), Text.AsSpan(pathAt));

        var port = StandardPort(Text);
        return port is null ? null : string.Concat(Text.AsSpan(0, portAt), port, Text.AsSpan(pathAt));
    }

    /// <summary>Where the query begins, its question mark included; the end when there is none.</summary>
    public static int QueryAt(string text) =>
        text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;

    // The host may follow user:password@, and may be an IPv6 address in brackets, full of colons itself.
    private static int PortAt(string text, int authority, int path)
    {
        var host = authority + text.AsSpan(authority, path - authority).LastIndexOf('@') + 1;
        var bracket = text.AsSpan(host, path - host).LastIndexOf(']');
        var from = bracket < 0 ? host : host + bracket;
        return text.AsSpan(from, path - from).IndexOf(':') is >= 0 and var colon ? from + colon : path;
    }

    private static string? StandardPort(string text) => text.AsSpan(0, text.IndexOf(':', StringComparison.Ordinal) + 1) switch
    {
        var scheme when IsOneOf(scheme, "https:", "wss:") => ":443",
        var scheme when IsOneOf(scheme, "http:", "ws:") => ":80",
        _ => null,
    };

    private static bool IsOneOf(ReadOnlySpan<char> scheme, string web, string socket) =>
        scheme.Equals(web, StringComparison.OrdinalIgnoreCase) || scheme.Equals(socket, StringComparison.OrdinalIgnoreCase);
}
