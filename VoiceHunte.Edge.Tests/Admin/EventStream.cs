using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>An event as a browser gets it.</summary>
internal sealed record SeenEvent(long Id, string Name, JsonElement Data);

/// <summary>Reads <c>/admin/events</c> as EventSource does.</summary>
internal sealed class EventStream(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public HttpResponseMessage Response => response;

    public static async Task<EventStream> OpenAsync(Operator page, string query = "", params (string Name, string Value)[] headers)
    {
        var response = await page.OpenAsync($"/admin/events{query}", headers);
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    public async Task<SeenEvent> NextAsync()
    {
        var fields = new Dictionary<string, string>();
        while (await LineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            fields[line[..colon]] = line[(colon + 2)..];
        }

        return new SeenEvent(long.Parse(fields["id"], System.Globalization.CultureInfo.InvariantCulture), fields["event"], JsonElement.Parse(fields["data"]));
    }

    /// <summary>The next one of that name; what comes before it is let go.</summary>
    public async Task<SeenEvent> NextAsync(string name)
    {
        while (true)
        {
            if (await NextAsync() is var one && one.Name == name) return one;
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    private async Task<string> LineAsync() =>
        await lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Gate.Patience, TestContext.Current.CancellationToken)
        ?? throw new EndOfStreamException("the stream has ended");
}
