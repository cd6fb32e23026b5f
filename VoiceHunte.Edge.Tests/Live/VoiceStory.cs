using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Tests.Voice;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Live;

/// <summary>Calls of guests whose voices may be remembered: the rules answer, and the guests sound as Fixtures/voices does.</summary>
internal static class VoiceStory
{
    public const string Name = "Novak";

    private static readonly string[] Booking = ["I'd like to book a table.", "Tomorrow at seven in the evening.", "For two people.", $"{Name}.", "Yes, please."];

    public static Task<StreamStory> RingAsync(string hint = "on", string from = StreamStory.Caller, int millisecondsACharacter = 1) => StreamStory.RingAsync(
        settings: new() { ["VOICE_HINT"] = hint }, prepare: openAI => openAI.Chat.Always(OpenAIReply.Fails(401, code: "invalid_api_key")), from: from, millisecondsACharacter: millisecondsACharacter);

    /// <summary>Says something and hears the answer out, which is returned.</summary>
    /// <param name="voice">In this voice; null: in no voice of anybody's.</param>
    public static async Task<string> TalkAsync(this StreamStory story, string words, string? voice = null)
    {
        var call = story.Call.CallSid;
        var turn = story.Sql($"SELECT (1 + count(*)) || '' FROM turns WHERE call_id = '{call}'")[0];
        story.OpenAI.Transcription.Next(TranscriptionReply.Heard(words, "en"));
        await story.SoundAsync(CallerVoice.Silence(200), voice is null ? CallerVoice.Speech(600) : Voices.Sound(voice), CallerVoice.Silence(900));
        string[] answer = [];
        await story.UntilAsync(() => (answer = [.. story.Sql($"SELECT assistant_text FROM turns WHERE call_id = '{call}' AND turn_id = {turn} AND assistant_text <> ''")]).Length > 0, passing: 0);
        await story.HearsAnswerAsync(answer[0]);
        await story.DoneAsync();
        return answer[0];
    }

    /// <returns>What the caller heard last.</returns>
    public static async Task<string> BookAsync(this StreamStory story, bool allButTheYes = false)
    {
        var answer = "";
        foreach (var words in allButTheYes ? Booking[..^1] : Booking) answer = await story.TalkAsync(words);
        return answer;
    }

    /// <summary>A guest of a number has agreed, and enough of their voice is known; then it rings again.</summary>
    /// <param name="version">Of what it was measured with; null: of this program.</param>
    public static async Task KnowAsync(this StreamStory story, string name, string[] voices, double seconds = 24, string phone = StreamStory.Caller, string? version = null)
    {
        await story.House.House.KnowAsync(name, voices, seconds, phone, version);
        await story.EndAsync();
        await story.ReturnAsync();
    }

    /// <summary>Rings again, and it is known whose voices may be listened to.</summary>
    public static async Task ReturnAsync(this StreamStory story)
    {
        await story.RingAgainAsync();
        await story.UntilAsync(() => story.House.House.Appliance.Lines.All.Any(line => line.StartsWith($"Call {story.Call.CallSid}: ", StringComparison.Ordinal) && line.Contains("have agreed", StringComparison.Ordinal)), passing: 0);
    }

    public static Task KnowAsync(this House house, string name, string[] voices, double seconds = 24, string phone = StreamStory.Caller, string? version = null) =>
        house.Appliance.Get<VoiceBook>().KnowAsync(house.Appliance.Get<CallStore>(), name, voices, phone, seconds, version);

    public static string KeysOf(House house) => Path.Combine(house.DataDir, "voice-keys");

    /// <summary>The keys of voices; that of the machine stays.</summary>
    public static List<string> Keys(House house) =>
        Directory.Exists(KeysOf(house)) ? [.. Directory.EnumerateFiles(KeysOf(house)).Where(file => Path.GetFileName(file) != "device.key")] : [];
}
