using System.Collections;
using System.Globalization;

namespace VoiceHunte.Edge.Settings;

/// <summary>
/// Where settings come from, the first that has a value: the environment, a file of that name in
/// $CREDENTIALS_DIRECTORY (secrets only), the env file.
/// </summary>
/// <param name="credentialStore">Where systemd takes the service's credentials from, for the administrator's own commands: nobody lends
/// them any. Null: nowhere.</param>
internal sealed class SettingsSource(
    IReadOnlyDictionary<string, string> environment,
    IReadOnlyDictionary<string, string> envFile,
    string? credentialStore = null)
{
    // systemd.exec(5), LoadCredential=; voicehunte.service names them so.
    private const string CredentialStore = "/etc/credstore";

    public const string DefaultEnvFile = "/etc/voicehunte/voicehunte.env";

    public IEnumerable<string> EnvironmentNames => environment.Keys;

    public IEnumerable<string> EnvFileNames => envFile.Keys;

    public static SettingsSource Open(string? envFilePath, List<string> problems)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        return new SettingsSource(environment, ReadEnvFile(envFilePath, StartedBySystemd(environment), problems), CredentialStore);
    }

    public string? Find(Setting setting, List<string> problems)
    {
        if (Variable(setting.Name) is { } value) return value;
        if (setting.Secret && Credential(setting.Name, problems) is { } credential) return credential;
        return envFile.TryGetValue(setting.Name, out var fromFile) && fromFile.Length > 0 ? fromFile : null;
    }

    /// <summary>A variable of the machine rather than of ours, such as STATE_DIRECTORY.</summary>
    public string? Variable(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private string? Credential(string name, List<string> problems)
    {
        var path = Variable("CREDENTIALS_DIRECTORY") is { } directory ? Path.Combine(directory, name)
            : credentialStore is not null ? Path.Combine(credentialStore, $"voicehunte.{name}")
            : null;
        try
        {
            if (!File.Exists(path)) return null;
            var text = File.ReadAllText(path).Trim();
            return text.Length > 0 ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{name}: the credential {path} cannot be read: {e.Message}");
            return null;
        }
    }

    private static bool StartedBySystemd(Dictionary<string, string> environment) =>
        environment.GetValueOrDefault("SYSTEMD_EXEC_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string> ReadEnvFile(string? given, bool startedBySystemd, List<string> problems)
    {
        var path = given ?? DefaultEnvFile;
        if (given is null && !File.Exists(path)) return [];
        try
        {
            return EnvFile.Parse(File.ReadAllText(path), path, problems);
        }
        catch (UnauthorizedAccessException) when (given is null && startedBySystemd)
        {
            // It holds secrets, and is root's: systemd has read it before it gave the service a user of its own.
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"the env file {path} cannot be read: {e.Message}");
            return [];
        }
    }
}
