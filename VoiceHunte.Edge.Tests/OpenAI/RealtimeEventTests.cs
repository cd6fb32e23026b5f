using System.Text;
using VoiceHunte.Edge.OpenAI;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class RealtimeEventTests
{
    private static readonly Dictionary<string, RealtimeEventKind> Kinds = new()
    {
        ["error"] = RealtimeEventKind.Error,
        ["session.created"] = RealtimeEventKind.SessionCreated,
        ["session.updated"] = RealtimeEventKind.SessionUpdated,
        ["input_audio_buffer.committed"] = RealtimeEventKind.InputCommitted,
        ["input_audio_buffer.cleared"] = RealtimeEventKind.InputCleared,
        ["input_audio_buffer.speech_started"] = RealtimeEventKind.SpeechStarted,
        ["input_audio_buffer.speech_stopped"] = RealtimeEventKind.SpeechStopped,
        ["input_audio_buffer.timeout_triggered"] = RealtimeEventKind.InputTimeout,
        ["conversation.item.added"] = RealtimeEventKind.ItemAdded,
        ["conversation.item.done"] = RealtimeEventKind.ItemDone,
        ["conversation.item.truncated"] = RealtimeEventKind.ItemTruncated,
        ["conversation.item.deleted"] = RealtimeEventKind.ItemDeleted,
        ["conversation.item.input_audio_transcription.delta"] = RealtimeEventKind.TranscriptionDelta,
        ["conversation.item.input_audio_transcription.completed"] = RealtimeEventKind.TranscriptionCompleted,
        ["conversation.item.input_audio_transcription.failed"] = RealtimeEventKind.TranscriptionFailed,
        ["response.created"] = RealtimeEventKind.ResponseCreated,
        ["response.output_item.added"] = RealtimeEventKind.OutputItemAdded,
        ["response.output_item.done"] = RealtimeEventKind.OutputItemDone,
        ["response.output_audio.delta"] = RealtimeEventKind.AudioDelta,
        ["response.output_audio.done"] = RealtimeEventKind.AudioDone,
        ["response.output_audio_transcript.delta"] = RealtimeEventKind.AudioTranscriptDelta,
        ["response.output_audio_transcript.done"] = RealtimeEventKind.AudioTranscriptDone,
        ["response.output_text.delta"] = RealtimeEventKind.TextDelta,
        ["response.output_text.done"] = RealtimeEventKind.TextDone,
        ["response.function_call_arguments.done"] = RealtimeEventKind.FunctionCallDone,
        ["response.done"] = RealtimeEventKind.ResponseDone,
        ["rate_limits.updated"] = RealtimeEventKind.RateLimits,
        ["response.audio.delta"] = RealtimeEventKind.Unknown,
        ["response.content_part.added"] = RealtimeEventKind.Unknown,
    };

    [Fact]
    public void Each_event_is_known_by_its_name()
    {
        Assert.All(Kinds, pair => Assert.Equal(pair.Value, Read($$"""{"event_id":"event_1","type":"{{pair.Key}}"}""").Kind));
        Assert.Equal(Enum.GetValues<RealtimeEventKind>(), Kinds.Values.Distinct().Order());
    }

    [Fact]
    public void Audio_is_handed_on_as_it_lies()
    {
        var audio = Read("""{"type":"response.output_audio.delta","event_id":"event_9","response_id":"resp_1","item_id":"item_1","output_index":0,"content_index":2,"delta":"+/8A"}""");

        Assert.Equal("event_9", Text(audio.EventId));
        Assert.Equal("resp_1", Text(audio.ResponseId));
        Assert.Equal("item_1", Text(audio.ItemId));
        Assert.Equal("+/8A", Text(audio.Delta));
        Assert.Equal(2, audio.ContentIndex);
    }

    [Fact]
    public void The_order_of_the_fields_says_nothing()
    {
        var audio = Read("""{"delta":"AAAA","item_id":"item_1","response_id":"resp_1","type":"response.output_audio.delta"}""");

        Assert.Equal((RealtimeEventKind.AudioDelta, "AAAA", "resp_1"), (audio.Kind, Text(audio.Delta), Text(audio.ResponseId)));
    }

    [Theory]
    [InlineData("""{"type":"response.output_audio_transcript.delta","delta":"Dobr\u00fd \"de\u0148\""}""", "Dobrý \"deň\"")]
    [InlineData("""{"type":"response.output_audio_transcript.done","transcript":"Добрий день"}""", "Добрий день")]
    [InlineData("""{"type":"response.output_text.done","text":""}""", "")]
    [InlineData("""{"type":"response.output_text.delta","delta":"half \ud83c"}""", "half \\ud83c")]
    [InlineData("""{"type":"response.done"}""", "")]
    public void Words_are_read_when_asked_for(string json, string words) => Assert.Equal(words, Read(json).Text());

    [Fact]
    public void Speech_and_truncation_tell_their_moments()
    {
        Assert.Equal(1340, Read("""{"type":"input_audio_buffer.speech_started","audio_start_ms":1340,"item_id":"item_1"}""").AudioStartMs);
        Assert.Equal(2980, Read("""{"type":"input_audio_buffer.speech_stopped","audio_end_ms":2980,"item_id":"item_1"}""").AudioEndMs);
        Assert.Equal(700, Read("""{"type":"conversation.item.truncated","item_id":"item_1","content_index":0,"audio_end_ms":700}""").AudioEndMs);
    }

    [Fact]
    public void An_error_names_the_event_that_caused_it()
    {
        var error = Read("""{"type":"error","event_id":"event_890","error":{"type":"invalid_request_error","code":"response_cancel_not_active","message":"No.","param":null,"event_id":"event_6"}}""");

        Assert.Equal("event_890", Text(error.EventId));
        Assert.Equal(new RealtimeError("invalid_request_error", "response_cancel_not_active", "No.", null, "event_6"), error.Error());
    }

    [Fact]
    public void A_caller_s_words_tell_their_languages_and_their_failure()
    {
        var heard = Read("""{"type":"conversation.item.input_audio_transcription.completed","item_id":"item_1","content_index":0,"transcript":"Dobrý deň","languages":[{"code":"sk"},{"code":"cs"}],"usage":{"type":"duration","seconds":2}}""");
        var failed = Read("""{"type":"conversation.item.input_audio_transcription.failed","item_id":"item_1","content_index":0,"error":{"type":"transcription_error","code":"audio_unintelligible","message":"?"}}""");

        Assert.Equal("Dobrý deň", heard.Text());
        Assert.Equal(["sk", "cs"], heard.Languages());
        Assert.Equal("audio_unintelligible", failed.Error()?.Code);
    }

    [Fact]
    public void A_function_call_is_complete_only_where_its_item_says_so()
    {
        var arguments = Read("""{"type":"response.function_call_arguments.done","response_id":"resp_1","item_id":"item_2","output_index":1,"call_id":"call_1","name":"book_table","arguments":"{\"party\":2}"}""");
        var cut = Read("""{"type":"response.output_item.done","response_id":"resp_1","output_index":1,"item":{"id":"item_2","type":"function_call","status":"incomplete","name":"book_table","call_id":"call_1","arguments":"{\"par"}}""");
        var whole = Read("""{"type":"response.output_item.done","response_id":"resp_1","output_index":1,"item":{"id":"item_2","type":"function_call","status":"completed","name":"book_table","call_id":"call_1","arguments":"{}"}}""");
        var message = Read("""{"type":"response.output_item.done","response_id":"resp_1","item":{"id":"item_3","type":"message","status":"completed","role":"assistant","content":[]}}""");

        Assert.Equal(new RealtimeFunctionCall("call_1", "book_table", """{"party":2}""", "item_2", null), arguments.FunctionCall());
        Assert.False(cut.FunctionCall()!.IsComplete);
        Assert.True(whole.FunctionCall()!.IsComplete);
        Assert.Equal("item_2", Text(whole.ItemId));
        Assert.Equal(("item_3", "message"), (Text(message.ItemId), Text(message.ItemType)));
        Assert.Null(message.FunctionCall());
    }

    [Fact]
    public void A_finished_response_tells_all_that_it_cost()
    {
        var done = Read(Done);
        var response = done.Response()!;

        Assert.Equal("resp_1", Text(done.ResponseId));
        Assert.Equal(("resp_1", "cancelled", "turn_detected", (string?)null), (response.Id, response.Status, response.Reason, response.ErrorCode));
        Assert.Equal(new RealtimeUsage(300, 200, 100, 120, 80, 0, 64, 48, 16, 0, 20, 80), response.Usage);
        Assert.Equal([new RealtimeFunctionCall("call_1", "book_table", "{\"par", "item_2", "incomplete")], response.Calls);
        Assert.Equal("reading", response.Metadata["purpose"]);
    }

    [Fact]
    public void A_failed_response_tells_why() => Assert.Equal(
        "insufficient_quota",
        Read("""{"type":"response.done","response":{"id":"resp_1","status":"failed","status_details":{"type":"failed","error":{"type":"insufficient_quota","code":"insufficient_quota"}},"output":[],"metadata":null,"usage":null}}""").Response()!.ErrorCode);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"type":"error"}{}""")]
    [InlineData("""{"type":"error" "a":1}""")]
    public void What_is_no_event_is_not_read(string json) => Assert.False(RealtimeEvent.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Nonsense_in_an_event_is_nothing_rather_than_an_error_of_ours()
    {
        Assert.Null(Read("""{"type":"error","error":{"code":7}}""").Error());
        Assert.Null(Read("""{"type":"response.done","response":{"id":5}}""").Response());
        Assert.Null(Read("""{"type":"response.done","response":[]}""").Response());
        Assert.Empty(Read("""{"type":"conversation.item.input_audio_transcription.completed","languages":[null,{},7]}""").Languages());
        Assert.Equal(0, Read("""{"type":"input_audio_buffer.speech_started","audio_start_ms":1e99}""").AudioStartMs);
    }

    internal const string Done =
        """
        {"type":"response.done","event_id":"event_7","response":{"object":"realtime.response","id":"resp_1","status":"cancelled",
        "status_details":{"type":"cancelled","reason":"turn_detected"},"output":[
        {"id":"item_1","object":"realtime.item","type":"message","status":"incomplete","role":"assistant","content":[{"type":"output_audio","transcript":"We are"}]},
        {"id":"item_2","object":"realtime.item","type":"function_call","status":"incomplete","name":"book_table","call_id":"call_1","arguments":"{\"par"}],
        "conversation_id":"conv_1","output_modalities":["audio"],"max_output_tokens":"inf","metadata":{"purpose":"reading"},
        "usage":{"total_tokens":300,"input_tokens":200,"output_tokens":100,
        "input_token_details":{"text_tokens":120,"audio_tokens":80,"image_tokens":0,"cached_tokens":64,"cached_tokens_details":{"text_tokens":48,"audio_tokens":16,"image_tokens":0}},
        "output_token_details":{"text_tokens":20,"audio_tokens":80}}}}
        """;

    private static RealtimeEvent Read(string json)
    {
        Assert.True(RealtimeEvent.TryRead(Encoding.UTF8.GetBytes(json), out var read));
        return read;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
