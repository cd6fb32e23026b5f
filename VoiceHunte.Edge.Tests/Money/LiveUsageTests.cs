using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Money;

/// <summary>What calls on a media stream use.</summary>
public sealed class LiveUsageTests
{
    [Fact]
    public async Task A_Realtime_call_pays_for_its_answers_by_modality_for_its_transcripts_and_for_its_minutes()
    {
        await using var house = await LiveHouse.OpenAsync();
        var (call, _, line, session) = await house.RingRealtimeAsync();
        await using var open = line;
        session.Transcribes(new RealtimeHeard("When are you open on Sunday?"));
        session.Next(RealtimeReply.Say(new string('a', 10)));

        await RealtimeStoryTests.TurnAsync(line, session);
        await AnsweredAsync(house, call);
        await EndAsync(call, line);

        var used = house.House.Used(call.CallSid);
        Assert.Equal(["1", "1"], house.House.Sql("SELECT CAST(turn_id AS TEXT) FROM usage WHERE kind IN ('transcription', 'realtime')"));
        Assert.Equal("""transcription|gpt-live-transcribe|{"milliseconds":2000}|567""", used[0]);
        // 700 ms of sound are 14 tokens.
        Assert.StartsWith("""realtime|gpt-realtime-2.1-mini|{"input_text_tokens":28,"input_audio_tokens":80,"cached_text_tokens":192,"output_text_tokens":""", used[1], StringComparison.Ordinal);
        Assert.Contains("\"output_audio_tokens\":14}", used[1], StringComparison.Ordinal);
        Assert.Equal(Cost(used[1]), int.Parse(used[1].Split('|')[^1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            ["""telephony|twilio-voice|{"milliseconds":60000}|8500""", """telephony|twilio-stream|{"milliseconds":60000}|4000"""],
            used[2..]);
    }

    [Fact]
    public async Task Two_Realtime_calls_at_once_pay_each_for_its_own()
    {
        await using var house = await LiveHouse.OpenAsync();
        var first = await house.RingRealtimeAsync();
        var second = await house.RingRealtimeAsync("+447700900124");
        await using var lineOfFirst = first.Line;
        await using var lineOfSecond = second.Line;
        first.Session.Transcribes(new RealtimeHeard("When are you open on Sunday?"), new RealtimeHeard("And on Monday?"));
        second.Session.Transcribes(new RealtimeHeard("Is there soup?"));
        first.Session.Always(_ => RealtimeReply.Say(new string('a', 10)));
        second.Session.Always(_ => RealtimeReply.Say(new string('b', 20)));

        await RealtimeStoryTests.TurnAsync(first.Line, first.Session);
        await RealtimeStoryTests.TurnAsync(second.Line, second.Session);
        await AnsweredAsync(house, first.Call);
        await AnsweredAsync(house, second.Call);
        await EndAsync(first.Call, first.Line);
        await EndAsync(second.Call, second.Line);

        Assert.Equal(["14"], Tokens(house, first.Call));
        Assert.Equal(["28"], Tokens(house, second.Call));
        Assert.Single(house.House.Used(first.Call.CallSid, "kind = 'transcription'"));
        Assert.Single(house.House.Used(second.Call.CallSid, "kind = 'transcription'"));
    }

    [Fact]
    public async Task In_the_pipeline_every_step_is_the_calls()
    {
        await using var story = await StreamStory.RingAsync();
        story.OpenAI.Chat.Next(ChatReply.Text("You are most welcome in this old house."));
        await story.SayAsync("Tell me about the house.");
        await story.HearsAnswerAsync("You are most welcome in this old house.");
        await story.EndAsync();

        Assert.Equal(
            ["chat|gpt-6-luna", "speech|tts-1", "transcription|gpt-transcribe"],
            story.Sql($"SELECT kind, model FROM usage WHERE call_id = '{story.Call.CallSid}' ORDER BY kind"));
        Assert.Equal(["1", "1"], story.Sql("SELECT CAST(turn_id AS TEXT) FROM usage WHERE kind IN ('chat', 'speech') AND call_id IS NOT NULL"));
    }

    private static List<string> Tokens(LiveHouse house, TwilioCall call) => house.House.Sql(
        $"SELECT CAST(quantities ->> 'output_audio_tokens' AS TEXT) FROM usage WHERE kind = 'realtime' AND call_id = '{call.CallSid}'");

    private static Task AnsweredAsync(LiveHouse house, TwilioCall call) =>
        house.House.UntilAsync(() => house.House.Used(call.CallSid, "kind = 'realtime'").Count == 1);

    private static async Task EndAsync(TwilioCall call, StreamLine line)
    {
        await line.StopAsync();
        await line.Socket.WaitForCloseAsync();
        await call.HangUpAsync();
    }

    // 0.60, 10, 0.06, 2.40 and 20 dollars a million.
    private static int Cost(string row)
    {
        var text = System.Text.Json.JsonElement.Parse(row.Split('|')[2]).GetProperty("output_text_tokens").GetInt32();
        return (int)Math.Round((28 * 0.6) + (80 * 10) + (192 * 0.06) + (text * 2.4) + (14 * 20));
    }
}
