namespace VoiceHunte.Edge.OpenAI;

/// <summary>The events of the Realtime API that mean something to a telephone call, by their GA names.</summary>
internal enum RealtimeEventKind
{
    /// <summary>Anything else: to be passed over. New kinds come without notice.</summary>
    Unknown,

    /// <summary><c>error</c>: the session lives on, unless it is closed right after.</summary>
    Error,
    SessionCreated,
    SessionUpdated,
    InputCommitted,
    InputCleared,

    /// <summary><c>input_audio_buffer.speech_started</c>, with <see cref="RealtimeEvent.AudioStartMs"/>.</summary>
    SpeechStarted,

    /// <summary><c>input_audio_buffer.speech_stopped</c>, with <see cref="RealtimeEvent.AudioEndMs"/>.</summary>
    SpeechStopped,

    /// <summary><c>input_audio_buffer.timeout_triggered</c>: the idle time of the turn detection is over.</summary>
    InputTimeout,
    ItemAdded,
    ItemDone,
    ItemTruncated,
    ItemDeleted,

    /// <summary>The caller's words. They come late, and in no order with the answer.</summary>
    TranscriptionDelta,
    TranscriptionCompleted,
    TranscriptionFailed,
    ResponseCreated,
    OutputItemAdded,
    OutputItemDone,

    /// <summary>Audio, in base64, faster than it can be played.</summary>
    AudioDelta,
    AudioDone,

    /// <summary>The model's own words, ahead of their audio.</summary>
    AudioTranscriptDelta,
    AudioTranscriptDone,
    TextDelta,
    TextDone,

    /// <summary>
    /// <c>response.function_call_arguments.done</c>. It comes for interrupted calls too: only an item whose status is
    /// <c>completed</c> is to be run.
    /// </summary>
    FunctionCallDone,

    /// <summary>All is sent, which does not mean that it was played.</summary>
    ResponseDone,
    RateLimits,
}

internal static class RealtimeEventKinds
{
    /// <summary>The kind by the value of <c>type</c>; the frequent ones first.</summary>
    public static RealtimeEventKind Of(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("response.output_audio.delta"u8) => RealtimeEventKind.AudioDelta,
        _ when type.SequenceEqual("response.output_audio_transcript.delta"u8) => RealtimeEventKind.AudioTranscriptDelta,
        _ when type.SequenceEqual("conversation.item.input_audio_transcription.delta"u8) => RealtimeEventKind.TranscriptionDelta,
        _ when type.SequenceEqual("response.output_text.delta"u8) => RealtimeEventKind.TextDelta,
        _ when type.SequenceEqual("input_audio_buffer.speech_started"u8) => RealtimeEventKind.SpeechStarted,
        _ when type.SequenceEqual("input_audio_buffer.speech_stopped"u8) => RealtimeEventKind.SpeechStopped,
        _ when type.SequenceEqual("input_audio_buffer.committed"u8) => RealtimeEventKind.InputCommitted,
        _ when type.SequenceEqual("input_audio_buffer.cleared"u8) => RealtimeEventKind.InputCleared,
        _ when type.SequenceEqual("input_audio_buffer.timeout_triggered"u8) => RealtimeEventKind.InputTimeout,
        _ when type.SequenceEqual("conversation.item.input_audio_transcription.completed"u8) => RealtimeEventKind.TranscriptionCompleted,
        _ when type.SequenceEqual("conversation.item.input_audio_transcription.failed"u8) => RealtimeEventKind.TranscriptionFailed,
        _ when type.SequenceEqual("conversation.item.added"u8) => RealtimeEventKind.ItemAdded,
        _ when type.SequenceEqual("conversation.item.done"u8) => RealtimeEventKind.ItemDone,
        _ when type.SequenceEqual("conversation.item.truncated"u8) => RealtimeEventKind.ItemTruncated,
        _ when type.SequenceEqual("conversation.item.deleted"u8) => RealtimeEventKind.ItemDeleted,
        _ when type.SequenceEqual("response.created"u8) => RealtimeEventKind.ResponseCreated,
        _ when type.SequenceEqual("response.output_item.added"u8) => RealtimeEventKind.OutputItemAdded,
        _ when type.SequenceEqual("response.output_item.done"u8) => RealtimeEventKind.OutputItemDone,
        _ when type.SequenceEqual("response.output_audio.done"u8) => RealtimeEventKind.AudioDone,
        _ when type.SequenceEqual("response.output_audio_transcript.done"u8) => RealtimeEventKind.AudioTranscriptDone,
        _ when type.SequenceEqual("response.output_text.done"u8) => RealtimeEventKind.TextDone,
        _ when type.SequenceEqual("response.function_call_arguments.done"u8) => RealtimeEventKind.FunctionCallDone,
        _ when type.SequenceEqual("response.done"u8) => RealtimeEventKind.ResponseDone,
        _ when type.SequenceEqual("rate_limits.updated"u8) => RealtimeEventKind.RateLimits,
        _ when type.SequenceEqual("session.created"u8) => RealtimeEventKind.SessionCreated,
        _ when type.SequenceEqual("session.updated"u8) => RealtimeEventKind.SessionUpdated,
        _ when type.SequenceEqual("error"u8) => RealtimeEventKind.Error,
        _ => RealtimeEventKind.Unknown,
    };
}
