using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>An older backup does not bring back who was erased.</summary>
public sealed class ErasedBeforeTests
{
    [Fact]
    public async Task Who_was_erased_after_the_backup_is_erased_again_and_who_called_anew_is_left_alone()
    {
        await using var house = await LivedIn.OpenAsync();
        await house.BookAsync();
        await house.LeaveMessageAsync();
        Assert.NotNull((await EraseAsync(house, LivedIn.Messenger)).Certificate);
        var again = await house.LeaveMessageAsync();
        var customers = house.Sql("SELECT phone || first_seen FROM customers ORDER BY phone");
        Assert.NotNull((await EraseAsync(house, LivedIn.Booker)).Certificate);
        // The rows of the backup: the guest is there once more, from before the erasure.
        Database.Write(house.DataDir, $"""
            INSERT INTO calls (call_id, started_at, ended_at, from_number, status) VALUES ('CAold', '2026-01-01T10:00:00.000Z', '2026-01-01T10:01:00.000Z', '{LivedIn.Booker}', 'completed');
            INSERT INTO turns (call_id, turn_id, user_text, language, created_at) VALUES ('CAold', 1, 'it is Anna', 'en', '2026-01-01T10:00:00.000Z')
            """);

        var (begun, unfinished) = await ErasedBefore.EraseAgainAsync(house.Appliance.Get<CallStore>(), house.Appliance.Get<Eraser>(), TestContext.Current.CancellationToken);

        Assert.Equal((1, 0), (begun, unfinished));
        Assert.Empty(Traces.Of(house.DataDir, LivedIn.Booker, "Anna", "CAold"));
        Assert.Equal([again], house.Sql("SELECT call_id FROM calls"));
        Assert.Equal(customers.Where(one => one.StartsWith(LivedIn.Messenger, StringComparison.Ordinal)), house.Sql("SELECT phone || first_seen FROM customers"));
    }

    private static Task<Erased> EraseAsync(House house, string phone) => house.Appliance.Get<Eraser>().EraseAsync(phone, "test", TestContext.Current.CancellationToken);
}
