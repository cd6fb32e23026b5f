using System.Reflection;

namespace VoiceHunte.Edge.Operations;

/// <summary>Which build this is. The SDK writes VERSION+COMMIT into the assembly.</summary>
internal static class BuildVersion
{
    public static readonly string WithCommit =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static string Number => WithCommit.Split('+')[0];
}
