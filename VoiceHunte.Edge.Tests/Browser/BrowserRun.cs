using System.Runtime.CompilerServices;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>
/// Playwright reads and writes its messages by reflection, which the whole test process is denied, as the binary is. So the
/// tests in a browser have a run of their own, BROWSER_TESTS=1, in which nothing else is tested.
/// </summary>
internal static class BrowserRun
{
    public static bool IsThis { get; } = Environment.GetEnvironmentVariable("BROWSER_TESTS") == "1";

    [ModuleInitializer]
    internal static void Begin()
    {
        if (IsThis) AppContext.SetSwitch("System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault", true);
    }
}
