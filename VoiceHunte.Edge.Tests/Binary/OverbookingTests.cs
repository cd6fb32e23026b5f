using System.Globalization;
using System.Text.RegularExpressions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Scripts;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Binary;

/// <summary>More callers at once than there are tables, all for the same evening.</summary>
public sealed partial class OverbookingTests : IDisposable
{
    private const int Callers = 64;
    private const int LargestParty = 6;
    private const int MostTurns = 12;
    private const string Goodbye = "no thank you, goodbye";

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);

    [Fact]
    public async Task Sixty_four_callers_at_once_never_share_a_table_and_each_number_told_is_in_the_book()
    {
        await using var edge = await EdgeProcess.ServeAsync(folder.Path, Published.With(("ADMIN_RATE_LIMIT", "1000000/minute")));

        var told = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => BookAsync(edge.Url, caller)));
        await edge.StopAsync();

        Assert.Empty(Sql("""
            SELECT a.id || ' and ' || b.id || ' share table ' || ta.value
            FROM reservations a, json_each(a.tables) ta, reservations b, json_each(b.tables) tb
            WHERE a.id < b.id AND a.status = 'confirmed' AND b.status = 'confirmed'
                AND ta.value = tb.value AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
            """));
        Assert.All(Sql("SELECT tables, CAST(people AS TEXT), CAST(id AS TEXT) FROM reservations"), AssertEverybodySits);
        Assert.Equal(Sql("SELECT CAST(id AS TEXT) FROM reservations WHERE status = 'confirmed' ORDER BY id"), told.SelectMany(numbers => numbers).Order());
        Assert.All(told, numbers => Assert.InRange(numbers.Count, 0, 1));
        Assert.Contains(told, numbers => numbers.Count == 1);
        Assert.Contains(told, numbers => numbers.Count == 0);
    }

    public void Dispose()
    {
        twilio.Dispose();
        folder.Dispose();
    }

    /// <summary>A caller's whole call, on one of the two wires; half of each take another time. The numbers of reservation that they were told.</summary>
    private async Task<IReadOnlyList<string>> BookAsync(Uri url, int caller)
    {
        var from = string.Create(CultureInfo.InvariantCulture, $"+4477009{caller:00000}");
        using ILine line = caller % 2 == 0 ? new TextLine(url, from) : new TelephoneLine(twilio, url, from);
        await line.BeginAsync();
        var people = 1 + caller % LargestParty;
        var insists = caller / 2 % 2 == 0;
        var heard = await line.SayAsync($"I'd like a table for {people} tomorrow at seven p.m., under the name Brown");
        List<string> told = [.. Numbers(heard.Text)];
        for (var turn = 2; turn <= MostTurns && !heard.HungUp; turn++)
        {
            var asked = ScriptedTalk.Asked(folder.Path, line.CallId);
            heard = await line.SayAsync(asked == Questions.Alternative && insists ? Goodbye : Answer(asked, people));
            told.AddRange(Numbers(heard.Text));
        }

        return told;
    }

    private static string Answer(string? asked, int people) => asked switch
    {
        Questions.Confirm => "yes please",
        Questions.Alternative => "the first one",
        Questions.DateAndTime or Questions.Date or Questions.Time => "tomorrow at seven p.m.",
        Questions.People => $"{people} people",
        Questions.Name => "Brown",
        _ => Goodbye,
    };

    private static IEnumerable<string> Numbers(string heard)
    {
        var spoken = Phrases.For(Language.English).Spoken;
        var digits = Enumerable.Range(0, 10).ToDictionary(digit => spoken.Digits(digit), digit => (char)('0' + digit));
        return NumberTold().Matches(heard).Select(told => string.Concat(told.Groups[1].Value.Split(", ").Select(word => digits[word])));
    }

    private static void AssertEverybodySits(string row)
    {
        var columns = row.Split('|');
        var names = TableNames.Read(columns[0]);
        var seats = RestaurantProfile.Load(path: null).Tables.Where(table => names.Contains(table.Name)).Sum(table => table.Seats);
        Assert.True(int.Parse(columns[1], CultureInfo.InvariantCulture) <= seats, $"{columns[2]}: {columns[1]} people on {columns[0]}");
    }

    private List<string> Sql(string query) => Database.Sql(folder.Path, query);

    [GeneratedRegex(@"Your reservation number is ([a-z, ]+)\.")]
    private static partial Regex NumberTold();
}
