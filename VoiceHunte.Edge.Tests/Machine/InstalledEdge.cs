using System.Diagnostics;
using VoiceHunte.Edge.Tests.Binary;
using VoiceHunte.Edge.Tests.Packaging;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The appliance installed from its package as an operator installs it: the token as a credential, settings in the file.</summary>
internal sealed class InstalledEdge : IAsyncDisposable
{
    public const string Unit = "voicehunte.service";
    public const string DataDir = "/var/lib/private/voicehunte";
    public const string SettingsFile = "/etc/voicehunte/voicehunte.env";
    public const string TokenFile = "/etc/credstore/voicehunte.TWILIO_AUTH_TOKEN";

    private const int Port = 8000;

    private readonly BootedMachine machine;
    private readonly Line line;

    private InstalledEdge(BootedMachine machine) => (this.machine, line) = (machine, new Line(machine.Network, Port));

    public TwilioStandIn Twilio { get; } = new(Published.Token);

    public Uri Url => line.Url;

    /// <summary>On a machine on which nothing was left by the test before.</summary>
    /// <param name="settings">Lines for the settings file.</param>
    public static async Task<InstalledEdge> InstallAsync(BootedMachine machine, params string[] settings)
    {
        machine.Require();
        await PurgeAsync(machine);
        WriteToken(machine);
        await machine.RunAsync("dpkg", "--install", await machine.BringAsync(machine.Deb));
        var edge = new InstalledEdge(machine);
        await edge.SetAsync(["TWILIO_RATE_LIMIT=1000000/minute", .. settings]);
        await edge.SystemctlAsync("restart", Unit);
        return edge;
    }

    /// <summary>Whatever state the test before has left it in.</summary>
    public static async Task PurgeAsync(BootedMachine machine)
    {
        await machine.TryAsync("dpkg", "--purge", "voicehunte");
        await machine.TryAsync("rm", "--force", TokenFile);
        await machine.TryAsync("systemctl", "reset-failed");
    }

    public static void WriteToken(BootedMachine machine)
    {
        Directory.CreateDirectory(machine.File("/etc/credstore"));
        File.WriteAllText(machine.File(TokenFile), Published.Token);
        File.SetUnixFileMode(machine.File(TokenFile), UnixFileMode.UserRead);
    }

    public Task SetAsync(params string[] settings) =>
        File.AppendAllLinesAsync(machine.File(SettingsFile), settings, TestContext.Current.CancellationToken);

    public TwilioCall Ring(string from = "+421900123456") => Twilio.Ring(Url, from);

    public Task<string> SystemctlAsync(params string[] arguments) => machine.RunAsync(["systemctl", .. arguments]);

    /// <summary>A property as systemd shows it.</summary>
    public Task<string> ShowAsync(string property) => SystemctlAsync("show", "--value", "--property", property, Unit);

    public Task<string> PidAsync() => ShowAsync("MainPID");

    /// <summary>Asks until it is so; what it was then.</summary>
    public async Task<string> UntilAsync(string property, Func<string, bool> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await ShowAsync(property);
            if (isSo(value)) return value;
            Assert.True(Stopwatch.GetElapsedTime(began) < Gate.Patience, $"{property} is still {value}\n{await JournalAsync()}");
        }
    }

    public Task SignalAsync(string signal) => SystemctlAsync("kill", "--kill-whom=main", $"--signal={signal}", Unit);

    public Task<string> JournalAsync() => machine.RunAsync("journalctl", "--unit", Unit, "--output", "cat", "--lines", "60");

    /// <summary>The rows that SQLite's own shell shows on the machine, | between columns.</summary>
    public async Task<string[]> SqlAsync(string statements) =>
        (await machine.RunAsync("sqlite3", $"{DataDir}/voicehunte.db", statements)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the process sees under this path.</summary>
    public async Task<string> AsSeenAsync(string path) => machine.File($"/proc/{await PidAsync()}/root{path}");

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        Twilio.Dispose();
        await PurgeAsync(machine);
    }
}
