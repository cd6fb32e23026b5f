using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>What is said to the Realtime API is what OpenAI's own OpenAPI file allows.</summary>
public sealed class RealtimeMessagesTests : IDisposable
{
    private static readonly RealtimeSession FullSession = new()
    {
        Instructions = "You answer the telephone of \"U Zlatého\". Чи можна?",
        Voice = "marin",
        Speed = 1.1,
        OutputModality = "audio",
        InputFormat = "audio/pcmu",
        OutputFormat = "audio/pcm",
        Transcription = new RealtimeTranscription("gpt-live-transcribe", ["sk", "en"], ["bryndzové halušky"], "A restaurant."),
        TurnDetection = new RealtimeTurnDetection("server_vad")
        {
            Threshold = 0.6, PrefixPaddingMs = 300, SilenceDurationMs = 500, CreateResponse = false, InterruptResponse = false,
        },
        NoiseReduction = "near_field",
        Tools = [Asked.Transfer],
        ToolChoice = "auto",
        MaxOutputTokens = 900,
        ReasoningEffort = "low",
        ParallelToolCalls = false,
    };

    private readonly RealtimeMessages messages = new();

    public static TheoryData<string, string> Events()
    {
        using var messages = new RealtimeMessages();
        var all = new TheoryData<string, string>();
        Add("SessionUpdate", messages.UpdateSession(FullSession, "event_1"));
        Add("SessionUpdate", messages.UpdateSession(new RealtimeSession()));
        Add("SessionUpdate", messages.UpdateSession(new RealtimeSession { TurnDetection = RealtimeTurnDetection.Off, Tools = [], ToolChoice = "transfer_call" }));
        Add("SessionUpdate", messages.UpdateSession(new RealtimeSession
        {
            Transcription = new RealtimeTranscription("whisper-1", ["sk"], [], null),
            TurnDetection = new RealtimeTurnDetection("semantic_vad") { Eagerness = "low" },
        }));
        Add("InputAudioBufferAppend", messages.Append("/////w=="u8));
        Add("InputAudioBufferAppend", messages.AppendAudio([0xFF, 0x7F, 0, 1, 2]));
        Add("InputAudioBufferCommit", messages.Commit());
        Add("InputAudioBufferClear", messages.Clear("event_2"));
        Add("ConversationItemCreate", messages.CreateItem(RealtimeItem.System("The caller is back."), "root"));
        Add("ConversationItemCreate", messages.CreateItem(RealtimeItem.User("Hello") with { Id = "item_1" }));
        Add("ConversationItemCreate", messages.CreateItem(RealtimeItem.Assistant("Dobrý deň"), "item_1", "event_3"));
        Add("ConversationItemCreate", messages.CreateItem(RealtimeItem.FunctionResult("call_1", """{"free":true}""")));
        Add("ConversationItemTruncate", messages.Truncate("item_1", 0, 1480, "event_4"));
        Add("ConversationItemDelete", messages.DeleteItem("item_1"));
        Add("ResponseCreate", messages.CreateResponse());
        Add("ResponseCreate", messages.CreateResponse(new RealtimeResponseRequest(), "event_5"));
        Add("ResponseCreate", messages.CreateResponse(new RealtimeResponseRequest
        {
            OutOfBand = true,
            Input = [RealtimeItem.User("Read"), RealtimeItem.Assistant("this")],
            Instructions = "Read.",
            OutputModality = "audio",
            Voice = "ash",
            Metadata = new Dictionary<string, string> { ["purpose"] = "reading" },
            Tools = [],
            ToolChoice = "none",
            MaxOutputTokens = 4096,
        }));
        Add("ResponseCancel", messages.CancelResponse());
        Add("ResponseCancel", messages.CancelResponse("resp_1", "event_6"));
        return all;

        void Add(string schema, ReadOnlySpan<byte> json) => all.Add(schema, Encoding.UTF8.GetString(json));
    }

    public void Dispose() => messages.Dispose();

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_passes_our_schema(string schema, string json)
    {
        Assert.NotEmpty(schema);
        Assert.Null(RealtimeRules.Problem(JsonElement.Parse(json)));
    }

    [Fact]
    public void Every_event_passes_the_vendor_s_own_file()
    {
        var vendor = VendorFile.Read();
        Assert.All(Events(), row => Assert.Null(vendor.Problem($"#/components/schemas/RealtimeClientEvent{row.Data.Item1}", JsonElement.Parse(row.Data.Item2))));
    }

    [Fact]
    public void The_caller_s_base64_goes_through_untouched()
    {
        Assert.Equal("""{"type":"input_audio_buffer.append","audio":"+/8A"}""", Encoding.UTF8.GetString(messages.Append("+/8A"u8)));
        Assert.Equal("""{"type":"input_audio_buffer.append","audio":"+/8A"}""", Encoding.UTF8.GetString(messages.AppendAudio([0xFB, 0xFF, 0x00])));
    }

    [Fact]
    public void What_is_not_set_is_not_said() => Assert.Equal(
        """{"type":"session.update","session":{"type":"realtime","instructions":"Shorter.","audio":{"input":{},"output":{}}}}""",
        Encoding.UTF8.GetString(messages.UpdateSession(new RealtimeSession { Instructions = "Shorter." })));

    [Fact]
    public void Tools_are_flat_and_not_strict()
    {
        var tool = JsonElement.Parse(messages.UpdateSession(new RealtimeSession { Tools = [Asked.Transfer] })).GetProperty("session").GetProperty("tools")[0];

        Assert.Equal(["type", "name", "description", "parameters"], tool.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Sending_audio_makes_no_garbage()
    {
        byte[] base64 = [.. Enumerable.Repeat((byte)'/', 216)];
        var raw = new byte[160];
        var sent = Send(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sent += Send(1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sent > 0);

        int Send(int frames)
        {
            var bytes = 0;
            for (var i = 0; i < frames; i++) bytes += messages.Append(base64).Length + messages.AppendAudio(raw).Length;
            return bytes;
        }
    }
}
