using System.Text.Json;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

/// <summary>What leaves for OpenAI is what its own OpenAPI file allows.</summary>
public sealed class WireTests
{
    private const string VendorChat = "#/components/schemas/CreateChatCompletionRequest";
    private const string VendorSpeech = "#/components/schemas/CreateSpeechRequest";
    private const string VendorTranscription = "#/components/schemas/CreateTranscriptionRequest";

    private static readonly string[] BadChats =
    [
        "{}",
        """{"model":"gpt-6-luna"}""",
        """{"model":"gpt-6-luna","messages":[]}""",
        """{"model":"gpt-6-luna","messages":"hello"}""",
        """{"model":7,"messages":[{"role":"user","content":"hello"}]}""",
        """{"model":"gpt-6-luna","messages":[{"role":"waiter","content":"hello"}]}""",
        """{"model":"gpt-6-luna","messages":[{"role":"user"}]}""",
        """{"model":"gpt-6-luna","messages":[{"role":"tool","content":"hello"}]}""",
        """{"model":"gpt-6-luna","messages":[{"role":"user","content":"hello"}],"reasoning_effort":"some"}""",
        """{"model":"gpt-6-luna","messages":[{"role":"user","content":"hello"}],"max_completion_tokens":"many"}""",
        """{"model":"gpt-6-luna","messages":[{"role":"user","content":"hello"}],"tools":[{"type":"function"}]}""",
        """{"model":"gpt-6-luna","messages":[{"role":"user","content":"hello"}],"stream_options":{"include_usage":"yes"}}""",
    ];

    private static readonly string[] BadSpeeches =
    [
        "{}",
        """{"model":"tts-1","voice":"alloy"}""",
        """{"model":"tts-1","input":"hello"}""",
        """{"model":"tts-1","input":"hello","voice":"alloy","speed":5}""",
        """{"model":"tts-1","input":"hello","voice":"alloy","speed":"1"}""",
        """{"model":"tts-1","input":"hello","voice":"alloy","response_format":"ogg"}""",
        """{"model":"tts-1","input":"hello","voice":"alloy","text":"hello"}""",
    ];

    private static readonly string[] BadTranscriptions =
    [
        """{"model":"gpt-transcribe"}""",
        """{"file":"speech.wav"}""",
        """{"file":"speech.wav","model":"gpt-transcribe","response_format":"xml"}""",
        """{"file":"speech.wav","model":"gpt-transcribe","languages":[]}""",
        """{"file":"speech.wav","model":"gpt-transcribe","languages":"sk"}""",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_request_passes_the_vendor_s_own_file()
    {
        var vendor = VendorFile.Read();
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        await AskAllAsync(client);

        Assert.Empty(openAI.Rejected);
        Assert.All(openAI.Chat.Requests, request => Assert.Null(vendor.Problem(VendorChat, request.Json)));
        Assert.All(openAI.Speech.Requests, request => Assert.Null(vendor.Problem(VendorSpeech, request.Json)));
        Assert.All(openAI.Transcription.Requests, request => Assert.Null(vendor.Problem(VendorTranscription, request.Json)));
    }

    [Fact]
    public void Bad_requests_are_bad_by_our_schema_and_by_the_vendor_s()
    {
        var vendor = VendorFile.Read();
        Assert.All(BadChats, bad => Assert.NotNull(vendor.Problem(VendorChat, JsonElement.Parse(bad))));
        Assert.All(BadSpeeches, bad => Assert.NotNull(vendor.Problem(VendorSpeech, JsonElement.Parse(bad))));
        Assert.All(BadTranscriptions, bad => Assert.NotNull(vendor.Problem(VendorTranscription, JsonElement.Parse(bad))));
    }

    [Fact]
    public void The_stand_in_refuses_what_is_bad()
    {
        Assert.All(BadChats, bad => Assert.NotNull(OpenAIRequestRules.ProblemWithChat(JsonElement.Parse(bad))));
        Assert.All(BadSpeeches, bad => Assert.NotNull(OpenAIRequestRules.ProblemWithSpeech(JsonElement.Parse(bad))));
        Assert.All(BadTranscriptions, bad => Assert.NotNull(OpenAIRequestRules.ProblemWithTranscription(JsonElement.Parse(bad))));
    }

    [Fact]
    public async Task The_model_does_not_think_at_length_and_pads_nothing()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();
        await client.AskAsync(Asked.Chat(), Cancel);

        var sent = Assert.Single(openAI.Chat.Requests).Json;
        Assert.Equal("none", sent.GetProperty("reasoning_effort").GetString());
        Assert.Equal("""{"include_usage":true,"include_obfuscation":false}""", sent.GetProperty("stream_options").GetRawText());
        Assert.False(sent.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task Tools_with_reasoning_are_refused_as_the_model_s_page_says()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        using var client = openAI.NewClient();

        var failure = await Assert.ThrowsAsync<OpenAIException>(() =>
            client.AskAsync(Asked.Chat(tools: Asked.Transfer) with { ReasoningEffort = null }, Cancel));

        Assert.Equal((OpenAIFailure.Rejected, 400), (failure.Failure, failure.Status));
        Assert.Single(openAI.Rejected);
    }

    private static async Task AskAllAsync(OpenAIClient client)
    {
        ChatMessage[] withTools =
        [
            new("system", "You answer the telephone."),
            new("user", "A person, please."),
            new("assistant", null) { ToolCalls = [new ChatToolCall("call_1", "transfer_call", "{}")] },
            new("tool", "Nobody is free.") { ToolCallId = "call_1" },
        ];
        await client.AskAsync(Asked.Chat(), Cancel);
        await client.AskAsync(Asked.Chat("Чи можна столик на двох? \U0001F37D"), Cancel);
        await client.AskAsync(Asked.Chat(tools: Asked.Transfer), Cancel);
        await client.AskAsync(Asked.Chat() with { ReasoningEffort = null }, Cancel);
        await client.AskAsync(Asked.Chat(tools: Asked.Transfer) with { Messages = withTools }, Cancel);
        await client.TranscribeAsync(Asked.Transcription(), Cancel);
        await client.TranscribeAsync(Asked.Transcription() with { Model = "whisper-1", Language = "sk", Format = "mp3" }, Cancel);
        foreach (var format in Edge.Speech.AudioFormat.All)
        {
            using var audio = await client.SpeakAsync(Asked.Speech() with { Format = format, Speed = 0.25, Instructions = "Warmly." }, Cancel);
        }
    }
}
