using System.CommandLine;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class UnderstandCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_in_is_a_line_out_with_null_where_nothing_was_said()
    {
        Assert.Equal(0, Run("""{"id": "a-1", "text": "a table for four tomorrow at seven", "today": "2026-11-25"}"""));

        Assert.Equal(
            """{"id":"a-1","language":"en","intent":"create_reservation","date":"2026-11-26","time":"19:00","people":4,"name":null,"reservation_id":null,"answer":null}""",
            output.ToString().TrimEnd());
    }

    [Fact]
    public void What_was_asked_tells_an_answer_and_letters_stay_readable()
    {
        Assert.Equal(0, Run("""{"text": "Ковальчук", "language": "uk", "previous": "На чиє ім'я?", "expect": {}}"""));

        Assert.Contains("\"name\":\"Ковальчук\"", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_changes_the_language_is_understood_in_it()
    {
        Assert.Equal(0, Run("""{"text": "dobrý deň chcel by som stôl pre dvoch", "language": "en"}"""));

        Assert.Contains("\"language\":\"sk\"", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"people\":2", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_date_today_is_the_restaurants()
    {
        Assert.Equal(0, Run("""{"text": "today please, at eight"}"""));

        Assert.Contains("\"date\":\"2026-11-26\"", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text": 5}""", "line 2: text: 5 is no text")]
    [InlineData("""{"id": 7}""", "line 2: text: missing")]
    [InlineData("""{"text": "hi", "language": "xx"}""", "line 2: language: \"xx\" is not known; known: en, ru, uk, sk")]
    [InlineData("""{"text": "hi", "today": "tomorrow"}""", "line 2: today: \"tomorrow\" is no date; write YYYY-MM-DD")]
    [InlineData("hello", "line 2: is no JSON")]
    [InlineData("[]", "line 2: is no JSON object")]
    public void A_bad_line_is_named_and_the_others_are_understood(string line, string complaint)
    {
        Assert.Equal(64, Run($"{{\"text\": \"hello\"}}\n{line}\n{{\"text\": \"bye\"}}"));

        Assert.Contains(complaint, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Files_are_read_one_after_the_other()
    {
        File.WriteAllText(folder.File("a.jsonl"), "{\"id\": 1, \"text\": \"hello\"}\n");
        File.WriteAllText(folder.File("b.jsonl"), "{\"id\": 2, \"text\": 3}\n{\"id\": 3, \"text\": \"hello\"}\n");

        Assert.Equal(64, Run("", folder.File("a.jsonl"), folder.File("b.jsonl")));

        Assert.Contains("b.jsonl: line 1: text", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["1", "3"], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[6..7]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_said() => Assert.Equal(74, Run("", folder.File("missing.jsonl")));

    [Fact]
    public void A_restaurant_file_that_is_wrong_is_a_matter_of_configuration()
    {
        File.WriteAllText(folder.File("restaurant.json"), "{}");

        Assert.Equal(78, Run("", "--restaurant", folder.File("restaurant.json")));
        Assert.Contains("opening_hours", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Late in the evening of 25 November in London, in Bratislava already the day after.</summary>
    private int Run(string input, params string[] arguments)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 23, 30, 0, TimeSpan.Zero));
        var root = new RootCommand { UnderstandCommand.Create(() => new MemoryStream(Encoding.UTF8.GetBytes(input)), clock) };
        return root.Parse(["understand", .. arguments]).Invoke(new InvocationConfiguration { Output = output, Error = error });
    }
}
