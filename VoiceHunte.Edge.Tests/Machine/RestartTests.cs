using System.Globalization;
using System.Net.Sockets;
using System.Text;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Packaging;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The process is another one, and nobody who calls meanwhile can tell.</summary>
[Collection(MachineTests.Name)]
public sealed class RestartTests(BootedMachine machine)
{
    private const int Restarts = 5;

    // Whose number says English.
    private const string Caller = "+14155550123";

    [Fact]
    public async Task Restarts_under_eight_callers_who_never_pause_fail_none_of_their_requests()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        await using var hammer = new Hammer(edge);
        var pids = new HashSet<string>();
        await hammer.UnderWay;

        for (var restart = 0; restart < Restarts; restart++)
        {
            pids.Add(await edge.PidAsync());
            await edge.SystemctlAsync("restart", InstalledEdge.Unit);
        }

        Assert.Equal(Restarts, pids.Count);
        await hammer.AssertNobodyFailedAsync();
    }

    [Fact]
    public async Task An_upgrade_under_eight_callers_who_never_pause_fails_none_of_their_requests_and_keeps_the_settings()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine, "MAX_TURNS=1000");
        await using var hammer = new Hammer(edge);
        var (pid, settings) = (await edge.PidAsync(), await File.ReadAllTextAsync(machine.File(InstalledEdge.SettingsFile), TestContext.Current.CancellationToken));
        await hammer.UnderWay;

        await machine.RunAsync("dpkg", "--install", await machine.BringAsync(machine.NewerDeb));

        Assert.EndsWith("+newer", await machine.RunAsync("dpkg-query", "--show", "--showformat", "${Version}", "voicehunte"), StringComparison.Ordinal);
        Assert.NotEqual(pid, await edge.PidAsync());
        Assert.Equal(settings, await File.ReadAllTextAsync(machine.File(InstalledEdge.SettingsFile), TestContext.Current.CancellationToken));
        await hammer.AssertNobodyFailedAsync();
    }

    [Fact]
    public async Task A_turn_that_is_still_being_asked_when_the_service_stops_is_answered()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var call = edge.Ring();
        await call.StartAsync();
        var webhook = call.SpeechWebhook("máte dnes otvorené");
        var body = await new FormUrlEncodedContent(webhook.Fields).ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(edge.Url.Host, edge.Url.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST {webhook.SentTo.PathAndQuery} HTTP/1.1\r\nHost: {edge.Url.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
            $"X-Twilio-Signature: {webhook.Signature}\r\nContent-Length: {body.Length}\r\n\r\n")), TestContext.Current.CancellationToken);
        await socket.SendAsync(body.AsMemory(0, 10), TestContext.Current.CancellationToken);
        // A request that came later is answered: so this one is in hand.
        Assert.NotNull((await edge.Ring().StartAsync()).Listening);

        await edge.SystemctlAsync("stop", "--no-block", InstalledEdge.Unit);
        await edge.UntilAsync("StatusText", text => text.Contains("turns in hand", StringComparison.Ordinal));
        await socket.SendAsync(body.AsMemory(10), TestContext.Current.CancellationToken);
        var answer = await ReadToEndAsync(socket);

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("desiatej", answer, StringComparison.Ordinal);
        Assert.Equal("success", await edge.ShowAsync("Result"));
    }

    [Fact]
    public async Task A_call_on_a_WebSocket_goes_on_in_the_next_process_where_it_was()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine, "CALL_MODE=relay");
        var call = edge.Ring(Caller);
        var (connect, line) = await RelayLine.StartAsync(edge.Url, call);
        await using (line)
        {
            await line.AskAsync("I'd like to book a table for two tomorrow at seven in the evening");

            var restart = edge.SystemctlAsync("restart", InstalledEdge.Unit);
            Assert.Equal(1001, await line.Socket.WaitForCloseAsync());
            var again = (await call.ConnectEndsAsync(connect)).Connect;
            await restart;

            await using var next = await RelayLine.OpenAsync(edge.Url, call, again!);
            Assert.Contains("Novak", await next.AskAsync("Novak"), StringComparison.Ordinal);
            await next.AskAsync("yes please");
            Assert.Equal(["Novak|2"], await edge.SqlAsync("SELECT name, people FROM reservations"));
        }
    }

    [Fact]
    public async Task A_reload_takes_new_settings_and_with_wrong_ones_everything_stays_as_it_was()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        var first = await edge.PidAsync();

        await edge.SetAsync("CALL_MODE=relay");
        await edge.SystemctlAsync("reload", InstalledEdge.Unit);
        var second = await edge.UntilAsync("MainPID", pid => pid is not "0" && pid != first);
        Assert.NotNull((await edge.Ring().StartAsync()).Connect);

        await edge.SetAsync("CALL_MODE=telegraph");
        var refused = await machine.TryAsync("systemctl", "reload", InstalledEdge.Unit);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Equal(second, await edge.PidAsync());
        Assert.NotNull((await edge.Ring().StartAsync()).Connect);
        Assert.Contains("CALL_MODE", await edge.JournalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_downgrade_refuses_what_its_successor_wrote_says_so_and_does_not_try_again()
    {
        await using var edge = await InstalledEdge.InstallAsync(machine);
        await machine.RunAsync("dpkg", "--install", await machine.BringAsync(machine.NewerDeb));
        await edge.SystemctlAsync("stop", "voicehunte.socket", InstalledEdge.Unit);
        await edge.SqlAsync("PRAGMA user_version = 9999");

        await machine.TryAsync("dpkg", "--install", "--force-downgrade", await machine.BringAsync(machine.Deb));
        await edge.UntilAsync("ActiveState", state => state == "failed");

        Assert.Equal("78", await edge.ShowAsync("ExecMainStatus"));
        Assert.Equal("0", await edge.ShowAsync("NRestarts"));
        Assert.Contains("9999", await edge.JournalAsync(), StringComparison.Ordinal);
        Assert.Equal(["9999"], await edge.SqlAsync("SELECT user_version FROM pragma_user_version"));
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count) answer.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
