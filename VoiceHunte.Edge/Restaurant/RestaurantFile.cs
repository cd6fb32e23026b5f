using System.Text.Json;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Restaurant;

/// <summary>Reads the restaurant file: <c>name</c>, <c>languages</c>, <c>time_zone</c> and so on, see demo.json.</summary>
internal static class RestaurantFile
{
    private const string Demo = "demo.json";

    /// <summary>It is written by hand, so comments and a comma too many are forgiven; a name that comes twice is not.</summary>
    private static readonly JsonDocumentOptions ByHand =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    public static RestaurantProfile ReadDemo()
    {
        using var resource = typeof(RestaurantFile).Assembly.GetManifestResourceStream(Demo)
            ?? throw new RestaurantFileException(Demo, ["is not in this build"]);
        return Read(resource, Demo);
    }

    public static RestaurantProfile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RestaurantFileException(path, [$"cannot be read: {e.Message}"]);
        }
    }

    private static RestaurantProfile Read(Stream json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, ByHand);
            var problems = new List<string>();
            var profile = Profile(new Field(document.RootElement, "", problems));
            return profile is not null && problems.Count == 0 ? profile : throw new RestaurantFileException(source, problems);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair, such as "\ud83d" alone: JSON, but no text.
            throw new RestaurantFileException(source, [$"holds a text that is no valid Unicode: {e.Message}"]);
        }
        catch (JsonException e)
        {
            throw new RestaurantFileException(source, [$"is no JSON: {e.Message}"]);
        }
    }

    private static RestaurantProfile? Profile(Field file)
    {
        if (!file.IsObjectOf("name", "greeting", "address", "languages", "time_zone", "opening_hours", "exceptions",
            "tables", "table_groups", "reservations", "menu", "transfer_number")) return null;

        var languages = Languages(file.Required("languages"));
        var texts = new LocalTextReader(languages);
        var name = texts.Read(file.Required("name"));
        var greeting = texts.Read(file.Optional("greeting"));
        var address = texts.Read(file.Optional("address"));
        var timeZone = TimeZone(file.Required("time_zone"));
        var hours = OpeningHoursReader.Read(file.Required("opening_hours"), file.Optional("exceptions"), texts, timeZone);
        var tables = Tables(file.Required("tables"));
        var plan = ReservationRulesReader.Plan(tables, file.Optional("table_groups"));
        var reservations = ReservationRulesReader.Rules(file.Optional("reservations"), plan);
        var menu = new MenuReader(texts).Read(file.Required("menu"));
        var transferNumber = TransferNumber(file.Optional("transfer_number"));
        if (file.Problems.Count > 0 || name is null || timeZone is null || menu is null) return null;

        return new RestaurantProfile
        {
            Names = name,
            Greetings = greeting,
            Address = address,
            Languages = languages,
            TimeZone = timeZone,
            Hours = hours,
            Tables = tables,
            Plan = plan,
            Reservations = reservations,
            Menu = menu,
            TransferNumber = transferNumber,
        };
    }

    private static List<Language> Languages(Field? field)
    {
        var known = string.Join(", ", Language.All);
        var languages = new List<Language>();
        foreach (var item in field?.SomeItems("""["en", "sk"], the default first""") ?? [])
        {
            if (item.Text("\"en\"") is not { } code) continue;
            if (Language.Find(code) is not { } language) item.Problem($"\"{code}\" is not spoken here; known: {known}");
            else if (languages.Contains(language)) item.Problem($"\"{code}\" stands here twice");
            else languages.Add(language);
        }

        return languages;
    }

    private static TimeZoneInfo? TimeZone(Field? field)
    {
        if (field?.Text("\"Europe/Bratislava\"") is not { } id) return null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        return field.Value.Problem<TimeZoneInfo>($"\"{id}\" is no time zone on this machine; write an IANA name such as "
            + "\"Europe/Bratislava\", and install the package tzdata if that is what is missing");
    }

    private static List<Table> Tables(Field? field)
    {
        const int mostSeats = 100;
        var tables = new List<Table>();
        foreach (var item in field?.SomeItems("""[{ "name": "1", "seats": 4 }]""") ?? [])
        {
            if (!item.IsObjectOf("name", "seats")) continue;
            var name = item.Required("name")?.Text("\"1\"");
            var seats = item.Required("seats")?.Number(1, mostSeats);
            if (name is null || seats is null) continue;
            if (tables.Exists(table => table.Name == name)) item.Problem($"there is another table \"{name}\"");
            else tables.Add(new Table(name, seats.Value));
        }

        return tables;
    }

    /// <summary>ITU-T E.164: a plus, and at most 15 digits of which the first is not 0.</summary>
    private static string? TransferNumber(Field? field)
    {
        if (field?.Text("\"+421212345678\"") is not { } number) return null;
        var digits = number.AsSpan(1);
        return number[0] == '+' && digits.Length is >= 7 and <= 15 && digits[0] != '0' && !digits.ContainsAnyExceptInRange('0', '9')
            ? number
            : field.Value.Problem<string>($"\"{number}\" is no number to dial; write it as \"+421212345678\"");
    }
}
