using VoiceHunte.Edge.Tests.Calls;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>The telephone in the page.</summary>
public sealed class PracticeTests
{
    [Theory]
    [InlineData("en", "are you open tomorrow")]
    [InlineData("sk", "máte zajtra otvorené")]
    [InlineData("uk", "ви завтра працюєте")]
    [InlineData("ru", "вы завтра работаете")]
    public async Task It_greets_and_answers_in_each_language_and_shows_what_was_understood(string language, string question)
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);

        var greeting = (await page.PostAsync("/admin/practice", $$"""{"language":"{{language}}"}""")).Json;
        var answer = (await page.PostAsync("/admin/practice", $$"""{"call_id":"{{greeting.Text("call_id")}}","heard":"{{question}}"}""")).Json;

        Assert.Contains("Lip", greeting.Text("said")!.Replace("Лип", "Lip", StringComparison.OrdinalIgnoreCase).Replace("лип", "Lip", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        Assert.False(greeting.GetProperty("ended").GetBoolean());
        Assert.Equal((question, language, "hours_info", "rules"), (answer.Text("heard"), answer.Text("language"), answer.Text("intent"), answer.Text("source")));
        Assert.Contains("<Gather", answer.Text("twiml")!, StringComparison.Ordinal);
        Assert.NotEqual("", answer.Text("said"));
    }

    [Fact]
    public async Task What_is_not_to_be_kept_leaves_the_book_and_the_history_as_they_were()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);

        var end = await BookAsync(page, keep: false);

        Assert.Contains("is booked: tomorrow at 7 p.m., for two", end.Text("said")!, StringComparison.Ordinal);
        Assert.Empty(house.Sql("SELECT name FROM reservations"));
        Assert.Empty(house.Sql("SELECT call_id FROM calls"));
        Assert.Empty(house.Sql("SELECT user_text FROM turns"));
        Assert.Empty((await page.ReadAsync("/admin/live")).All("calls"));
    }

    [Fact]
    public async Task What_is_to_be_kept_stands_in_the_book_and_is_told_to_who_watches()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        using var events = await EventStream.OpenAsync(page);

        var end = await BookAsync(page, keep: true);
        await events.NextAsync("reservation");

        Assert.Equal(["Anna|2"], house.Sql("SELECT name, CAST(people AS TEXT) FROM reservations"));
        Assert.Equal([$"{end.Text("call_id")}|text"], house.Sql("SELECT call_id, mode FROM calls"));
    }

    [Fact]
    public async Task A_goodbye_ends_it_and_after_that_there_is_no_such_call()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        var id = (await page.PostAsync("/admin/practice", """{"language":"en"}""")).Json.Text("call_id");

        var end = (await page.PostAsync("/admin/practice", $$"""{"call_id":"{{id}}","heard":"thank you, goodbye"}""")).Json;

        Assert.True(end.GetProperty("ended").GetBoolean());
        Assert.Equal(404, (await page.PostAsync("/admin/practice", $$"""{"call_id":"CA{{new string('0', 32)}}","heard":"hello"}""")).Status);
    }

    [Fact]
    public async Task A_key_may_be_pressed_and_what_no_telephone_can_do_is_named()
    {
        await using var house = await House.OpenAsync();
        using var page = new Operator(house);
        var id = (await page.PostAsync("/admin/practice", "{}")).Json.Text("call_id");

        var pressed = await page.PostAsync("/admin/practice", $$"""{"call_id":"{{id}}","digits":"2"}""");
        var wrong = await page.PostAsync("/admin/practice", """{"call_id":"../x","digits":"12","language":"de","from":"0900","heard":7}""");

        Assert.Equal(200, pressed.Status);
        Assert.NotEqual("", pressed.Json.Text("said"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal(["call_id", "digits", "from", "heard", "language"], wrong.Errors.Keys.Order());
    }

    private static async Task<System.Text.Json.JsonElement> BookAsync(Operator page, bool keep)
    {
        var kept = keep ? "true" : "false";
        var id = (await page.PostAsync("/admin/practice", $$"""{"language":"en","keep":{{kept}}}""")).Json.Text("call_id");
        await page.PostAsync("/admin/practice", $$"""{"call_id":"{{id}}","keep":{{kept}},"heard":"a table for two tomorrow at seven pm, my name is Anna"}""");
        return (await page.PostAsync("/admin/practice", $$"""{"call_id":"{{id}}","keep":{{kept}},"heard":"yes"}""")).Json;
    }
}
