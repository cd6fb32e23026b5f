using VoiceHunte.Edge.Operations;

namespace VoiceHunte.Edge.Tests.Operations;

/// <summary>What the doctor makes of systemd's words.</summary>
public sealed class DoctorOfTheServiceTests
{
    [Theory]
    [InlineData("loaded", "active", "enabled", "success", "2 calls", "ok    service     voicehunte.service is active (2 calls)")]
    [InlineData("loaded", "active", "disabled", "success", "", "warn  service     voicehunte.service is active, but not after the next start of the machine: systemctl enable voicehunte")]
    [InlineData("loaded", "failed", "enabled", "exit-code", "", "FAIL  service     voicehunte.service is failed (exit-code): systemctl start voicehunte; journalctl -u voicehunte -n 50 says why it ended")]
    [InlineData("not-found", "inactive", "", "success", "", "warn  service     voicehunte.service is not installed, after a crash or a power cut nobody starts the appliance: install the package, or run it by another supervisor")]
    public void The_service_is_told_as_it_is_with_what_to_do(string load, string active, string enabled, string result, string status, string finding) =>
        Assert.Equal(finding, Findings(Unit(load, active, enabled, result, status), Unit("loaded", "active"))[0]);

    [Theory]
    [InlineData("loaded", "active", "ok    service     voicehunte.socket listens")]
    [InlineData("loaded", "inactive", "FAIL  service     voicehunte.socket is inactive, nobody listens: systemctl start voicehunte.socket")]
    [InlineData("not-found", "inactive", "warn  service     voicehunte.socket is not installed, callers are refused while the service starts anew: install it beside the service")]
    public void So_is_its_socket(string load, string active, string finding) =>
        Assert.Equal(finding, Findings(Unit("loaded", "active", "enabled"), Unit(load, active))[1]);

    [Fact]
    public void A_systemd_that_does_not_answer_is_a_warning() =>
        Assert.Equal(["warn  service     systemctl cannot be asked: look with `systemctl status voicehunte`"], Findings(null, null));

    private static List<string> Findings(IReadOnlyDictionary<string, string>? service, IReadOnlyDictionary<string, string>? socket)
    {
        var findings = new List<string>();
        DoctorOfTheService.Judge(service, socket, new DoctorReport(line => findings.Add(line.ToString())));
        return findings;
    }

    private static Dictionary<string, string> Unit(string load, string active, string enabled = "enabled", string result = "success", string status = "") => new()
    {
        ["LoadState"] = load, ["ActiveState"] = active, ["UnitFileState"] = enabled, ["Result"] = result, ["StatusText"] = status,
    };
}
