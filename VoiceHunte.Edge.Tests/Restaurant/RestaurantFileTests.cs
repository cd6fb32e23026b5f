using System.Text.Json.Nodes;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Restaurant;

public sealed class RestaurantFileTests
{
    [Fact]
    public void Every_problem_of_a_bad_file_is_listed_at_once_with_where_it_is()
    {
        var problems = House.ProblemsWith(file =>
        {
            file["opening_hours"]!["friday"]![0] = "9-25";
            file["opening_hours"]!["monday"] = "closed";
            file["opening_hours"]!.AsObject().Remove("sunday");
            file["time_zone"] = "Europe/Bratislavaa";
            file["transfer_number"] = "0905 123 456";
            file["phone"] = "+421212345678";
            file["tables"]![1]!["seats"] = 0;
            file["menu"]!["sections"]![0]!["dishes"]![0]!["price"] = -5;
            file["menu"]!["sections"]![0]!["dishes"]![0]!["tags"]![0] = "vegetarain";
            file["menu"]!["sections"]![0]!["dishes"]![1]!["allergens"]![0] = 15;
            file["menu"]!["sections"]![0]!["dishes"]![1]!["name"]!.AsObject().Remove("sk");
            file["exceptions"] = new JsonObject { ["24.12.2026"] = new JsonObject { ["hours"] = new JsonArray() } };
        });

        string[] expected =
        [
            "phone: unknown field; known here: name, greeting,",
            """time_zone: "Europe/Bratislavaa" is no time zone on this machine; write an IANA name such as "Europe/Bratislava" """.TrimEnd(),
            "opening_hours.sunday: missing",
            """opening_hours.monday: "closed" is no list; write ["09:00-22:00"], or [] when closed""",
            """opening_hours.friday[0]: "9-25" is no interval; write "09:00-22:00",""",
            """exceptions.24.12.2026: "24.12.2026" is no date; write """,
            "tables[1].seats: 0 is no whole number from 1 to 100",
            "menu.sections[0].dishes[0].price: -5 is no price; write 8.90",
            """menu.sections[0].dishes[0].tags[0]: "vegetarain" is no tag; known: alcohol,""",
            "menu.sections[0].dishes[1].name.sk: missing",
            "menu.sections[0].dishes[1].allergens[0]: 15 is no whole number from 1 to 14",
            """transfer_number: "0905 123 456" is no number to dial; write it as "+421212345678" """.TrimEnd(),
        ];
        Assert.Equal(expected.Length, problems.Count);
        Assert.All(expected, wanted => Assert.Contains(problems, problem => problem.StartsWith(wanted, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_empty_file_is_told_all_that_it_lacks()
    {
        var problems = Assert.Throws<RestaurantFileException>(() => House.FromText("{}")).Problems;
        Assert.Equal(["languages: missing", "name: missing", "time_zone: missing", "opening_hours: missing", "tables: missing", "menu: missing"], problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"name\": ")]
    [InlineData("{ \"name\": \"A\", \"name\": \"B\" }")]
    public void What_is_no_JSON_is_one_problem(string text) =>
        Assert.StartsWith("is no JSON: ", Assert.Single(Assert.Throws<RestaurantFileException>(() => House.FromText(text)).Problems), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var e = Assert.Throws<RestaurantFileException>(() => RestaurantProfile.Load(missing));
        Assert.Equal(missing, e.File);
        Assert.StartsWith("cannot be read: ", Assert.Single(e.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9:00-22:00")]
    [InlineData("09:00")]
    [InlineData("10:00-10:00")]
    [InlineData("10:00-23:59")]
    [InlineData("24:00-10:00")]
    [InlineData("10:00-26:00")]
    public void Odd_intervals_are_refused(string interval) =>
        Assert.Contains(House.ProblemsWith(file => file["opening_hours"]!["tuesday"]![0] = interval),
            problem => problem.StartsWith("opening_hours.tuesday[0]: ", StringComparison.Ordinal));

    [Fact]
    public void Intervals_of_a_day_do_not_overlap() =>
        Assert.Equal(["opening_hours.friday[1]: 14:00-02:00 overlaps 11:30-14:30"],
            House.ProblemsWith(file => file["opening_hours"]!["friday"]![1] = "14:00-02:00"));

    [Fact]
    public void A_dish_cannot_be_free_of_what_it_holds() =>
        Assert.Equal(
            ["menu.sections[0].dishes[0]: the same allergen stands in it twice",
             "menu.sections[0].dishes[0]: \"vegan\" cannot hold allergen 7: take one of them away"],
            House.ProblemsWith(file =>
            {
                var dish = file["menu"]!["sections"]![0]!["dishes"]![0]!;
                dish["allergens"] = new JsonArray(7, 7);
                dish["tags"] = new JsonArray("vegan");
            }));

    [Fact]
    public void Half_a_letter_is_a_problem_and_not_a_crash()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "{ \"name\": \"\\ud83d\" }");

        var e = Assert.Throws<RestaurantFileException>(() => RestaurantProfile.Load(path));

        Assert.Contains("Unicode", Assert.Single(e.Problems), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void Two_tables_of_one_name_are_a_problem() =>
        Assert.Equal(["tables[1]: there is another table \"1\""], House.ProblemsWith(file => file["tables"]![1]!["name"] = "1"));

    [Fact]
    public void A_restaurant_speaks_at_least_one_language_that_is_known()
    {
        Assert.Contains("languages[1]: \"de\" is not spoken here; known: en, ru, uk, sk", House.ProblemsWith(file => file["languages"]![1] = "de"));
        Assert.Contains(House.ProblemsWith(file => file["languages"] = new JsonArray()),
            problem => problem.StartsWith("languages: is empty", StringComparison.Ordinal));
    }

    [Fact]
    public void A_menu_without_dishes_is_a_problem() =>
        Assert.Equal(["menu.sections: is empty; write [{ \"name\": …, \"dishes\": […] }]"],
            House.ProblemsWith(file => file["menu"]!["sections"] = new JsonArray()));

    [Fact]
    public void Comments_and_a_last_comma_are_forgiven() =>
        Assert.Equal("Pri mlyne", House.FromText("""
            {
              // The house by the mill.
              "name": "Pri mlyne", "languages": ["sk"], "time_zone": "Europe/Bratislava",
              "opening_hours": { "monday": [], "tuesday": [], "wednesday": [], "thursday": [], "friday": [], "saturday": [], "sunday": [] },
              "tables": [{ "name": "1", "seats": 2 }],
              "menu": { "currency": "EUR", "sections": [{ "name": "Polievky", "dishes": [{ "name": "Kapustnica", "price": 5 }] }] },
            }
            """).Name(Language.Slovak));
}
