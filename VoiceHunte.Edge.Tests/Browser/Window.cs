using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>How a window is opened; what is left out is an English desk in daylight.</summary>
internal sealed record WindowShape
{
    public static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };
    public static readonly ViewportSize Narrow = new() { Width = 320, Height = 640 };

    public string Language { get; init; } = "en";

    public ViewportSize Size { get; init; } = Desk;

    public ColorScheme Colours { get; init; } = ColorScheme.Light;

    public bool SignedIn { get; init; } = true;
}

/// <summary>
/// A window on the dashboard that hears what a reader does not see: an error on the console or in a script, a refusal by the
/// page's own policy, a request that leaves the appliance. Any of them fails the test when the window closes.
/// </summary>
internal sealed class Window : IAsyncDisposable
{
    // The policy's refusals reach the console in Chromium's words, but not each of them everywhere.
    private const string Listener = "addEventListener('securitypolicyviolation', e => console.error('refused by the policy:', e.violatedDirective, e.blockedURI, e.sample));";

    private readonly IBrowserContext context;
    private readonly Office office;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly List<string> expected = [];
    private readonly TaskCompletionSource complained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Window(Office office, IBrowserContext context, IPage page)
    {
        (this.office, this.context, Page) = (office, context, page);
        page.Console += (_, message) => Complain(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => Complain(true, $"script: {error}");
        page.Crash += (_, _) => Complain(true, "the page crashed");
        page.Dialog += async (_, dialog) =>
        {
            Complain(true, $"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        context.Request += (_, request) => Complain(!IsOwn(request.Url), $"request: {request.Url}");
    }

    public IPage Page { get; }

    public ILocator Main => Page.Locator("main");

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public static async Task<Window> OpenAsync(Chromium chromium, Office office, WindowShape? shape = null)
    {
        shape ??= new WindowShape();
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = office.Url.ToString(),
            // Where a day comes before its month, as in the restaurant.
            Locale = shape.Language == "en" ? "en-GB" : shape.Language,
            ViewportSize = shape.Size,
            ColorScheme = shape.Colours,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
            StorageState = shape.SignedIn ? await office.SignedInAsync() : null,
        });
        await context.AddInitScriptAsync(Listener);
        return new Window(office, context, await context.NewPageAsync());
    }

    /// <summary>Goes there as by the address bar, and waits until the page's own head stands.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Expect(Heading).ToBeVisibleAsync();
        await Expect(Page.Locator(".skeleton")).ToHaveCountAsync(0);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Main.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>What this test brings about on purpose, by a part of its text.</summary>
    public void Expects(string complaint) => expected.Add(complaint);

    /// <summary>Until there is a complaint.</summary>
    public Task ComplaintAsync() => complained.Task;

    public async Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => await context.CookiesAsync();

    public Task<ICDPSession> ToolsAsync() => context.NewCDPSessionAsync(Page);

    /// <summary>Runs as from the developer's tools, past the page's policy, which lets no page run text.</summary>
    public static async Task<string> EvaluateAsync(ICDPSession tools, string script)
    {
        var answer = await tools.SendAsync("Runtime.evaluate", new Dictionary<string, object> { ["expression"] = script, ["awaitPromise"] = true, ["returnByValue"] = true });
        Assert.False(answer!.Value.TryGetProperty("exceptionDetails", out var thrown), thrown.ToString());
        return answer.Value.GetProperty("result").TryGetProperty("value", out var value) ? value.ToString() : "";
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        var unexpected = complaints.Where(complaint => !expected.Exists(part => complaint.Contains(part, StringComparison.Ordinal))).ToList();
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
    }

    private void Complain(bool really, string complaint)
    {
        if (!really) return;
        complaints.Enqueue(complaint);
        complained.TrySetResult();
    }

    private bool IsOwn(string url) => url.StartsWith(office.Url.ToString(), StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);
}
