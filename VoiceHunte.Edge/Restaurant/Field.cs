using System.Text.Json;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>
/// One value of the restaurant file, the path that leads to it and the list its problems go to. A reader that finds
/// something wrong notes it and gives null, so that the whole file is walked and the operator sees every problem at once.
/// </summary>
internal readonly record struct Field(JsonElement Value, string Path, List<string> Problems)
{
    public void Problem(string what) => Problems.Add(Path.Length == 0 ? what : $"{Path}: {what}");

    public T? Problem<T>(string what)
    {
        Problem(what);
        return default;
    }

    /// <summary>True for an object; notes every name in it that is not among those known here.</summary>
    public bool IsObjectOf(params ReadOnlySpan<string> known)
    {
        if (Value.ValueKind != JsonValueKind.Object) return Problem<bool>($"{Shown} is no object; write {{ … }}");
        foreach (var member in Value.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                Problems.Add($"{Join(member.Name)}: unknown field; known here: {string.Join(", ", known!)}");
        }

        return true;
    }

    public Field? Required(string name)
    {
        if (Optional(name) is { } field) return field;
        Problems.Add($"{Join(name)}: missing");
        return null;
    }

    /// <summary>Null where the field is absent or null.</summary>
    public Field? Optional(string name) =>
        Value.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new Field(value, Join(name), Problems)
            : null;

    public IReadOnlyList<(string Name, Field Field)> Members()
    {
        if (Value.ValueKind != JsonValueKind.Object) return Problem<(string, Field)[]>($"{Shown} is no object; write {{ … }}") ?? [];
        var self = this;
        return [.. Value.EnumerateObject()
            .Select(member => (member.Name, new Field(member.Value, self.Join(member.Name), self.Problems)))];
    }

    public IReadOnlyList<Field> Items(string example)
    {
        if (Value.ValueKind != JsonValueKind.Array) return Problem<Field[]>($"{Shown} is no list; write {example}") ?? [];
        var self = this;
        return [.. Value.EnumerateArray().Select((item, i) => new Field(item, $"{self.Path}[{i}]", self.Problems))];
    }

    /// <summary>Items of a list that must have at least one.</summary>
    public IReadOnlyList<Field> SomeItems(string example)
    {
        var isEmpty = Value.ValueKind == JsonValueKind.Array && Value.GetArrayLength() == 0;
        return isEmpty ? Problem<Field[]>($"is empty; write {example}") ?? [] : Items(example);
    }

    public string? Text(string example)
    {
        if (Value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(Value.GetString())) return Value.GetString()!.Trim();
        return Problem<string>($"{Shown} is no text; write {example}");
    }

    public int? Number(int from, int to)
    {
        if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= from && number <= to) return number;
        return Problem<int?>($"{Shown} is no whole number from {from} to {to}");
    }

    /// <summary>The value as the file has it, on one line and cut to what fits there.</summary>
    public string Shown
    {
        get
        {
            const int longest = 40;
            var raw = Value.GetRawText().ReplaceLineEndings(" ");
            return raw.Length <= longest ? raw : $"{raw.AsSpan(0, longest)}…";
        }
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
