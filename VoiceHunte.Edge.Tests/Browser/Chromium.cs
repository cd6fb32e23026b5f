using Microsoft.Playwright;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>Debian's own Chromium, started once for all tests of the dashboard; each test has a context of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    internal IBrowser Browser
    {
        get
        {
            EdgeProcess.RequireBinary();
            Assert.SkipUnless(BrowserRun.IsThis, "The tests in a browser have a run of their own, BROWSER_TESTS=1: `make test` makes both.");
            Assert.SkipWhen(browser is null, "Chromium is not there: `make test` installs Debian's package first.");
            return browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!BrowserRun.IsThis || EdgeProcess.Binary is null || !File.Exists(Path)) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>The classes that share the browser run one after another: two pages at once would wait for one another's processor.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>, ICollectionFixture<DemoHouse>
{
    public const string Name = "the dashboard in a browser";
}
