using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>What English callers say, on Wednesday 25 November 2026.</summary>
public sealed class EnglishTests
{
    private static readonly DateOnly Wednesday = new(2026, 11, 25);

    [Theory]
    [InlineData("a table today at six", "2026-11-25")]
    [InlineData("do you have anything for tomorrow night", "2026-11-26")]
    [InlineData("the day after tomorrow please", "2026-11-27")]
    [InlineData("book us in on Sunday", "2026-11-29")]
    [InlineData("next Tuesday at eight", "2026-12-01")]
    [InlineData("Tuesday next week", "2026-12-01")]
    [InlineData("Sunday this week", "2026-11-29")]
    [InlineData("a week on Friday", "2026-12-04")]
    [InlineData("Friday week", "2026-12-04")]
    [InlineData("in three days", "2026-11-28")]
    [InlineData("in a week", "2026-12-02")]
    [InlineData("in two weeks", "2026-12-09")]
    [InlineData("the 30th", "2026-11-30")]
    [InlineData("on the fourth", "2026-12-04")]
    [InlineData("the twenty eighth of November", "2026-11-28")]
    [InlineData("December 5th", "2026-12-05")]
    [InlineData("5 December", "2026-12-05")]
    [InlineData("the 3rd of January", "2027-01-03")]
    [InlineData("Saturday the 28th", "2026-11-28")]
    [InlineData("28/11", "2026-11-28")]
    [InlineData("28.11. at seven", "2026-11-28")]
    [InlineData("New Year's Eve", "2026-12-31")]
    [InlineData("not Friday, Saturday", "2026-11-28")]
    [InlineData("Friday, no, Saturday", "2026-11-28")]
    [InlineData("sometime next week", null)]
    [InlineData("this weekend", null)]
    [InlineData("we may be late", null)]
    public void A_day_is_found_in_the_calendar(string text, string? date) =>
        Assert.Equal(date, Understand(text).Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("31 April")]
    [InlineData("the 32nd")]
    [InlineData("February 30th")]
    public void A_day_that_no_calendar_has_is_noticed(string text) =>
        Assert.Equal((null, true), (Understand(text).Date, Understand(text).ImpossibleDate));

    [Theory]
    [InlineData("a table at seven", "19:00")]
    [InlineData("a table at eleven", "11:00")]
    [InlineData("half past six", "18:30")]
    [InlineData("half five", "17:30")]
    [InlineData("quarter to eight", "19:45")]
    [InlineData("a quarter past one", "13:15")]
    [InlineData("twenty past seven", "19:20")]
    [InlineData("five to nine", "20:55")]
    [InlineData("seven thirty", "19:30")]
    [InlineData("seven oh five", "19:05")]
    [InlineData("at 7 p.m.", "19:00")]
    [InlineData("7pm", "19:00")]
    [InlineData("at 7.30", "19:30")]
    [InlineData("at 1930", "19:30")]
    [InlineData("19:30", "19:30")]
    [InlineData("at noon", "12:00")]
    [InlineData("eleven in the morning", "11:00")]
    [InlineData("nine in the morning", "09:00")]
    [InlineData("this evening 4:45", "16:45")]
    [InlineData("at afternoon 1:30", "13:30")]
    [InlineData("tonight 8", "20:00")]
    [InlineData("in the evening on Friday, at eight", "20:00")]
    [InlineData("good morning, a table at eight", "20:00")]
    [InlineData("seven o'clock", "19:00")]
    [InlineData("a table for 7 in the evening", "19:00")]
    [InlineData("between seven and eight", null)]
    [InlineData("after eight", null)]
    [InlineData("from 7 to 9", null)]
    public void A_time_is_the_one_at_which_the_restaurant_is_open_unless_its_part_of_day_is_said(string text, string? time) =>
        Assert.Equal(time, Understand(text).Time?.ToString("HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("a table for two", 2)]
    [InlineData("there will be six of us", 6)]
    [InlineData("a party of twelve", 12)]
    [InlineData("twenty five people", 25)]
    [InlineData("about twenty people", 20)]
    [InlineData("my wife and I", 2)]
    [InlineData("me and three friends", 4)]
    [InlineData("two adults and three kids", 5)]
    [InlineData("I'll come with two friends", 3)]
    [InlineData("just me", 1)]
    [InlineData("four people and a baby in a high chair", 4)]
    [InlineData("a table for 7 on Friday", 7)]
    [InlineData("not two, three people", 3)]
    [InlineData("six or seven people", null)]
    [InlineData("it's her 30th birthday, she is turning 30", null)]
    [InlineData("is table number 5 free", null)]
    [InlineData("we paid 40 euros", null)]
    public void A_party_is_counted(string text, int? people) => Assert.Equal(people, Understand(text).People);

    [Theory]
    [InlineData("how many people", "four", null, 4)]
    [InlineData("how many people", "just the two of us", null, 2)]
    [InlineData("what time would you like", "four", "16:00", null)]
    [InlineData("what time would you like", "7 pm for 4", "19:00", 4)]
    [InlineData("Is that correct?", "no, make it eight", "20:00", null)]
    [InlineData("So that is a table for 2 at 11:30 am?", "make it 3", null, 3)]
    [InlineData("A table for four, right?", "make it six", null, 6)]
    public void A_bare_number_is_what_was_asked_for(string previous, string text, string? time, int? people)
    {
        var understood = Understand(text, previous);
        Assert.Equal((time, people), (understood.Time?.ToString("HH:mm", CultureInfo.InvariantCulture), understood.People));
        Assert.Null(understood.Intent);
    }

    [Theory]
    [InlineData("the name is Novak", null, "Novak")]
    [InlineData("table for two under Smith please", null, "Smith")]
    [InlineData("in the name of Mrs O'Brien", null, "O'Brien")]
    [InlineData("it's michael", "What name is it under?", "Michael")]
    [InlineData("Anna-Maria Lee", "May I have your name?", "Anna-Maria Lee")]
    [InlineData("B R O W N", "What is the name?", "Brown")]
    [InlineData("Doctor Green", "Your name, please?", "Green")]
    [InlineData("at seven", "What name and what time?", null)]
    public void A_name_is_heard_without_a_title(string text, string? previous, string? name) => Assert.Equal(name, Understand(text, previous).Name);

    [Theory]
    [InlineData("my reservation number is 4711", null, "4711")]
    [InlineData("booking number four seven double one", null, "4711")]
    [InlineData("forty seven eleven", "What is the number of your reservation?", "4711")]
    public void The_number_of_a_reservation_is_put_together(string text, string? previous, string number) =>
        Assert.Equal(number, Understand(text, previous).ReservationId);

    [Fact]
    public void Later_and_more_are_heard_as_such()
    {
        Assert.Equal(TimeSpan.FromHours(1), Understand("could we come an hour later").TimeShift);
        Assert.Equal(TimeSpan.FromMinutes(-30), Understand("half an hour earlier please").TimeShift);
        Assert.Equal(1, Understand("can I bring one more person").PeopleShift);
        Assert.Null(Understand("can I bring one more person").People);
    }

    private static Understood Understand(string text, string? previous = null) => Turns.Understand(text, Language.English, Wednesday, previous);
}
