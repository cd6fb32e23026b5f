using System.Text.Json.Nodes;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>An evening's work, made through the telephone in four languages and by hand: what tests that only look share.</summary>
public sealed class DemoHouse : IAsyncDisposable
{
    private static readonly string[] Zones = ["Europe/Bratislava", "America/New_York", "Pacific/Auckland", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kolkata"];

    /// <summary>Who rings, and what they say.</summary>
    private static readonly (string From, string[] Says)[] Callers =
    [
        ("+421900000102", ["Dobrý deň, chcel by som rezervovať stôl pre dvoch na zajtra o siedmej večer na meno Varga", "áno, súhlasí", "nie ďakujem, dovidenia"]),
        ("+380500000103", ["Добрий день, хочу забронювати столик на шістьох на завтра на шосту вечора на прізвище Мельник", "так, усе правильно", "ні, дякую, до побачення"]),
        ("+79000000104", ["Здравствуйте, хочу забронировать столик на двоих на завтра на восемь вечера на фамилию Орлов", "да, всё верно", "нет, спасибо, до свидания"]),
        ("+421900000105", ["máte dnes otvorené", "a aké máte polievky", "nie ďakujem, dovidenia"]),
        ("+447700900106", ["I want to speak to a human", "this is Michael Hughes, I left my umbrella at table four yesterday evening", "goodbye"]),
        ("+421900000107", ["Dobrý deň, chcel by som rezervovať stôl pre štyroch na dnes o siedmej večer na meno Kráľ", "áno, súhlasí", "nie ďakujem, dovidenia"]),
        ("+380500000108", ["Добрий день, хочу забронювати столик на двох на сьогодні на шосту вечора на прізвище Шевчук", "так, усе правильно", "ні, дякую, до побачення"]),
        ("+447700900109", ["could I get a table for six tonight at half past seven, name's Hughes", "yes perfect", "no thank you, goodbye"]),
        ("+79000000110", ["вы сегодня открыты", "нет, спасибо, до свидания"]),
        ("+421900000102", ["chcem zrušiť rezerváciu", "áno", "nie ďakujem, dovidenia"]),
        ("anonymous", []),
    ];

    private readonly TemporaryFolder folder = new();
    private readonly SemaphoreSlim door = new(1, 1);
    private Office? office;

    /// <summary>The call in which a table was booked, in English.</summary>
    internal string BookedCall { get; private set; } = "";

    internal string Tomorrow { get; private set; } = "";

    internal async Task<Office> OpenAsync()
    {
        await door.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return office ??= await FillAsync();
        }
        finally
        {
            door.Release();
        }
    }

    /// <summary>Every page, and every view of a page that has several.</summary>
    internal string[] Pages =>
    [
        "/", $"/reservations?day={Tomorrow}", "/messages", "/messages?view=all", "/messages?view=handed", "/messages?view=guests", "/calls", "/calls?words=nobody-said-this",
        $"/calls/{BookedCall}", $"/calls/{BookedCall}?view=inspect", "/numbers", "/money", "/voices", "/phone", "/state", "/latency",
        "/settings", "/settings?view=recordings", "/settings?view=audit",
    ];

    public async ValueTask DisposeAsync()
    {
        if (office is not null) await office.DisposeAsync();
        door.Dispose();
        folder.Dispose();
    }

    private async Task<Office> FillAsync()
    {
        var made = await Office.OpenAsync(RestaurantFile());
        BookedCall = await made.HoldAsync("+447700900101",
            "Hi, I'd like to book a table for four tomorrow at seven p.m., under the name Brown", "yes, that's right", "what soups do you have", "no thank you, goodbye");
        foreach (var (from, says) in Callers) await made.HoldAsync(from, says);
        var today = await made.TodayAsync();
        Tomorrow = await made.DayAsync(1);
        await made.BookAsync("Peter Horváth", 3, today, "20:00");
        await made.BookAsync("Zuzana Kováčová", 8, Tomorrow, "12:30", "Birthday, a cake of their own");
        await made.BookAsync("Peter Horváth", 3, Tomorrow, "18:30");
        await made.BookAsync("Nagy", 4, Tomorrow, "19:30", "By the window");
        made.Agree("Brown", "+447700900101", "en", "May I remember your voice?", 64);
        made.Agree("Мельник", "+380500000103", "uk", "Можна запам'ятати ваш голос?", 12);
        Database.Write(made.DataDir, $"UPDATE turns SET voice_hint = 'likely', voice_score = 0.53 WHERE call_id = '{BookedCall}' AND turn_id = 2");
        return made;
    }

    /// <summary>The demo restaurant, moved to where it is day now: the evening is yet to come, whenever the tests are run.</summary>
    private string RestaurantFile()
    {
        var now = DateTimeOffset.UtcNow;
        var zone = Zones.First(zone => TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour is >= 6 and < 16);
        var restaurant = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "VoiceHunte.Edge", "Restaurant", "demo.json")))!;
        restaurant["time_zone"] = zone;
        var file = folder.File("restaurant.json");
        File.WriteAllText(file, restaurant.ToJsonString());
        return file;
    }
}
