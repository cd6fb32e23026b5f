using Xunit.Sdk;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>The window itself: what it must not let pass it does not.</summary>
[Collection(BrowserTests.Name)]
public sealed class WindowTests(Chromium chromium, DemoHouse demo)
{
    [Theory]
    [InlineData("console.error('ouch')", "console: ouch")]
    [InlineData("setTimeout(() => { throw new Error('thrown') })", "script: Error: thrown")]
    [InlineData("document.body.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,alert(1)' }))", "require-trusted-types-for")]
    [InlineData("document.body.setAttribute('onclick', 'alert(1)')", "require-trusted-types-for")]
    [InlineData("document.body.setAttribute('style', 'color: red')", "style-src")]
    [InlineData("fetch('http://elsewhere.invalid/').catch(() => {})", "connect-src")]
    [InlineData("location.href = 'http://elsewhere.invalid/'", "request: http://elsewhere.invalid/")]
    public async Task What_goes_wrong_unseen_fails_the_test(string wrong, string complaint)
    {
        var office = await demo.OpenAsync();
        var window = await Window.OpenAsync(chromium, office);
        await window.GoAsync("/phone");
        var heard = window.ComplaintAsync();
        await Window.EvaluateAsync(await window.ToolsAsync(), $"try {{ {wrong} }} catch {{ }} 0");
        await heard.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Contains(complaint, (await Assert.ThrowsAnyAsync<XunitException>(async () => await window.DisposeAsync())).Message, StringComparison.Ordinal);
    }
}
