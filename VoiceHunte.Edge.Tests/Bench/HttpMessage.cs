using System.Globalization;
using System.Text;

namespace VoiceHunte.Edge.Tests.Bench;

/// <summary>An HTTP/1.1 request or answer as it arrives on a keep-alive connection, understood just far enough to know where it ends.</summary>
internal sealed class HttpMessage
{
    private readonly byte[] bytes = new byte[64 * 1024];
    private int length;
    private int headLength = -1;
    private int? contentLength;

    /// <summary>Where the next bytes go; tell <see cref="Arrived"/> how many came.</summary>
    public Memory<byte> Room => bytes.AsMemory(length);

    public string Text => Encoding.UTF8.GetString(bytes, 0, length);

    public bool IsOk => bytes.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8);

    /// <summary>At least one byte of the body is here; of a chunked one, a byte behind the chunk's size.</summary>
    public bool HasBody => headLength >= 0 && (contentLength is null ? AfterFirstLine(Body) > 0 : Body.Length > 0);

    public bool IsComplete => headLength >= 0 && (contentLength is { } all ? Body.Length >= all : Body.EndsWith("0\r\n\r\n"u8));

    private ReadOnlySpan<byte> Body => bytes.AsSpan(headLength, length - headLength);

    public void Clear()
    {
        length = 0;
        headLength = -1;
        contentLength = null;
    }

    public void Arrived(int count)
    {
        length += count;
        if (headLength < 0) ReadHead();
    }

    private void ReadHead()
    {
        var end = bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        if (end < 0) return;
        headLength = end + 4;
        var head = Encoding.ASCII.GetString(bytes, 0, headLength);
        const string name = "\r\nContent-Length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return;
        var value = head.AsSpan(at + name.Length);
        contentLength = int.Parse(value[..value.IndexOf('\r')], CultureInfo.InvariantCulture);
    }

    private static int AfterFirstLine(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf("\r\n"u8);
        return end < 0 ? 0 : body.Length - end - 2;
    }
}
