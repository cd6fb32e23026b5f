using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

public sealed class GuestTests : IDisposable
{
    private const string Number = "+421900123456";

    private readonly TemporaryFolder folder = new();
    private readonly AwaitedLog log = new();

    private string Database => folder.File("voicehunte.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_guest_is_greeted_in_the_language_they_switched_to_last_time()
    {
        await using var store = Open(Database, log);
        await store.KeepCallAsync(Call("CA1", Number, "sk"), null, null);
        Assert.Equal("sk", await LanguageAsync(store));

        await store.KeepTurnAsync(Turn("CA1", 1), State("CA1", "uk"), null, null);
        Assert.Equal("uk", await LanguageAsync(store));
    }

    [Fact]
    public async Task A_guess_by_country_code_does_not_undo_a_guests_choice()
    {
        await using var store = Open(Database, log);
        await store.KeepCallAsync(Call("CA1", Number, "uk"), null, null);
        await store.KeepCallAsync(Call("CA2", Number, "sk") with { StartedAt = Evening.AddDays(1) }, null, null);
        await store.KeepTurnAsync(Turn("CA2", 1), State("CA2", "sk"), null, null);

        Assert.Equal("uk", await LanguageAsync(store));
        Assert.Equal("2026-11-24T18:05:09.250Z", Read<string>(Database, "SELECT first_seen FROM customers"));
        Assert.Equal("2026-11-25T18:05:09.250Z", Read<string>(Database, "SELECT last_seen FROM customers"));
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("unknown")]
    [InlineData("+266696687")]
    [InlineData("+8656696")]
    [InlineData("sip:anna@example.com")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Callers_who_hide_their_number_are_not_one_guest(string? from)
    {
        await using var store = Open(Database, log);
        Assert.Equal(Kept.OnDisk, await store.KeepCallAsync(Call("CA1", from), null, null));
        Assert.Equal(0L, Read<long>(Database, "SELECT count(*) FROM customers"));
    }

    private static Task<string?> LanguageAsync(CallStore store) =>
        store.FindCustomerLanguageAsync(Number, TestContext.Current.CancellationToken);
}
