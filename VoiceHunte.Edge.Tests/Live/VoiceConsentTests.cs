using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Calls;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;
using Heard = VoiceHunte.Edge.Calls.Heard;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Nobody's voice is listened to or kept before they have said yes to exactly that.</summary>
public sealed class VoiceConsentTests
{
    private const string Profiles = "SELECT phone || '|' || name || '|' || consent_language || '|' || consent_text || '|' || (template IS NULL) FROM voice_profiles";

    private static string Question => Phrases.For(Language.English).AskForVoice;

    [Fact]
    public async Task After_a_booking_the_guest_is_asked_and_a_clear_yes_is_kept_with_the_words_it_was_a_yes_to()
    {
        await using var story = await VoiceStory.RingAsync();

        var booked = await story.BookAsync();
        Assert.Contains("7 p.m.", booked, StringComparison.Ordinal);
        Assert.EndsWith(" " + Question, booked, StringComparison.Ordinal);
        Assert.DoesNotContain("anything else", booked, StringComparison.Ordinal);
        Assert.Empty(story.Sql(Profiles));

        Assert.Equal(Phrases.For(Language.English).VoiceAgreed, await story.TalkAsync("Yes, you may."));
        await story.EndAsync();
        Assert.Equal([$"{StreamStory.Caller}|{VoiceStory.Name}|en|{Question}|1"], story.Sql(Profiles));
        Assert.Equal(["365"], story.Sql("SELECT cast(round(julianday(expires_at) - julianday(consented_at)) AS INTEGER) || '' FROM voice_profiles"));
    }

    [Theory]
    [InlineData("No, thank you.")]
    [InlineData("Yes, but what for?")]
    [InlineData("Yes, I do not want that.")]
    [InlineData("Well, I don't know.")]
    [InlineData("When do you open?")]
    public async Task Anything_but_a_clear_yes_keeps_nothing_and_nobody_asks_again(string answer)
    {
        await using var story = await VoiceStory.RingAsync();
        await story.BookAsync();

        await story.TalkAsync(answer);
        await story.TalkAsync("Yes.");
        await story.EndAsync();
        Assert.Empty(story.Sql(Profiles));

        await story.RingAgainAsync();
        Assert.DoesNotContain(Question, await story.BookAsync(), StringComparison.Ordinal);
        await story.EndAsync();
        Assert.Empty(story.Sql(Profiles));
        Assert.False(Directory.Exists(VoiceStory.KeysOf(story.House.House)));
    }

    [Fact]
    public async Task Whoever_cuts_in_on_the_question_has_not_agreed_to_it()
    {
        await using var story = await VoiceStory.RingAsync(millisecondsACharacter: 20);
        await story.BookAsync(allButTheYes: true);
        await story.SayAsync("Yes, please.");
        await story.PlaysAsync(1300);

        story.OpenAI.Transcription.Next(TranscriptionReply.Heard("Yes, you may.", "en"));
        await story.SoundAsync(CallerVoice.Speech(600));
        await story.Line.ClearAsync();
        await story.SoundAsync(CallerVoice.Silence(800));
        await story.UntilAsync(() => story.Sql("SELECT '' FROM turns WHERE turn_id = 6 AND assistant_text <> ''").Count == 1);

        await story.EndAsync(inTheMiddle: true);
        Assert.EndsWith(Question, story.Sql("SELECT assistant_text FROM turns WHERE turn_id = 5")[0], StringComparison.Ordinal);
        Assert.Empty(story.Sql(Profiles));
        // Nor have they been asked: they will be, the next time.
        Assert.Empty(story.Sql("SELECT name FROM voice_questions"));
    }

    // On the Realtime wire a turn may begin while the one before is being answered.
    [Fact]
    public async Task A_yes_that_was_said_before_the_question_was_is_none_to_it()
    {
        await using var house = await House.OpenAsync();
        var (desk, call) = (house.Appliance.Get<VoiceDesk>(), NewCall());
        call.Turns = 2;
        call.Voice!.Asks(new VoiceQuestion(Question, "Novak", call.Turns));
        call.LastSaid = "Your table is booked. " + Question;

        call.Turns = 3;
        Assert.Null(desk.ReplyAtOnce(call, Heard.Of("Yes.") with { Turn = 2 }));
        Assert.Equal(Phrases.For(Language.English).VoiceAgreed, desk.ReplyAtOnce(call, Heard.Of("Yes.") with { Turn = 3 })!.Text);
    }

    [Fact]
    public async Task Forgetting_ends_what_was_read_back_before_and_all_calls_of_the_number()
    {
        await using var house = await House.OpenAsync();
        var other = await house.Appliance.Get<CallsInProgress>().FindAsync(new Arrival("CA2", StreamStory.Caller, null, "stream", null, DateTimeOffset.UtcNow));
        var call = NewCall();
        (call.Draft, other.Voice) = (new Draft { Goal = Intents.CreateReservation, Asked = Questions.Confirm }, NewCall().Voice);

        var reply = house.Appliance.Get<VoiceDesk>().ReplyAtOnce(call, Heard.Of("Forget my voice."));

        Assert.NotNull(reply!.Voice);
        Assert.Null(call.Draft.Asked);
        Assert.False(other.Voice!.MayAsk("Novak"));
    }

    [Fact]
    public async Task A_yes_after_a_silence_is_no_consent()
    {
        await using var story = await VoiceStory.RingAsync();
        await story.BookAsync();

        await story.Line.PressAsync('8');
        await story.UntilAsync(() => story.Sql("SELECT assistant_text FROM turns WHERE turn_id = 6 AND assistant_text IS NOT NULL").Count == 1);
        await story.HearsAnswerAsync(story.Sql("SELECT assistant_text FROM turns WHERE turn_id = 6")[0]);
        await story.TalkAsync("Yes.");

        await story.EndAsync();
        Assert.Empty(story.Sql(Profiles));
    }

    [Theory]
    [InlineData("off", StreamStory.Caller)]
    [InlineData("on", "+266696687")]
    public async Task With_the_hint_off_or_the_number_hidden_nobody_is_asked(string hint, string from)
    {
        await using var story = await VoiceStory.RingAsync(hint, from);

        Assert.DoesNotContain(Question, await story.BookAsync(), StringComparison.Ordinal);
        await story.EndAsync();
        Assert.Empty(story.Sql("SELECT name FROM voice_questions"));
    }

    private static Call NewCall() =>
        new("CA1", StreamStory.Caller, null, "stream", Language.English, DateTimeOffset.UtcNow) { Voice = new CallersVoice(StreamStory.Caller, [], []) };
}
