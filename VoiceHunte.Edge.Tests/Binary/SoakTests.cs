using VoiceHunte.Edge.Tests.Bench;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>Live calls on the published binary, one after the other and many at a time: afterwards nothing of them is left.</summary>
public sealed class SoakTests
{
    // What the collector's heap, the allocator's arenas and the database's page cache may differ by; a call that stayed is 100 kB.
    private const double MarginMegabytes = 15;

    [Fact]
    public Task A_minute_of_calls_leaves_nothing_behind() =>
        SoakAsync(new LiveSoak(20, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(12), Environment.TickCount), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(30));

    [Fact(Explicit = true)]
    public Task Ten_minutes_of_fifty_calls_leave_nothing_behind() =>
        SoakAsync(new LiveSoak(50, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), Environment.TickCount), TimeSpan.FromSeconds(70), TimeSpan.FromMinutes(10));

    private static async Task SoakAsync(LiveSoak soak, TimeSpan warmUp, TimeSpan time)
    {
        EdgeProcess.RequireBinary();
        await using var stage = await soak.OpenAsync();
        // What is made once, at the first calls, is no leak.
        await soak.RunAsync(stage, warmUp);
        var before = await LiveSoak.SettledMegabytesAsync(stage);
        await soak.RunAsync(stage, time);
        var after = await LiveSoak.SettledMegabytesAsync(stage);
        TestContext.Current.SendDiagnosticMessage($"{soak.Calls} calls, {soak.Vanished} vanished, {soak.LedOn} led on; {before:0.0} MB before, {after:0.0} MB after");

        Assert.True(after - before < MarginMegabytes, $"{soak.Calls} calls: {before:0.0} MB before, {after:0.0} MB after");
        Assert.Equal(0, (await stage.FiguresAsync()).CallsNow);
        Assert.Equal([soak.Calls.ToString(System.Globalization.CultureInfo.InvariantCulture)], Database.Sql(stage.Folder.Path, "SELECT CAST(count(*) AS TEXT) FROM calls"));
        Assert.Empty(Database.Sql(stage.Folder.Path, "SELECT call_id FROM calls WHERE ended_at IS NULL"));
        Assert.DoesNotContain(await stage.LogAsync(), line => line.Contains("failed", StringComparison.Ordinal));
    }
}
