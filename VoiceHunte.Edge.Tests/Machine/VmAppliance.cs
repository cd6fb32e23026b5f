namespace VoiceHunte.Edge.Tests.Machine;

/// <summary>The appliance in a machine, installed as an operator does it.</summary>
internal static class VmAppliance
{
    public const string Token = "0123456789abcdef0123456789abcdef";
    public const string Database = "/var/lib/voicehunte/voicehunte.db";

    /// <summary>Installs the package and the settings, starts the service, and returns when it is ready.</summary>
    public static Task InstallAsync(VmMachine machine) => machine.RunAsync($"""
        tar --extract --file=/dev/vdb --directory=/root
        # The callers of the tests come from outside.
        mkdir -p /etc/systemd/system/voicehunte.socket.d
        printf '[Socket]\nListenStream=\nListenStream=8000\n' > /etc/systemd/system/voicehunte.socket.d/outside.conf
        DEBIAN_FRONTEND=noninteractive dpkg --install /root/voicehunte.deb
        printf 'TWILIO_AUTH_TOKEN={Token}\nTWILIO_RATE_LIMIT=1000000/minute\nADMIN_RATE_LIMIT=1000000/minute\n' >> /etc/voicehunte/voicehunte.env
        systemctl restart voicehunte.socket voicehunte.service
        """);

    /// <summary>Until the service that starts with the machine is ready.</summary>
    public static Task ReadyAsync(VmMachine machine) => machine.AnswersAsync("systemctl is-active voicehunte.service");

    /// <summary>The rows of a query, each with | between its columns.</summary>
    public static async Task<string[]> SqlAsync(VmMachine machine, string query) =>
        (await machine.RunAsync($"sqlite3 -readonly {Database} \"{query}\"")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
