using System.Collections;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>The settings as they stand while they are being set up: what was given or asked, then what the env file has.</summary>
internal sealed class SetupValues
{
    private static readonly Dictionary<string, string> None = [];

    private readonly Dictionary<string, string> given;
    private readonly Dictionary<string, string> file;

    private SetupValues(Dictionary<string, string> given, Dictionary<string, string> file) => (this.given, this.file) = (given, file);

    /// <summary>What is set up here; everything else is left to an editor.</summary>
    public static IReadOnlyList<Setting> Written { get; } =
    [
        SettingsTable.TwilioAccountSid, SettingsTable.TwilioAuthToken, SettingsTable.TwilioPhoneNumber, SettingsTable.PublicUrl,
        SettingsTable.TwilioFallbackUrl, SettingsTable.OpenAIApiKey, SettingsTable.AdminToken, SettingsTable.RestaurantFile,
    ];

    /// <exception cref="SetupStoppedException">The file cannot be read.</exception>
    public static SetupValues Open(string envFile)
    {
        var problems = new List<string>();
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
        try
        {
            var file = File.Exists(envFile) ? EnvFile.Parse(File.ReadAllText(envFile), envFile, problems) : [];
            return problems.Count == 0 ? new SetupValues(environment, file) : throw new SetupStoppedException(ExitCode.Configuration, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupStoppedException(ExitCode.InputOutput, [$"the env file {envFile} cannot be read: {e.Message}"]);
        }
    }

    public string? Of(Setting setting) => new SettingsSource(given, file).Find(setting, []);

    public void Put(Setting setting, string value) => given[setting.Name] = value;

    /// <summary>It was wrong, wherever it came from.</summary>
    public void Forget(Setting setting)
    {
        given.Remove(setting.Name);
        file.Remove(setting.Name);
    }

    /// <summary>All settings, as the service would read them.</summary>
    public EdgeSettings Settings => SettingsLoader.Load(new SettingsSource(given, file), null, []).Settings;

    /// <summary>What the env file says otherwise, or not at all.</summary>
    public IReadOnlyList<(Setting Setting, string Value)> Changes(string envFileText)
    {
        var before = EnvFile.Parse(envFileText, "", []);
        return [.. from setting in Written
                   where given.TryGetValue(setting.Name, out var value) && value.Length > 0 && before.GetValueOrDefault(setting.Name) != value
                   select (setting, given[setting.Name])];
    }

    /// <summary>What is wrong with a value, with an example of a right one; null where nothing is.</summary>
    public static string? FaultOf(Setting setting, string value)
    {
        var problems = new List<string>();
        SettingsLoader.Load(new SettingsSource(new Dictionary<string, string> { [setting.Name] = value }, None), "/", problems);
        if (problems.Find(problem => problem.StartsWith(setting.Name + ":", StringComparison.Ordinal)) is { } fault) return fault;
        if (!EnvFileText.CanHold(value)) return $"{setting.Name}: must be one line without ' and \\";
        if (setting == SettingsTable.PublicUrl && !value.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return $"{setting.Name}: must be an https address, or guests' words go over the network in the clear (it is '{value}'); for example {setting.Name}={setting.Example}";
        return null;
    }
}
