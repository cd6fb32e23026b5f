using System.Text.Json;

namespace VoiceHunte.Edge.Operations;

/// <summary>A JSON body read field by field, so that every mistake can be named at once.</summary>
internal sealed class ProblemFields
{
    private readonly JsonElement body;
    private readonly Dictionary<string, string[]> errors = [];

    public ProblemFields(JsonElement body)
    {
        this.body = body;
        if (body.ValueKind != JsonValueKind.Object) errors["body"] = ["must be a JSON object"];
    }

    /// <summary>What is wrong, by field; empty when all is well.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => errors;

    /// <param name="rule">Says what is wrong, as the end of "text …", or null.</param>
    public string? Text(string field, Func<string, string?> rule)
    {
        if (!Has(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) return Wrong<string>(field, "must be a string");
        try
        {
            var text = value.GetString()!;
            return rule(text) is { } problem ? Wrong<string>(field, problem) : text;
        }
        catch (InvalidOperationException)
        {
            // JSON can write half of a surrogate pair: "\ud83d".
            return Wrong<string>(field, "must be valid Unicode");
        }
    }

    public string? RequiredText(string field, Func<string, string?> rule)
    {
        var text = Text(field, rule);
        if (text is null && body.ValueKind == JsonValueKind.Object) errors.TryAdd(field, ["is required"]);
        return text;
    }

    public double? Number(string field, Func<double, string?> rule)
    {
        if (!Has(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number)) return Wrong<double?>(field, "must be a number");
        return rule(number) is { } problem ? Wrong<double?>(field, problem) : number;
    }

    private bool Has(string field, out JsonElement value)
    {
        value = default;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private T? Wrong<T>(string field, string problem)
    {
        errors[field] = [problem];
        return default;
    }
}
