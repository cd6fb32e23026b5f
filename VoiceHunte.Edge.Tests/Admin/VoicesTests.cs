using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary><c>/admin/voices</c>: who agreed, to what and when; of the voice itself nothing; and that it is forgotten.</summary>
public sealed class VoicesTests
{
    private const string Question = "May I remember it?", Anna = "+421900123456", Peter = "+421900999888";

    private static readonly DateTimeOffset Agreed = DateTimeOffset.Parse("2026-11-20T18:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Who_agreed_is_listed_with_the_words_and_a_masked_number_and_without_anything_of_the_voice()
    {
        await using var house = await OpenAsync(("VOICE_HINT", "on"), ("CALL_MODE", "stream"), ("OPENAI_API_KEY", "sk-test"));
        using var page = new Operator(house);
        await AgreeAsync(house, "Anna", Anna, Agreed);
        var peter = await AgreeAsync(house, "Peter", Peter, Agreed.AddDays(1));
        await LearnAsync(house, peter, TimeSpan.FromSeconds(21.5));

        var answer = await page.GetAsync("/admin/voices");
        var (first, second) = answer.Json.Items().ToArray() is [var one, var other] ? (one, other) : default;

        Assert.Equal((true, true), (answer.Json.GetProperty("is_on").GetBoolean(), answer.Json.GetProperty("hears_calls").GetBoolean()));
        Assert.Equal((peter, "Peter", "+42190•••888", "en", Question), (first.Text("id"), first.Text("name"), first.Text("phone"), first.Text("consent_language"), first.Text("consent_text")));
        Assert.Equal((Agreed.AddDays(1), Agreed.AddDays(366)), (first.GetProperty("consented_at").GetDateTimeOffset(), first.GetProperty("expires_at").GetDateTimeOffset()));
        Assert.Equal((21.5, true), Learned(first));
        Assert.Equal((0, false), Learned(second));
        Assert.Null(new JsonSchemaCheck(await page.ReadAsync("/admin/openapi.json"), closed: true).Problem("#/components/schemas/VoiceList", answer.Json));
        var template = await house.Appliance.Get<CallStore>().ReadForOfficeAsync(history => history.Voices.Find(peter)!.Template!, TestContext.Current.CancellationToken);
        string[] secrets = [Convert.ToBase64String(template)[..24], Convert.ToHexString(template)[..24], VoiceModel.Default.Version, Anna[1..], Peter[1..], "template", "version"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("off", "gather", false, false)]
    [InlineData("off", "stream", false, true)]
    [InlineData("on", "gather", true, false)]
    [InlineData("on", "relay", true, false)]
    public async Task Whether_any_voice_is_listened_to_is_said(string hint, string mode, bool isOn, bool hearsCalls)
    {
        await using var house = await OpenAsync(("VOICE_HINT", hint), ("CALL_MODE", mode), ("OPENAI_API_KEY", "sk-test"));
        using var page = new Operator(house);

        var answer = await page.ReadAsync("/admin/voices");

        Assert.Equal((isOn, hearsCalls), (answer.GetProperty("is_on").GetBoolean(), answer.GetProperty("hears_calls").GetBoolean()));
        Assert.Empty(answer.Items());
    }

    [Fact]
    public async Task Who_was_measured_with_another_version_is_not_known_however_much_they_spoke()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        await LearnAsync(house, await AgreeAsync(house, "Anna", Anna, Agreed), TimeSpan.FromSeconds(90));

        Database.Write(house.DataDir, "UPDATE voice_profiles SET version = 'another'");

        Assert.Equal((90, false), Learned(Assert.Single((await page.ReadAsync("/admin/voices")).Items())));
    }

    [Fact]
    public async Task A_long_list_has_pages_and_loses_nobody_between_them()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        // All at one moment: the key alone keeps them apart.
        for (var i = 0; i < 5; i++) await AgreeAsync(house, $"Guest {i}", Anna, Agreed);

        var (names, sizes) = (new List<string?>(), new List<int>());
        for (string? cursor = ""; cursor is not null;)
        {
            var answer = await page.ReadAsync($"/admin/voices?limit=2{(cursor.Length == 0 ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            sizes.Add(answer.Items().Count());
            names.AddRange(answer.Items().Select(item => item.Text("name")));
            cursor = answer.Text("next");
        }

        Assert.Equal([2, 2, 1], sizes);
        Assert.Equal(["Guest 0", "Guest 1", "Guest 2", "Guest 3", "Guest 4"], names.Order());
    }

    [Fact]
    public async Task A_voice_is_forgotten_with_its_key_once_and_the_audit_knows()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        var (anna, peter) = (await AgreeAsync(house, "Anna", Anna, Agreed), await AgreeAsync(house, "Peter", Peter, Agreed));
        foreach (var id in (string[])[anna, peter]) await LearnAsync(house, id, TimeSpan.FromSeconds(30));
        Assert.True(File.Exists(KeyOf(house, anna)));

        var gone = await page.AskAsync("DELETE", $"/admin/voices/{anna}");

        Assert.Equal((204, ""), (gone.Status, gone.Text));
        Assert.Equal([peter], house.Sql("SELECT id FROM voice_profiles"));
        Assert.False(File.Exists(KeyOf(house, anna)));
        Assert.True(File.Exists(KeyOf(house, peter)));
        var noted = Assert.Single((await page.ReadAsync("/admin/audit")).Items());
        Assert.Equal(("voice forgotten", anna, null), (noted.Text("action"), noted.Text("subject"), noted.Text("detail")));
        Assert.Equal(404, (await page.AskAsync("DELETE", $"/admin/voices/{anna}")).Status);
        Assert.Single((await page.ReadAsync("/admin/audit")).Items());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("..%2F..%2Fvoicehunte.db")]
    public async Task What_is_no_voice_is_not_found_and_nothing_is_forgotten(string id)
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        await AgreeAsync(house, "Anna", Anna, Agreed);

        var answer = await page.AskAsync("DELETE", $"/admin/voices/{id}");

        Assert.Equal((404, "application/problem+json"), (answer.Status, answer.Headers["Content-Type"].Split(';')[0]));
        Assert.Single((await page.ReadAsync("/admin/voices")).Items());
        Assert.Empty((await page.ReadAsync("/admin/audit")).Items());
    }

    [Fact]
    public async Task A_voice_whose_key_cannot_be_taken_away_stays_and_is_told_so()
    {
        await using var house = await OpenAsync();
        using var page = new Operator(house);
        var anna = await AgreeAsync(house, "Anna", Anna, Agreed);
        await LearnAsync(house, anna, TimeSpan.FromSeconds(30));
        AdminReply answer;
        await using (File.Open(KeyOf(house, anna), FileMode.Open, FileAccess.ReadWrite, FileShare.None)) answer = await page.AskAsync("DELETE", $"/admin/voices/{anna}");

        Assert.Equal(503, answer.Status);
        Assert.Contains("still remembered", answer.Json.Text("detail"), StringComparison.Ordinal);
        Assert.Equal([anna], house.Sql("SELECT id FROM voice_profiles"));
        Assert.Equal(204, (await page.AskAsync("DELETE", $"/admin/voices/{anna}")).Status);
        Assert.False(File.Exists(KeyOf(house, anna)));
    }

    [Fact]
    public async Task A_foreign_page_and_a_stranger_forget_nobody()
    {
        await using var house = await OpenAsync(("ADMIN_TOKEN", "a long random text"));
        using var page = new Operator(house);
        var anna = await AgreeAsync(house, "Anna", Anna, Agreed);

        Assert.Equal(401, (await page.GetAsync("/admin/voices")).Status);
        Assert.Equal(401, (await page.AskAsync("DELETE", $"/admin/voices/{anna}")).Status);
        await page.LogInAsync("a long random text");
        Assert.Equal(403, (await page.AskAsync("DELETE", $"/admin/voices/{anna}", null, ("Sec-Fetch-Site", "cross-site"))).Status);
        Assert.Single(house.Sql("SELECT id FROM voice_profiles"));
        Assert.Equal(204, (await page.AskAsync("DELETE", $"/admin/voices/{anna}", null, ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task A_turn_tells_whether_the_voice_was_like_a_guests()
    {
        await using var house = await LivedIn.OpenAsync();
        using var page = new Operator(house);
        var id = await house.BookAsync();
        Database.Write(house.DataDir, "UPDATE turns SET voice_hint = 'likely', voice_score = 0.53417 WHERE turn_id = 2");

        var call = await page.ReadAsync($"/admin/calls/{id}");
        var turns = call.All("turn_list").ToList();

        var marked = turns.Single(turn => turn.Number("turn_id") == 2);
        Assert.Equal(("likely", 0.534), (marked.Text("voice_hint"), marked.GetProperty("voice_score").GetDouble()));
        Assert.All(turns.Where(turn => turn.Number("turn_id") != 2), turn => Assert.Equal((null, JsonValueKind.Null), (turn.Text("voice_hint"), turn.GetProperty("voice_score").ValueKind)));
        Assert.Null(new JsonSchemaCheck(await page.ReadAsync("/admin/openapi.json"), closed: true).Problem("#/components/schemas/Call", call));
    }

    private static Task<House> OpenAsync(params (string Name, string Value)[] settings) => House.OpenAsync(settings.ToDictionary(one => one.Name, one => one.Value));

    private static (double Seconds, bool IsKnown) Learned(JsonElement row) => (row.GetProperty("speech_seconds").GetDouble(), row.GetProperty("is_known").GetBoolean());

    private static string KeyOf(House house, string id) => Path.Combine(house.Appliance.Settings.VoiceKeysDir, id + ".key");

    private static async Task<string> AgreeAsync(House house, string name, string phone, DateTimeOffset at)
    {
        var voice = new StoredVoice(Guid.NewGuid().ToString("N"), phone, name, Question, "en", at, at + VoiceBook.KeptFor, VoiceModel.Default.Version, TimeSpan.Zero, null);
        await house.Appliance.Get<CallStore>().ChangeAsync(
            database =>
            {
                database.Voices.Change(new VoiceAgreed(voice));
                return true;
            },
            TestContext.Current.CancellationToken);
        return voice.Id;
    }

    private static async Task LearnAsync(House house, string id, TimeSpan speech)
    {
        var stored = await house.Appliance.Get<CallStore>().ReadForOfficeAsync(history => history.Voices.Find(id)!, TestContext.Current.CancellationToken);
        await house.Appliance.Get<VoiceBook>().BeginAsync(stored, TestContext.Current.CancellationToken);
        var voice = new float[VoiceModel.Length];
        for (var i = 0; i < voice.Length; i++) voice[i] = RandomNumberGenerator.GetInt32(-100, 101);
        Assert.True(await house.Appliance.Get<VoiceBook>().GrowAsync(new KnownVoice(stored, null), voice, speech, TestContext.Current.CancellationToken));
    }
}
