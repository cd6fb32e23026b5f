using System.CommandLine;
using System.Text.Json;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class MessagesCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task The_staff_read_open_messages_with_the_number_to_ring_and_close_them_beside_the_running_service()
    {
        await using var store = Open(Database, log);
        await LeaveAsync(store, "CA1", 1, "+421900123456", "zavolajte\u001b späť");
        await LeaveAsync(store, "CA2", 2, null, "umbrella");

        Assert.Equal(0, Run("messages"));
        Assert.Equal(
            "1. 2026-11-24 18:05:10 UTC  from +421900123456  (sk)  CA1\n   zavolajte  späť\n2. 2026-11-24 18:05:11 UTC  from a hidden number  (sk)  CA2\n   umbrella\n",
            Output());
        Assert.Equal(0, Run("messages", "done", "1"));
        Assert.Equal(0, Run("messages", "list", "--json"));
        using var left = JsonDocument.Parse(Output());

        Assert.Equal("umbrella", Assert.Single(left.RootElement.EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal("done", Read<string>(Database, "SELECT status FROM messages WHERE id = 1"));
        Assert.NotEmpty(Read<string>(Database, "SELECT closed_at FROM messages WHERE id = 1"));
        await store.KeepTurnAsync("CA1", 3);
    }

    [Fact]
    public async Task Mistakes_and_trouble_have_their_own_exit_codes()
    {
        Assert.Equal((74, 74), (Run("messages"), Run("messages", "done", "1")));
        await Open(Database, log).DisposeAsync();
        Assert.Equal(0, Run("messages"));
        Assert.Equal("No open messages.\n", Output());
        Assert.Equal(64, Run("messages", "done", "1"));
        Assert.Contains("there is no open message 1", errors.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(Root().Parse(["messages", "done", "first"]).Errors);

        Change(Database, "PRAGMA user_version = 4711");
        Assert.Equal((78, 78), (Run("messages"), Run("messages", "done", "1")));
    }

    [Fact]
    public async Task A_call_is_shown_with_its_message_and_why_it_was_for_a_human()
    {
        await using var store = Open(Database, log);
        await LeaveAsync(store, "CA1", 1, "+421900123456", "zavolajte späť");

        Assert.Equal(0, Run("calls", "show", "CA1"));
        Assert.Contains("\nfor a human: asked\nmessage 1, open: zavolajte späť\n", Output(), StringComparison.Ordinal);
        Assert.Equal(0, Run("calls", "show", "CA1", "--json"));
        using var call = JsonDocument.Parse(Output());
        Assert.Equal("asked", call.RootElement.GetProperty("call").GetProperty("transfer_reason").GetString());
        Assert.Equal("zavolajte späť", call.RootElement.GetProperty("messages")[0].GetProperty("text").GetString());
    }

    private static Task<Kept> LeaveAsync(CallStore store, string callId, int turn, string? from, string text) => store.KeepTurnAsync(
        Turn(callId, turn), State(callId) with { TransferReason = "asked" }, null, null, new NewMessage(callId, from, "sk", text, Evening.AddSeconds(turn)));

    private string Output()
    {
        var text = output.ToString();
        output.GetStringBuilder().Clear();
        return text;
    }

    private RootCommand Root() => new() { CallsCommand.Create(_ => folder.Path), MessagesCommand.Create(_ => folder.Path, TimeProvider.System) };

    private int Run(params string[] arguments) =>
        Root().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = errors });
}
