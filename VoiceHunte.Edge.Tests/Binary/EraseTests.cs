using System.Diagnostics;
using VoiceHunte.Edge.Tests.Privacy;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>The published binary erases a caller beside the running service, and after having been killed at any moment.</summary>
public sealed class EraseTests : IDisposable
{
    private const string Number = "+421900123456", Other = "+421905123987";
    private const int Kills = 15;

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);

    public void Dispose()
    {
        twilio.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Erased_beside_the_running_service_no_byte_of_the_caller_is_left()
    {
        EdgeProcess.RequireBinary();
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        var call = await BookAsync(edge, Number, "Anna");
        await BookAsync(edge, Other, "Peter");
        string[] traces = [Number, Number[1..], "Anna", call];
        Assert.NotEmpty(Traces.Of(folder.Path, traces));

        var (exitCode, output) = await EraseAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("Certificate of erasure", output, StringComparison.Ordinal);
        Assert.Empty(Traces.Of(folder.Path, traces));
        Assert.Equal(["Peter", "erased"], Database.Sql(folder.Path, "SELECT name FROM reservations ORDER BY name"));
        // The service goes on with the same database.
        await BookAsync(edge, Number, "Eva");
        Assert.Equal(["Eva", "Peter"], Database.Sql(folder.Path, "SELECT name FROM customers ORDER BY name"));
        Assert.Equal(0, await edge.StopAsync());
        Assert.Equal(["ok"], Database.Sql(folder.Path, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Killed_at_any_moment_the_same_command_again_ends_it()
    {
        EdgeProcess.RequireBinary();
        var random = new Random(Environment.TickCount);
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.Settings);
        await BookAsync(edge, Other, "Peter");
        var whole = TimeSpan.FromMilliseconds(600);
        for (var kill = 0; kill < Kills; kill++)
        {
            var calls = new List<string>();
            for (var i = 0; i < 3; i++) calls.Add(await BookAsync(edge, Number, "Anna"));

            await KillErasureAsync(whole * random.NextDouble());
            var (exitCode, output) = await EraseAsync();

            Assert.True(exitCode == 0, output);
            Assert.Empty(Traces.Of(folder.Path, [Number, "Anna", .. calls]));
            Assert.Empty(Database.Sql(folder.Path, "SELECT id FROM erasures WHERE finished_at IS NULL OR phone IS NOT NULL"));
        }

        Assert.Equal([Other], Database.Sql(folder.Path, "SELECT phone FROM customers"));
        Assert.Equal(["ok"], Database.Sql(folder.Path, "PRAGMA integrity_check"));
    }

    private Task<(int ExitCode, string Output)> EraseAsync() => EdgeProcess.RunAsync(Published.Settings, "erase", Number, "--data-dir", folder.Path);

    private async Task KillErasureAsync(TimeSpan after)
    {
        var start = new ProcessStartInfo(EdgeProcess.RequireBinary(), ["erase", Number, "--yes", "--data-dir", folder.Path]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Published.Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task<string> BookAsync(EdgeProcess edge, string number, string name)
    {
        var call = twilio.Ring(edge.Url, number);
        await call.StartAsync();
        await call.SayAsync($"a table for two tomorrow at seven pm, my name is {name}");
        await call.SayAsync("yes");
        await call.HangUpAsync(20);
        return call.CallSid;
    }
}
