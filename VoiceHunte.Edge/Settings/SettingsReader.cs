using System.Globalization;
using System.Net;

namespace VoiceHunte.Edge.Settings;

/// <summary>Turns texts into values and collects every problem, so that the operator mends all of them at once.</summary>
internal sealed class SettingsReader(SettingsSource source, List<string> problems)
{
    public string? Text(Setting setting) => source.Find(setting, problems)?.Trim() ?? setting.Default;

    public string Required(Setting setting) => Text(setting) ?? "";

    public Secret? Secret(Setting setting) => Text(setting) is { } text ? new Secret(text) : null;

    public string? Matching(Setting setting, Func<string, bool> isRight, string wanted)
    {
        var text = Text(setting);
        if (text is not null && !isRight(text)) Complain(setting, wanted);
        return text;
    }

    public string OneOf(Setting setting, params ReadOnlySpan<string> choices)
    {
        var text = Required(setting);
        foreach (var choice in choices)
        {
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase)) return choice;
        }

        Complain(setting, $"must be one of {string.Join(", ", choices!)}");
        return choices[0];
    }

    public double Number(Setting setting, double min, double max)
    {
        if (double.TryParse(Required(setting), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        Complain(setting, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}"));
        return min;
    }

    public int WholeNumber(Setting setting, int min, int max)
    {
        if (int.TryParse(Required(setting), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        Complain(setting, $"must be a whole number from {min} to {max}");
        return min;
    }

    public int? WholeNumberOrNone(Setting setting, int min, int max) => Text(setting) is null ? null : WholeNumber(setting, min, max);

    /// <summary>Dollars, as millionths of one; null where the setting is unset.</summary>
    public long? MicroUsd(Setting setting) => Text(setting) is null ? null : (long)Math.Round(Number(setting, 0.01, 1_000_000) * 1_000_000);

    public Uri? WebAddress(Setting setting)
    {
        if (Text(setting) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri.Query.Length == 0 && uri.Fragment.Length == 0) return uri;
        Complain(setting, "must be an http or https address without query or fragment");
        return null;
    }

    /// <summary>Hours and minutes of a day.</summary>
    public TimeOnly ClockTime(Setting setting)
    {
        if (TimeOnly.TryParseExact(Required(setting), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        Complain(setting, "must be hours and minutes");
        return default;
    }

    public RateLimit Rate(Setting setting)
    {
        if (RateLimit.Parse(Required(setting)) is { } limit) return limit;
        Complain(setting, "must be a number, a slash, and second, minute, hour or day");
        return RateLimit.Parse(setting.Default!)!;
    }

    public IReadOnlyList<string> List(Setting setting) =>
        Required(setting).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<IPNetwork> Networks(Setting setting)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in List(setting))
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else Complain(setting, $"'{text}' is no network");
        }

        return networks;
    }

    // A secret's value is left out even where it is wrong: these lines go to the journal.
    public void Complain(Setting setting, string wanted)
    {
        var given = setting.Secret ? "" : $" (it is '{Text(setting)}')";
        problems.Add($"{setting.Name}: {wanted}{given}; for example {setting.Name}={setting.Example}");
    }
}
