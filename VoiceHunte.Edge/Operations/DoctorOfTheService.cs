using System.ComponentModel;
using System.Diagnostics;

namespace VoiceHunte.Edge.Operations;

/// <summary>Asks systemd, where it runs, whether the service and its socket do.</summary>
internal static class DoctorOfTheService
{
    private const string Part = "service";
    private const string Unit = "voicehunte.service";
    private const string Socket = "voicehunte.socket";

    // sd_booted(3): there exactly while systemd runs the machine.
    private const string Booted = "/run/systemd/system";

    public static async Task CheckAsync(DoctorReport report, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Booted))
        {
            report.Good(Part, "no systemd here: whatever starts the appliance has to start it again");
            return;
        }

        Judge(await ShowAsync(Unit, cancellationToken), await ShowAsync(Socket, cancellationToken), report);
    }

    /// <param name="service">What <c>systemctl show</c> says of it, by name; null where it cannot be asked.</param>
    /// <param name="socket">The same.</param>
    public static void Judge(IReadOnlyDictionary<string, string>? service, IReadOnlyDictionary<string, string>? socket, DoctorReport report)
    {
        if (service is null || socket is null)
        {
            report.Warn(Part, "systemctl cannot be asked: look with `systemctl status voicehunte`");
            return;
        }

        if (service["LoadState"] != "loaded")
        {
            report.Warn(Part, $"{Unit} is not installed, after a crash or a power cut nobody starts the appliance: install the package, or run it by another supervisor");
            return;
        }

        JudgeService(service, report);
        if (socket["LoadState"] != "loaded") report.Warn(Part, $"{Socket} is not installed, callers are refused while the service starts anew: install it beside the service");
        else if (socket["ActiveState"] != "active") report.Fail(Part, $"{Socket} is {socket["ActiveState"]}, nobody listens: systemctl start {Socket}", ExitCode.Unavailable);
        else report.Good(Part, $"{Socket} listens");
    }

    private static void JudgeService(IReadOnlyDictionary<string, string> service, DoctorReport report)
    {
        var (state, enabled) = (service["ActiveState"], service["UnitFileState"]);
        if (state != "active")
            report.Fail(Part, $"{Unit} is {state}{(service["Result"] is "" or "success" ? "" : $" ({service["Result"]})")}: systemctl start voicehunte; journalctl -u voicehunte -n 50 says why it ended", ExitCode.Unavailable);
        else if (enabled is "disabled")
            report.Warn(Part, $"{Unit} is active, but not after the next start of the machine: systemctl enable voicehunte");
        else
            report.Good(Part, service["StatusText"] is { Length: > 0 } status ? $"{Unit} is active ({status})" : $"{Unit} is active");
    }

    private static async Task<Dictionary<string, string>?> ShowAsync(string unit, CancellationToken cancellationToken)
    {
        string[] asked = ["LoadState", "ActiveState", "UnitFileState", "Result", "StatusText"];
        try
        {
            using var systemctl = Process.Start(new ProcessStartInfo("systemctl", ["show", unit, $"--property={string.Join(',', asked)}"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (systemctl is null) return null;
            var text = await systemctl.StandardOutput.ReadToEndAsync(cancellationToken);
            await systemctl.WaitForExitAsync(cancellationToken);
            if (systemctl.ExitCode != 0) return null;
            var said = text.Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
            return asked.ToDictionary(name => name, name => said.GetValueOrDefault(name, ""));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
