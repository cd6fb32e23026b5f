using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Packaging;

/// <summary>The list of components (CycloneDX) says what the lock files and the binary say.</summary>
[Collection(PackageTests.Name)]
public sealed partial class ComponentListTests(Packages packages)
{
    /// <summary>What builds, and is not in the binary; and SQLitePCLRaw's own SQLite, which Debian's stands in for.</summary>
    private static readonly string[] NotInTheBinary =
        ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler", "SQLitePCLRaw.lib.e_sqlite3"];

    private JsonNode List => Json(packages.Made(Packages.Components));

    private IEnumerable<JsonNode> Components => List["components"]!.AsArray()!;

    [Fact]
    public void Made_twice_it_is_the_same_byte_for_byte() => packages.AssertSameBytes(Packages.Components);

    [Fact]
    public void Every_package_that_is_linked_in_is_named_with_its_version()
    {
        var nuget = Json(Path.Combine(Repository.Root, "VoiceHunte.Edge", "packages.lock.json"))["dependencies"]!["net10.0"]!.AsObject();
        var npm = Json(Path.Combine(Repository.Root, "VoiceHunte.Edge", "Dashboard", "package-lock.json"))["packages"]!.AsObject();
        var compiler = nuget["Microsoft.DotNet.ILCompiler"]!["resolved"];
        string[] expected =
        [
            .. nuget.Where(package => !NotInTheBinary.Contains(package.Key)).Select(package => $"pkg:nuget/{package.Key}@{package.Value!["resolved"]}"),
            .. npm.Where(package => package.Key.Length > 0 && package.Value!["dev"] is null).Select(package => $"pkg:npm/{package.Key["node_modules/".Length..]}@{package.Value!["version"]}"),
            $"pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.{Packages.Rid}@{compiler}",
            $"pkg:nuget/Microsoft.AspNetCore.App.Runtime.{Packages.Rid}@{compiler}",
            "pkg:generic/voice-parameters@1",
        ];

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Components.Select(component => Text(component, "purl")).Where(purl => !purl.StartsWith("pkg:deb/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_SQLite_is_the_one_in_the_binary()
    {
        var version = (await Tool.RunAsync(EdgeProcess.RequireBinary(), "version")).Output;
        var sqlite = Components.Single(component => Text(component, "name") == "SQLite");

        Assert.Contains($"SQLite {Text(sqlite, "version").Split('-')[0]})", version, StringComparison.Ordinal);
        Assert.StartsWith($"pkg:deb/debian/libsqlite3-dev@{Text(sqlite, "version").Replace("+", "%2B", StringComparison.Ordinal)}?arch=", Text(sqlite, "purl"), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_has_a_hash_and_a_licence_that_the_package_tells_of()
    {
        var copyright = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "debian", "copyright"));

        Assert.All(Components, component => Assert.Matches("^[0-9a-f]{128}$", Text(component["hashes"]![0]!, "content")));
        Assert.All(Components, component => Assert.Contains($"\nLicense: {Text(component["licenses"]![0]!["license"]!, "id")}\n", copyright, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_about_this_binary_and_every_component_is_needed_by_somebody()
    {
        var list = List;
        var program = list["metadata"]!["component"]!;
        var needed = list["dependencies"]!.AsArray().SelectMany(one => one!["dependsOn"]!.AsArray()).Select(reference => reference!.GetValue<string>()).ToHashSet();

        Assert.Equal(("CycloneDX", "1.6"), (Text(list, "bomFormat"), Text(list, "specVersion")));
        Assert.Matches(Uuid(), Text(list, "serialNumber"));
        Assert.Equal(Packages.Version, Text(program, "version"));
        Assert.StartsWith(Text(program["hashes"]![0]!, "content"), (await Tool.RunAsync("sha256sum", EdgeProcess.RequireBinary())).Output, StringComparison.Ordinal);
        Assert.Equal(Components.Select(component => Text(component, "bom-ref")).Order(StringComparer.Ordinal), needed.Order(StringComparer.Ordinal));
    }

    private static JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(path))!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Uuid();
}
