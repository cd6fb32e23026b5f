using System.Text;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.OpenAI;

public sealed class RealtimeEventFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        Encoding.UTF8.GetBytes(RealtimeEventTests.Done),
        [.. """{"type":"response.output_audio.delta","event_id":"event_9","response_id":"resp_1","item_id":"item_1","output_index":0,"content_index":0,"delta":"+/8A"}"""u8],
        [.. """{"type":"response.output_audio_transcript.delta","delta":"Dobr\u00fd \"de\u0148\" \ud83c\udf7d"}"""u8],
        [.. """{"type":"error","event_id":"event_890","error":{"type":"invalid_request_error","code":"x","message":"No.","param":null,"event_id":"event_6"}}"""u8],
        [.. """{"type":"conversation.item.input_audio_transcription.completed","item_id":"i","content_index":0,"transcript":"Ž","languages":[{"code":"sk"}]}"""u8],
        [.. """{"type":"response.output_item.done","response_id":"r","item":{"id":"i","type":"function_call","status":"completed","name":"n","call_id":"c","arguments":"{}"}}"""u8],
        [.. """{"type":"input_audio_buffer.speech_started","audio_start_ms":1340,"item_id":"item_1"}"""u8],
    ];

    [Fact]
    public void No_event_however_broken_is_more_than_unreadable() => Fuzz.AssertSomeAreRead(Seeds, Touch);

    // Whatever can be asked of an event is asked.
    private static bool Touch(byte[] json)
    {
        if (!RealtimeEvent.TryRead(json, out var read)) return false;
        _ = (read.Text(), read.Error(), read.FunctionCall(), read.Response(), read.Languages());
        return read.Kind != RealtimeEventKind.Unknown;
    }
}
