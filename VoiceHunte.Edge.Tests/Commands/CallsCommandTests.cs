using System.CommandLine;
using System.Text.Json;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class CallsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task The_operator_sees_the_latest_calls_without_their_full_numbers()
    {
        await using var store = Open(folder.File("voicehunte.db"), log);
        await store.KeepCallAsync(Call("CA1"), null, null);
        await store.KeepTurnAsync("CA1", 1);
        await store.KeepEndAsync(Status("CA1", "completed"));
        await store.KeepCallAsync(Call("CA2", "anonymous") with { StartedAt = Evening.AddHours(1) }, null, null);

        Assert.Equal(0, Run("calls"));
        Assert.Collection(
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries),
            heading => Assert.StartsWith("STARTED", heading, StringComparison.Ordinal),
            second => Assert.Matches("^2026-11-24 19:05:09 .*ringing +0 +CA2$", second),
            first => Assert.Matches(@"^2026-11-24 18:05:09  \+42190•••456 +sk +completed +1 +60  CA1$", first));
    }

    [Fact]
    public async Task A_call_is_shown_turn_by_turn_after_the_service_has_stopped()
    {
        await using (var store = Open(folder.File("voicehunte.db"), log))
        {
            await store.KeepCallAsync(Call("CA1"), null, null);
            await store.KeepTurnAsync(Turn("CA1", 1, heard: "Haló\u001b[2J"), State("CA1"), null, null);
            await store.KeepTurnAsync(Turn("CA1", 2, said: null), State("CA1"), null, null);
        }

        Assert.Equal(0, Run("calls", "show", "CA1"));
        var shown = output.ToString();
        Assert.Contains("1. 2026-11-24 18:05:10  (sk, hours_info, rules, confidence 0.93, 12 ms)", shown, StringComparison.Ordinal);
        Assert.Contains("   caller: Haló [2J\n   we:     Áno, do desiatej.\n", shown, StringComparison.Ordinal);
        Assert.Contains("   we:     (no answer yet)\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_calls_as_JSON_with_the_names_of_the_database()
    {
        await using var store = Open(folder.File("voicehunte.db"), log);
        await store.KeepCallAsync(Call("CA1"), null, null);
        await store.KeepTurnAsync("CA1", 1);

        Assert.Equal(0, Run("calls", "list", "--json", "--limit", "1"));
        using var calls = JsonDocument.Parse(output.ToString());
        Assert.Equal("+421900123456", calls.RootElement[0].GetProperty("from_number").GetString());

        output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("calls", "show", "CA1", "--json"));
        using var call = JsonDocument.Parse(output.ToString());
        Assert.Equal("Máte otvorené?", call.RootElement.GetProperty("turns")[0].GetProperty("user_text").GetString());
    }

    [Fact]
    public async Task Mistakes_and_trouble_have_their_own_exit_codes()
    {
        Assert.Equal(74, Run("calls"));
        await Open(folder.File("voicehunte.db"), log).DisposeAsync();
        Assert.Equal(0, Run("calls"));
        Assert.Equal(64, Run("calls", "show", "CA404"));
        Assert.Contains("there is no call CA404", errors.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Root().Parse(["calls", "--limit", "0"]).Errors);
        Assert.NotEmpty(Root().Parse(["calls", "show"]).Errors);

        Change(folder.File("voicehunte.db"), "PRAGMA user_version = 4711");
        Assert.Equal(78, Run("calls"));
        await File.WriteAllTextAsync(folder.File("voicehunte.db"), "rubbish that is no database", TestContext.Current.CancellationToken);
        Assert.Equal(74, Run("calls"));
    }

    private RootCommand Root() => new() { CallsCommand.Create(_ => folder.Path) };

    private int Run(params string[] arguments) =>
        Root().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });
}
