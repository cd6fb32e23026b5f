using VoiceHunte.Edge.Commands.Telephone;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class CallerLinesTests
{
    [Fact]
    public async Task A_piped_caller_hangs_up_at_the_end_of_the_pipe()
    {
        var lines = new CallerLines([], new StringReader("Hello\n\n"));

        Assert.Equal("Hello", await lines.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", await lines.NextAsync(TestContext.Current.CancellationToken));
        Assert.Null(await lines.NextAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prepared_lines_leave_the_keyboard_alone()
    {
        var lines = new CallerLines(["One"], new StringReader("typed"));

        Assert.Equal("One", await lines.NextAsync(TestContext.Current.CancellationToken));
        Assert.Null(await lines.NextAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ctrl_C_hangs_up() => Assert.Null(await new CallerLines([], TextReader.Null).NextAsync(new CancellationToken(true)));
}
