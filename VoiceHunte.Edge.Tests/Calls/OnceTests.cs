using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>Twilio asks twice, restarts happen, callbacks overtake one another: everything happens once.</summary>
public sealed class OnceTests
{
    [Fact]
    public async Task A_repeated_webhook_gets_the_same_answer_and_nothing_happens_twice()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        var greetingAgain = await call.RetryAsync();
        var heard = await call.SayAsync("máte dnes otvorené");
        var answerAgain = await call.RetryAsync();

        Assert.Equal(heard.Documents[^1], answerAgain.Body);
        Assert.Contains("turn=1", greetingAgain.Body, StringComparison.Ordinal);
        Assert.Equal(["1|máte dnes otvorené"], house.Sql("SELECT CAST(turn_id AS TEXT), user_text FROM turns"));
    }

    [Fact]
    public async Task A_repeat_without_a_token_is_known_by_its_turn()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        var webhook = call.SpeechWebhook("máte dnes otvorené") with { IdempotencyToken = "" };

        var first = await house.Twilio.SendAsync(webhook);
        await house.RestartAsync();
        var second = await house.Twilio.SendAsync(webhook);

        Assert.Equal(first.Body, second.Body);
        Assert.Single(house.Sql("SELECT user_text FROM turns"));
    }

    [Fact]
    public async Task The_same_webhook_twice_at_once_is_one_turn()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        var answers = await house.Twilio.SendTwiceAtOnceAsync(call.SpeechWebhook("máte dnes otvorené"));

        Assert.Equal(answers[0].Body, answers[1].Body);
        Assert.Single(house.Sql("SELECT user_text FROM turns"));
    }

    [Fact]
    public async Task A_restart_in_mid_call_loses_nothing()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+421900123456");
        await call.StartAsync();
        await call.SayAsync("English please");
        await call.StaySilentAsync();
        await call.SayAsync("see you", confidence: 0.1);

        await house.RestartAsync();
        var repeated = await call.RetryAsync();
        var confirmed = await call.SayAsync("no");
        var asked = await call.SayAsync("are you open today");

        Assert.Contains("see you", repeated.Body, StringComparison.Ordinal);
        Assert.Equal("en-US", confirmed.Listening!.Language);
        Assert.Contains("turn=6", asked.Listening!.Action, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5"], house.Sql("SELECT CAST(turn_id AS TEXT) FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task A_call_whose_last_turns_never_reached_the_disk_goes_on_behind_them()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring("+14155550123");
        await call.StartAsync();
        await call.SayAsync("are you open today");

        // Turns 2 to 4 were answered from the memory of a process that is gone.
        var ahead = call.SpeechWebhook("are you open tomorrow");
        var heard = await call.HearAsync(house.Twilio.Webhook(house.Appliance.Url, new Uri(house.Appliance.Url, "/twilio/voice?turn=5"), ahead.Fields));
        var next = await call.SayAsync("see you, goodbye");

        Assert.Contains("Tomorrow", heard.Text, StringComparison.Ordinal);
        Assert.Contains("turn=6", heard.Listening!.Action, StringComparison.Ordinal);
        Assert.True(next.HungUp);
        Assert.Equal(["1", "5", "6"], house.Sql("SELECT CAST(turn_id AS TEXT) FROM turns ORDER BY turn_id"));
    }

    [Fact]
    public async Task The_silences_before_a_restart_still_count()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();
        await call.StaySilentAsync();
        await call.StaySilentAsync();

        await house.RestartAsync();
        var heard = await call.StaySilentAsync();

        Assert.Equal("dtmf", heard.Listening!.Input);
    }

    [Fact]
    public async Task A_call_that_ended_is_never_reopened_by_a_late_callback()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();
        await call.StartAsync();

        await house.Twilio.SendAsync(call.StatusWebhook("completed", sequenceNumber: 3, durationSeconds: 42));
        await house.Twilio.SendAsync(call.StatusWebhook("in-progress", sequenceNumber: 1));
        await house.Twilio.SendAsync(call.StatusWebhook("ringing", sequenceNumber: 0));

        Assert.Equal(["completed|42"], house.Sql("SELECT status, CAST(duration_seconds AS TEXT) FROM calls"));
        Assert.NotEqual(["NULL"], house.Sql("SELECT ended_at FROM calls"));
    }

    [Fact]
    public async Task A_call_that_never_reached_us_is_logged_by_its_status_alone()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();

        var answer = await house.Twilio.SendAsync(call.StatusWebhook("busy"));

        Assert.Equal(200, answer.Status);
        Assert.Equal([$"{call.CallSid}|busy"], house.Sql("SELECT call_id, status FROM calls"));
    }

    [Fact]
    public async Task A_turn_whose_first_webhook_was_lost_is_answered_all_the_same()
    {
        await using var house = await House.OpenAsync();
        var fields = new TwilioFields(house.Twilio.AccountSid, "+421900123456", "+421212345678");

        var answer = await house.Twilio.SendAsync(house.Twilio.Webhook(
            house.Appliance.Url, new Uri(house.Appliance.Url, "/twilio/voice"), fields.Spoken("máte dnes otvorené", 0.9, "sk-SK")));

        Assert.Contains("desiatej", answer.Body, StringComparison.Ordinal);
        Assert.Equal([$"{fields.CallSid}|1"], house.Sql("SELECT c.call_id, CAST(t.turn_id AS TEXT) FROM calls c JOIN turns t USING (call_id)"));
    }
}
