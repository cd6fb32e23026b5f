using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>What openapi.json says is what is there: the same routes, and answers of just that form.</summary>
public sealed class OpenApiTests
{
    private static readonly string[] Methods = ["get", "head", "post", "patch", "delete", "put"];

    [Fact]
    public async Task The_file_has_every_route_below_admin_with_its_methods_and_no_other()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);

        var written = Operations(await page.ReadAsync("/admin/openapi.json")).Select(one => $"{one.Method.ToUpperInvariant()} {one.Path}").ToHashSet();
        var mapped = house.Appliance.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/admin", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText}"))
            .ToHashSet();

        Assert.Equal(mapped.Order(), written.Order());
        Assert.True(written.Count > 35);
    }

    [Fact]
    public async Task It_is_the_file_of_the_source_and_goes_out_zipped_to_who_takes_that()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);

        var plain = await page.GetAsync("/admin/openapi.json");
        var zipped = await page.GetAsync("/admin/openapi.json", ("Accept-Encoding", "gzip"));

        Assert.Equal(await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken), plain.Text);
        Assert.Equal("gzip", zipped.Headers["Content-Encoding"]);
        Assert.True(zipped.Bytes.Length * 4 < plain.Bytes.Length);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_part_is_used()
    {
        var text = await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken);
        var root = JsonElement.Parse(text);
        var references = References(root).ToHashSet();

        Assert.All(references, reference => Assert.NotEqual(JsonValueKind.Undefined, At(root, reference).ValueKind));
        var parts = root.GetProperty("components").EnumerateObject().Where(kind => kind.Name != "securitySchemes")
            .SelectMany(kind => kind.Value.EnumerateObject().Select(part => $"#/components/{kind.Name}/{part.Name}"));
        // These are the data of events, which OpenAPI cannot tie to their stream: the stream's summary names them.
        Assert.Equal(["MessageEvent", "ReservationEvent", "TurnEvent"], parts.Except(references).Select(part => part.Split('/')[^1]).Order());
    }

    [Fact]
    public async Task Each_part_of_a_path_is_a_parameter_and_what_changes_something_may_be_refused_to_other_pages()
    {
        var root = JsonElement.Parse(await File.ReadAllTextAsync(Source, TestContext.Current.CancellationToken));

        foreach (var (path, method, operation) in Operations(root))
        {
            var named = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(one => Follow(root, one)).Where(one => one.Text("in") == "path").Select(one => one.Text("name")).ToList()
                : [];
            Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}')), named);
            var answers = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            Assert.Equal(method is "post" or "patch" or "delete", answers.Contains("403"));
            Assert.Equal(answers.Order(StringComparer.Ordinal), answers);
            if (path != "/admin/session" || method == "delete") Assert.Contains("401", answers);
        }
    }

    [Fact]
    public async Task Every_answer_of_a_restaurant_that_is_lived_in_is_of_the_form_that_is_written()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var asked = await page.ReadAllAsync(await house.CallersAsync());

        var root = await page.ReadAsync("/admin/openapi.json");
        var check = new JsonSchemaCheck(root, closed: true);
        foreach (var (route, path, answer) in asked)
        {
            var schema = root.GetProperty("paths").GetProperty(route).GetProperty("get").GetProperty("responses").GetProperty("200")
                .GetProperty("content").GetProperty("application/json").GetProperty("schema").Text("$ref")!;
            Assert.True(check.Problem(schema, answer) is null, $"{path}: {check.Problem(schema, answer)}");
        }

        // All of them were asked.
        var readable = Operations(root).Where(one => one.Method == "get" && one.Path != "/admin/openapi.json" && HasJson(one.Operation)).Select(one => one.Path);
        Assert.Equal(readable.Order(), asked.Select(one => one.Route).Distinct().Order());
    }

    private static string Source => Path.Combine(Repository.Root, "VoiceHunte.Edge", "Admin", "openapi.json");

    private static bool HasJson(JsonElement operation) =>
        operation.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _);

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement root) =>
        from path in root.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where Methods.Contains(method.Name)
        select (path.Name, method.Name, method.Value);

    private static JsonElement Follow(JsonElement root, JsonElement part) =>
        part.TryGetProperty("$ref", out var reference) ? At(root, reference.GetString()!) : part;

    private static JsonElement At(JsonElement root, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(root, (part, name) => part.TryGetProperty(name, out var found) ? found : default);

    private static IEnumerable<string> References(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Object => part.EnumerateObject().SelectMany(field => field.Name == "$ref" ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => part.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
