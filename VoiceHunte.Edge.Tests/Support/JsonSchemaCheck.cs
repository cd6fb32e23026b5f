using System.Text.Json;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>
/// Holds JSON against a JSON schema, with the keywords that OpenAPI 3.1 files use here: OpenAI's for its requests, and our
/// own. A keyword it does not know is an error of the test, never silently passed over.
/// </summary>
/// <param name="root">The whole file.</param>
/// <param name="closed">A field that the schema does not name is a problem, also where the schema would let it be.</param>
internal sealed class JsonSchemaCheck(JsonElement root, bool closed = false)
{
    private static readonly HashSet<string> Remarks =
        ["description", "title", "default", "example", "examples", "deprecated", "format", "discriminator", "nullable", "contentMediaType"];

    /// <summary>What is wrong, as a place and a reason; null where all is well.</summary>
    /// <param name="pointer">For example <c>#/$defs/chat</c>.</param>
    public string? Problem(string pointer, JsonElement value) => Check(Resolve(pointer), value, "$");

    private JsonElement Resolve(string pointer) =>
        pointer.TrimStart('#', '/').Split('/').Aggregate(root, (schema, part) => schema.GetProperty(part));

    private string? Check(JsonElement schema, JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Null && Has(schema, "nullable", out var nullable) && nullable.GetBoolean()) return null;
        return schema.EnumerateObject().Select(keyword => Check(schema, keyword, value, at)).FirstOrDefault(problem => problem is not null);
    }

    private string? Check(JsonElement schema, JsonProperty keyword, JsonElement value, string at) => keyword.Name switch
    {
        "$ref" => Check(Resolve(keyword.Value.GetString()!), value, at),
        "type" => IsOfOne(keyword.Value, value) ? null : $"{at} is no {keyword.Value}",
        "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? null : $"{at} is none of {keyword.Value}",
        "const" => JsonElement.DeepEquals(keyword.Value, value) ? null : $"{at} is not {keyword.Value}",
        "anyOf" => Matching(keyword.Value, value, at) > 0 ? null : $"{at} is none of the kinds allowed",
        "oneOf" => Matching(keyword.Value, value, at) == 1 ? null : $"{at} is not exactly one of the kinds allowed",
        "allOf" => keyword.Value.EnumerateArray().Select(part => Check(part, value, at)).FirstOrDefault(problem => problem is not null),
        "properties" => CheckProperties(keyword.Value, value, at),
        "additionalProperties" => CheckOthers(schema, keyword.Value, value, at),
        "items" => CheckItems(keyword.Value, value, at),
        "minItems" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < keyword.Value.GetInt32() ? $"{at} is too short" : null,
        "minimum" => value.ValueKind == JsonValueKind.Number && value.GetDouble() < keyword.Value.GetDouble() ? $"{at} is too small" : null,
        "maximum" => value.ValueKind == JsonValueKind.Number && value.GetDouble() > keyword.Value.GetDouble() ? $"{at} is too large" : null,
        "maxItems" => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > keyword.Value.GetInt32() ? $"{at} is too long" : null,
        "maxLength" => value.ValueKind == JsonValueKind.String && Characters(value) > keyword.Value.GetInt32() ? $"{at} is too long" : null,
        "required" => CheckRequired(keyword.Value, value, at),
        _ when Remarks.Contains(keyword.Name) || keyword.Name.StartsWith("x-", StringComparison.Ordinal) => null,
        _ => throw new NotSupportedException($"the schema uses {keyword.Name}"),
    };

    private static string? CheckRequired(JsonElement names, JsonElement value, string at) => value.ValueKind != JsonValueKind.Object
        ? null
        : names.EnumerateArray().Where(name => !Has(value, name.GetString()!, out _)).Select(name => $"{at}.{name} is missing").FirstOrDefault();

    private static int Characters(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private string? CheckProperties(JsonElement properties, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in properties.EnumerateObject())
        {
            if (Has(value, property.Name, out var field) && Check(property.Value, field, $"{at}.{property.Name}") is { } problem) return problem;
        }

        var unknown = closed ? value.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !Has(properties, name, out _)) : null;
        return unknown is null ? null : $"{at}.{unknown} is not in the schema";
    }

    private string? CheckOthers(JsonElement schema, JsonElement rule, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object || rule.ValueKind == JsonValueKind.True) return null;
        var known = Has(schema, "properties", out var properties) ? properties : default;
        foreach (var field in value.EnumerateObject().Where(f => known.ValueKind != JsonValueKind.Object || !Has(known, f.Name, out _)))
        {
            var problem = rule.ValueKind == JsonValueKind.False ? $"{at}.{field.Name} is unknown" : Check(rule, field.Value, $"{at}.{field.Name}");
            if (problem is not null) return problem;
        }

        return null;
    }

    private string? CheckItems(JsonElement schema, JsonElement value, string at) => value.ValueKind != JsonValueKind.Array
        ? null
        : value.EnumerateArray().Select((item, i) => Check(schema, item, $"{at}[{i}]")).FirstOrDefault(problem => problem is not null);

    private int Matching(JsonElement schemas, JsonElement value, string at) =>
        schemas.EnumerateArray().Count(schema => Check(schema, value, at) is null);

    private static bool Has(JsonElement value, string name, out JsonElement field) => value.TryGetProperty(name, out field);

    private static bool IsOfOne(JsonElement types, JsonElement value) => types.ValueKind == JsonValueKind.Array
        ? types.EnumerateArray().Any(type => IsOf(type.GetString()!, value))
        : IsOf(types.GetString()!, value);

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() % 1 == 0,
        _ => throw new NotSupportedException($"the schema uses the type {type}"),
    };
}
