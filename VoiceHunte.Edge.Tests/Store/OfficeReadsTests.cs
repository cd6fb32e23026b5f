using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>What an operator finds in the lists of the office.</summary>
public sealed class OfficeReadsTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private CallStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        store = Open(folder.File("voicehunte.db"), new AwaitedLog());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Every_call_is_visited_once_in_order_though_calls_come_in_between(int page)
    {
        // Two at a time begin in the same moment.
        for (var i = 0; i < 7; i++) await KeepCallAsync($"CA{i}", Evening.AddMinutes(i / 2));

        var (visited, newcomers) = (new List<string>(), 0);
        string? cursor = null;
        do
        {
            var found = await store.ReadForOfficeAsync(office => office.Office.Calls(CallFilter.None, cursor, page), Cancel);
            Assert.InRange(found.Items.Count, 1, page);
            visited.AddRange(found.Items.Select(call => call.CallId));
            cursor = found.Next;
            await KeepCallAsync($"CB{++newcomers}", Evening.AddHours(1));
        }
        while (cursor is not null);

        Assert.Equal(["CA6", "CA5", "CA4", "CA3", "CA2", "CA1", "CA0"], visited);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_its_count()
    {
        await KeepCallAsync("CA1", Evening, "+421900111222", "sk");
        await KeepCallAsync("CA2", Evening.AddDays(1), "+421900111333", "uk");
        await KeepCallAsync("CA3", Evening.AddDays(2), "+447700900123", "en");
        await KeepCallAsync("CA4", Evening.AddDays(3), null, "en");

        Assert.Equal(["CA4", "CA3"], await ListAsync(CallFilter.None with { Language = "en" }));
        Assert.Equal(["CA2", "CA1"], await ListAsync(CallFilter.None with { Number = "+421900111" }));
        Assert.Equal(["CA3"], await ListAsync(CallFilter.None with { Number = "7700" }));
        Assert.Equal(["CA3", "CA2"], await ListAsync(CallFilter.None with { From = Evening.AddDays(1), To = Evening.AddDays(3) }));
        Assert.Equal(["CA2"], await ListAsync(CallFilter.None with { Number = "+421", Language = "uk", From = Evening }));
        Assert.Equal(["CA4", "CA3", "CA2", "CA1"], await ListAsync(CallFilter.None with { Outcome = CallOutcome.Live }));
        Assert.Equal(["CA4", "CA3", "CA2", "CA1"], await ListAsync(CallFilter.None with { Words = "  " }));
        Assert.Empty(await ListAsync(CallFilter.None with { Outcome = CallOutcome.Booked }));
    }

    [Theory]
    [InlineData("prosim", "CA1")]
    [InlineData("PROSÍM stol", "CA1")]
    [InlineData("otvorene", "CA2")]
    [InlineData("otvor", "CA2")]
    [InlineData("desiat", "CA1,CA2,CA3")]
    [InlineData("prosím otvorené", "")]
    [InlineData("prosím desiatej", "CA1")]
    [InlineData("будь ласка", "CA3")]
    [InlineData("nie", "")]
    public async Task Words_are_found_without_their_marks_and_as_far_as_they_were_typed(string words, string calls)
    {
        await SayAsync("CA1", 1, "Prosím stôl pre dvoch");
        await SayAsync("CA2", 1, "Máte otvorené?");
        await SayAsync("CA3", 1, "Будь ласка, столик");

        var found = await ListAsync(CallFilter.None with { Words = words });

        Assert.Equal(calls.Split(',', StringSplitOptions.RemoveEmptyEntries), found.Order());
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("soup OR NOT")]
    [InlineData("NEAR(soup beer)")]
    [InlineData("user_text: soup")]
    [InlineData("^beer")]
    [InlineData("(")]
    [InlineData("-soup")]
    [InlineData("beer\0soup OR")]
    [InlineData("'; DROP TABLE calls; --")]
    public async Task Nobody_writes_the_indexs_own_language(string words)
    {
        await SayAsync("CA1", 1, "soup and beer");
        await SayAsync("CA2", 1, "nothing of it");

        // As words they were never said together: no error, and nothing else found.
        Assert.DoesNotContain("CA2", await ListAsync(CallFilter.None with { Words = words }));
    }

    [Theory]
    [InlineData("AND", "CA1")]
    [InlineData("soup AND beer", "CA1")]
    [InlineData("soup \" beer", "CA1,CA2")]
    [InlineData("soup* beer", "CA1,CA2")]
    public async Task What_is_FTS5s_own_elsewhere_is_a_word_here(string words, string calls)
    {
        await SayAsync("CA1", 1, "soup and beer");
        await SayAsync("CA2", 1, "soup or beer");

        Assert.Equal(calls.Split(','), (await ListAsync(CallFilter.None with { Words = words })).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task A_call_in_which_the_words_were_said_often_is_listed_once_and_hides_no_other(int page)
    {
        await SayAsync("CA1", 1, "soup");
        await SayAsync("CA2", 1, "soup");
        await SayAsync("CA1", 2, "soup");
        await SayAsync("CA3", 1, "soup");
        await SayAsync("CA2", 2, "soup");
        await SayAsync("CA1", 3, "soup");

        var visited = new List<string>();
        string? cursor = null;
        do
        {
            var found = await store.ReadForOfficeAsync(office => office.Office.Calls(CallFilter.None with { Words = "soup" }, cursor, page), Cancel);
            visited.AddRange(found.Items.Select(call => call.CallId));
            cursor = found.Next;
            // An old call and a new one go on meanwhile.
            await SayAsync("CA3", 2, "more soup");
            await SayAsync("CB1", 1, "soup");
        }
        while (cursor is not null);

        Assert.Equal(["CA1", "CA2", "CA3"], visited);
    }

    [Fact]
    public async Task The_snippet_is_where_the_words_were_said_last()
    {
        await SayAsync("CA1", 1, "the soup of today");
        await SayAsync("CA1", 2, "the soup of tomorrow");

        var found = await store.ReadForOfficeAsync(office => office.Office.Calls(CallFilter.None with { Words = "soup" }, null, 10), Cancel);

        Assert.Equal("the soup of tomorrow", Assert.Single(found.Items).Snippet);
    }

    private async Task<IReadOnlyList<string>> ListAsync(CallFilter filter)
    {
        var (found, count) = await store.ReadForOfficeAsync(office => (office.Office.Calls(filter, null, 50), office.Office.CountCalls(filter)), Cancel);
        if (filter.Words is null) Assert.Equal(found.Items.Count, count);
        Assert.Null(found.Next);
        return [.. found.Items.Select(call => call.CallId)];
    }

    private Task<Kept> KeepCallAsync(string id, DateTimeOffset at, string? from = "+421900123456", string language = "sk") =>
        store.KeepCallAsync(Call(id, from, language) with { StartedAt = at }, null, null);

    private async Task SayAsync(string id, int turn, string words)
    {
        await store.KeepCallAsync(Call(id), null, null);
        await store.KeepTurnAsync(Turn(id, turn, words), State(id), null, null);
    }
}
