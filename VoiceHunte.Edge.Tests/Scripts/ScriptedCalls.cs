using System.Text.Json;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The calls of <c>Fixtures/calls</c>, by their id.</summary>
internal static class ScriptedCalls
{
    public static IReadOnlyList<string> Languages { get; } = ["en", "ru", "uk", "sk"];

    private static readonly Dictionary<string, ScriptedCall> ById = Languages.SelectMany(Read).ToDictionary(call => call.Id);

    public static TheoryData<string> Ids => [.. ById.Keys];

    public static ScriptedCall Find(string id) => ById[id];

    public static IEnumerable<ScriptedCall> Of(string language) => ById.Values.Where(call => call.Language.Code == language);

    private static IReadOnlyList<ScriptedCall> Read(string language)
    {
        var file = Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Fixtures", "calls", language + ".json");
        return JsonSerializer.Deserialize(File.ReadAllText(file), ScriptedCallJson.Default.IReadOnlyListScriptedCall)!;
    }
}
