using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Tests.Restaurant;

/// <summary>A small restaurant, changed as a test needs it, loaded from a real file.</summary>
internal static class House
{
    private const string Small = """
        {
          "name": "Pri mlyne",
          "languages": ["sk", "en"],
          "time_zone": "Europe/Bratislava",
          "opening_hours": {
            "monday": [], "tuesday": ["10:00-22:00"], "wednesday": ["10:00-22:00"], "thursday": ["10:00-22:00"],
            "friday": ["11:30-14:30", "18:00-02:00"], "saturday": ["18:00-02:00"], "sunday": ["10:00-24:00"]
          },
          "tables": [{ "name": "1", "seats": 2 }, { "name": "2", "seats": 6 }],
          "menu": {
            "currency": "EUR",
            "sections": [
              {
                "name": { "en": "Soups", "sk": "Polievky" },
                "dishes": [
                  { "name": { "en": "Bean soup", "sk": "Fazuľová polievka" }, "price": 5, "tags": ["vegetarian"] },
                  { "name": { "en": "Clear beef broth", "sk": "Hovädzí vývar" }, "price": 4.20, "allergens": [3, 9] }
                ]
              }
            ]
          }
        }
        """;

    public static RestaurantProfile With(Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(Small)!.AsObject();
        change?.Invoke(json);
        return FromText(json.ToJsonString());
    }

    public static RestaurantProfile FromText(string json)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, json);
        try
        {
            return RestaurantProfile.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static IReadOnlyList<string> ProblemsWith(Action<JsonObject> change) =>
        Assert.Throws<RestaurantFileException>(() => With(change)).Problems;
}
