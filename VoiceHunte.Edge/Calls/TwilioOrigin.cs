namespace VoiceHunte.Edge.Calls;

/// <summary>The appliance's own address as Twilio knows it: that is what Twilio signs. Behind a proxy only the operator knows it for certain.</summary>
internal static class TwilioOrigin
{
    /// <summary>Without a slash at its end.</summary>
    /// <param name="publicUrl">PUBLIC_URL; null: the request's own scheme and host.</param>
    public static string Of(HttpRequest request, Uri? publicUrl) =>
        publicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host.Value}{request.PathBase}";

    /// <summary>The address of this very handshake: Twilio opens secure WebSockets only, whatever the proxy makes of it.</summary>
    public static string SocketOf(HttpRequest request, Uri? publicUrl) => Secure(AddressOf(request, publicUrl));

    /// <summary>The same address as a WebSocket's.</summary>
    public static string Secure(string address) => $"wss{address[address.IndexOf(':', StringComparison.Ordinal)..]}";

    /// <summary>The address of this very request.</summary>
    public static string AddressOf(HttpRequest request, Uri? publicUrl) => Of(request, publicUrl) + request.Path.Value + request.QueryString.Value;
}
