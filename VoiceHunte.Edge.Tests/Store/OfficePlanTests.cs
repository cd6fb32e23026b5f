using Microsoft.Data.Sqlite;
using SQLitePCL;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>With a hundred thousand calls the lists are as quick as with ten: nothing is sorted, nothing is read through.</summary>
public sealed class OfficePlanTests : IAsyncLifetime
{
    private const string Page = "2026-11-24T18:05:09.250Z~7";

    private readonly TemporaryFolder folder = new();
    private SqliteConnection connection = null!;

    public async ValueTask InitializeAsync()
    {
        var path = folder.File("voicehunte.db");
        var store = Open(path, new AwaitedLog());
        await store.KeepTurnAsync("CA1", 1);
        await store.DisposeAsync();
        connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("all")]
    [InlineData("from")]
    [InlineData("to")]
    [InlineData("days")]
    [InlineData("language")]
    [InlineData("live")]
    [InlineData("booked")]
    [InlineData("booked language")]
    [InlineData("number")]
    [InlineData("digits")]
    [InlineData("number days language")]
    public void Calls_come_by_an_index_and_in_its_order(string by)
    {
        var filter = CallFilter.None with
        {
            From = by.Contains("from", StringComparison.Ordinal) || by.Contains("days", StringComparison.Ordinal) ? Evening : null,
            To = by.Contains("to", StringComparison.Ordinal) || by.Contains("days", StringComparison.Ordinal) ? Evening.AddDays(1) : null,
            Language = by.Contains("language", StringComparison.Ordinal) ? "sk" : null,
            Outcome = by.Contains("live", StringComparison.Ordinal) ? CallOutcome.Live : by.Contains("booked", StringComparison.Ordinal) ? CallOutcome.Booked : null,
            Number = by.Contains("number", StringComparison.Ordinal) ? "+4219" : by == "digits" ? "900" : null,
        };

        IsQuick(office => office.Calls(filter, null, 50));
        IsQuick(office => office.Calls(filter, Page, 50));
    }

    [Fact]
    public void So_do_calls_by_their_words()
    {
        IsQuick(office => office.Calls(CallFilter.None with { Words = "otvorene" }, null, 50));
        IsQuick(office => office.Calls(CallFilter.None with { Words = "otvorene", From = Evening, Language = "sk" }, "9~9", 50));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Page)]
    public void So_do_all_the_other_lists(string? cursor)
    {
        IsQuick(office => office.Transfers(cursor, 50));
        IsQuick(office => office.Messages(null, cursor, 50));
        IsQuick(office => office.Messages("open", cursor, 50));
        IsQuick(office => office.Customers(null, cursor, 50));
        IsQuick(office => office.Customers("Nov", cursor, 50));
        IsQuick(office => office.Recordings(cursor, 50));
        IsQuick(office => office.Audit(cursor is null ? null : "7", 50));
        IsQuick(office => office.HistoryOf(12345));
    }

    [Fact]
    public void So_does_all_that_belongs_to_a_call() => IsQuick(office => office.FindCall("CA1"));

    [Fact]
    public void Bookings_that_failed_are_looked_for_in_the_turns_of_that_day_alone()
    {
        var asked = Assert.Single(Asked(() => new FigureReads(connection).CountFailedBookings(Evening, Evening.AddDays(1))));

        Assert.Contains(Plan(asked), step => step.StartsWith("SEARCH t USING INDEX turns_by_time", StringComparison.Ordinal));
    }

    private void IsQuick(Action<OfficeReads> list)
    {
        foreach (var question in Asked(() => list(new OfficeReads(connection))))
        {
            var plan = Plan(question);
            Assert.NotEmpty(plan);
            Assert.All(plan, step => Assert.False(
                step.Contains("TEMP B-TREE", StringComparison.Ordinal) || (step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("INDEX", StringComparison.Ordinal) && step != "SCAN audit"),
                $"{step}\n{question}"));
        }
    }

    private List<string> Asked(Action read)
    {
        var asked = new List<string>();
        raw.sqlite3_trace(connection.Handle, (_, sql) => asked.Add(sql), null);
        read();
        raw.sqlite3_trace(connection.Handle, (strdelegate_trace)null!, null);

        // What the index of words asks for itself stands in comments, and names the database.
        var questions = asked.Where(sql => sql.StartsWith("SELECT", StringComparison.Ordinal) && !sql.Contains("'main'", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(questions);
        return questions;
    }

    private List<string> Plan(string question)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + question;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }
}
