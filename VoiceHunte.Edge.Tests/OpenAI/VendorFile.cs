using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>OpenAI's own OpenAPI file, where it is at hand; a test that wants it is skipped elsewhere.</summary>
internal static class VendorFile
{
    public static JsonSchemaCheck Read()
    {
        for (var folder = new DirectoryInfo(Repository.Root); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "specs", "openai.json");
            if (File.Exists(file)) return new JsonSchemaCheck(Mended(File.ReadAllText(file)));
        }

        Assert.Skip("OpenAI's OpenAPI file is not on this machine; our own schema is checked all the same.");
        return null!;
    }

    // The file says that a conversation is exactly one of "any string" and "auto or none": by that, neither word would do.
    private static JsonElement Mended(string file)
    {
        var root = JsonNode.Parse(file)!;
        var parameters = root["components"]!["schemas"]!["RealtimeResponseCreateParams"]!["properties"]!;
        parameters["conversation"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("auto", "none") };
        return JsonElement.Parse(root.ToJsonString());
    }
}
