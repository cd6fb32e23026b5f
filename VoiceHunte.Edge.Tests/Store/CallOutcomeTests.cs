using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Restaurant;
using static VoiceHunte.Edge.Tests.Store.StoreSamples;

namespace VoiceHunte.Edge.Tests.Store;

/// <summary>What became of a call, in one word.</summary>
public sealed class CallOutcomeTests : IAsyncDisposable
{
    private readonly BookingHouse house = BookingHouse.WithGroup();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Theory]
    [InlineData("", "completed", "missed")]
    [InlineData("", "no-answer", "missed")]
    [InlineData("words", "completed", "answered")]
    [InlineData("silence", "completed", "missed")]
    [InlineData("words message", "completed", "message")]
    [InlineData("words transfer", "completed", "transferred")]
    [InlineData("words transfer message", "completed", "message")]
    [InlineData("words booking", "completed", "booked")]
    [InlineData("words change", "completed", "changed")]
    [InlineData("words cancel", "completed", "cancelled")]
    [InlineData("words change booking cancel message transfer", "completed", "booked")]
    [InlineData("words change cancel message", "completed", "changed")]
    [InlineData("words booking", "failed", "failed")]
    public async Task An_ended_call_has_the_most_that_it_brought(string what, string status, string outcome)
    {
        await HoldAsync("CA1", what);
        Assert.Equal([CallOutcome.Live], await OutcomesAsync());

        await house.Store.KeepEndAsync(Status("CA1", status));

        Assert.Equal([outcome], await OutcomesAsync());
    }

    [Fact]
    public async Task What_an_operator_does_to_its_reservation_is_not_the_calls()
    {
        await HoldAsync("CA1", "words");
        var id = (await house.BookAsync(2)).Reservation!.Id;
        await house.ChangeAsync(id, people: 4);

        await house.Store.KeepEndAsync(Status("CA1", "completed"));

        Assert.Equal(["answered"], await OutcomesAsync());
    }

    [Fact]
    public async Task Calls_whose_end_nobody_told_are_not_live_for_ever()
    {
        await HoldAsync("CA1", "words booking");
        await HoldAsync("CA2", "");
        await house.Store.KeepCallAsync(Call("CA3") with { StartedAt = Evening.AddHours(3) }, null, null);
        await house.Store.KeepCallAsync(Call("CA4") with { StartedAt = Evening.AddHours(4) }, null, null);

        await house.Store.KeepEndAsync(Status("CA4", "completed") with { EndedAt = Evening.AddHours(4).AddSeconds(1) });

        // The latest first; the one of an hour ago may still go on.
        Assert.Equal(["missed", "live", "missed", "booked"], await OutcomesAsync());
        Assert.Equal(["CA3"], await ListAsync(CallOutcome.Live));
        Assert.Equal(["CA4", "CA2"], await ListAsync(CallOutcome.Missed));
    }

    [Fact]
    public async Task A_call_in_which_something_is_written_after_its_end_was_told_says_so_when_it_is_told_again()
    {
        await HoldAsync("CA1", "words");
        await house.Store.KeepEndAsync(Status("CA1", "completed"));
        await house.BookAsync(2, call: "CA1");
        await house.Store.KeepEndAsync(Status("CA1", "completed"));

        Assert.Equal(["booked"], await OutcomesAsync());
    }

    private async Task HoldAsync(string id, string what)
    {
        await house.Store.KeepCallAsync(Call(id), null, null);
        var words = what.Split(' ');
        var state = State(id) with { TransferReason = words.Contains("transfer") ? "asked" : null };
        var message = words.Contains("message") ? new NewMessage(id, "+421900123456", "sk", "Zavolajte mi.", Evening) : null;
        if (words.Contains("silence")) await house.Store.KeepTurnAsync(Turn(id, 1, heard: ""), state, null, null, message);
        if (words.Contains("words")) await house.Store.KeepTurnAsync(Turn(id, 1), state, null, null, message);
        if (words.Contains("booking")) await house.BookAsync(1, call: id);
        if (!words.Contains("change") && !words.Contains("cancel")) return;
        var other = (await house.BookAsync(2)).Reservation!.Id;
        if (words.Contains("change")) await house.Book.ChangeAsync(new() { Id = other, Key = $"{id}/change", CallId = id, Name = "Novák" }, Cancel);
        if (words.Contains("cancel")) await house.Book.CancelAsync(new() { Id = other, CallId = id }, Cancel);
    }

    private async Task<IEnumerable<string>> OutcomesAsync() =>
        (await house.Store.ReadForOfficeAsync(office => office.Office.Calls(CallFilter.None, null, 50), Cancel)).Items.Select(call => call.Outcome ?? CallOutcome.Live);

    private async Task<IEnumerable<string>> ListAsync(string outcome) =>
        (await house.Store.ReadForOfficeAsync(office => office.Office.Calls(CallFilter.None with { Outcome = outcome }, null, 50), Cancel)).Items.Select(call => call.CallId);
}
