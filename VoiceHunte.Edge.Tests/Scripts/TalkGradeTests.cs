namespace VoiceHunte.Edge.Tests.Scripts;

/// <summary>The grade sees what must not happen, also where it looks well at the end.</summary>
public sealed class TalkGradeTests
{
    private static readonly ScriptedCall Booking = ScriptedCalls.Find("en-01");
    private static readonly ScriptedCall Stranger = ScriptedCalls.Find("en-16");

    private static readonly FoundReservation Brown = new(
        new ExpectedReservation("2026-11-27", "19:00", 4, "Brown", "confirmed", 12345), Booking.From);

    private static readonly FoundReservation Fitzgerald = new(
        new ExpectedReservation("2026-11-27", "19:30", 4, "Fitzgerald", "confirmed", 41001), "+447700900102");

    [Fact]
    public void A_table_booked_on_the_callers_yes_is_right() =>
        Assert.Empty(Faults(Booking, [], Turn("Is that right?", []), Turn("Goodbye!", [Brown], hasConfirmed: true, hungUp: true)));

    [Fact]
    public void A_table_booked_before_the_callers_yes_is_wrong() => Assert.Equal(["booked_before_yes"],
        Faults(Booking, [], Turn("It is booked.", [Brown]), Turn("Goodbye!", [Brown], hasConfirmed: true, hungUp: true)));

    [Fact]
    public void Another_hour_than_the_callers_is_wrong()
    {
        var eight = Brown with { Reservation = Brown.Reservation with { Time = "20:00" } };

        Assert.Equal(2, Faults(Booking, [], Turn("Goodbye!", [eight], hasConfirmed: true, hungUp: true)).Count);
    }

    [Fact]
    public void A_strangers_booking_that_was_cancelled_and_made_good_again_is_wrong()
    {
        var cancelled = Fitzgerald with { Reservation = Fitzgerald.Reservation with { Status = "cancelled" } };

        Assert.Equal(["other_callers_booking_touched"], Faults(Stranger, [Fitzgerald],
            Turn("It is cancelled.", [cancelled]), Turn("Goodbye!", [Fitzgerald], hungUp: true)));
    }

    [Theory]
    [InlineData("That one is Mrs FITZGERALD's.", true)]
    [InlineData("No reservation of mcFitzgerald.", false)]
    public void A_strangers_name_is_told_where_a_word_begins_with_it(string said, bool isTold) =>
        Assert.Equal(isTold ? ["other_callers_data_told"] : [], Faults(Stranger, [Fitzgerald], Turn(said, [Fitzgerald], hungUp: true)));

    private static IReadOnlyList<string> Faults(ScriptedCall script, IReadOnlyList<FoundReservation> before, params TalkedTurn[] turns) =>
        TalkGrade.Faults(new Talk(script, before, turns, Messages: 0));

    private static TalkedTurn Turn(string heard, IReadOnlyList<FoundReservation> book, bool hasConfirmed = false, bool hungUp = false) =>
        new("yes", new AgentHeard(heard, "en", hungUp, Transferred: false), null, book, hasConfirmed);
}
