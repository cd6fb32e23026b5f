namespace VoiceHunte.Edge.Settings;

/// <summary>A key or token that no log line, error or dump of the settings may show.</summary>
internal sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(secret)";
}
