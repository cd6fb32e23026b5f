using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VoiceHunte.Edge.Twilio;

/// <summary>What is sent to ConversationRelay. What it does not know it answers with error 64107, and goes on.</summary>
internal static class RelayMessages
{
    /// <summary>Words to be spoken.</summary>
    /// <param name="token">As they come; an empty one with <paramref name="last"/> closes the answer.</param>
    /// <param name="last">Whether the answer ends with it.</param>
    /// <param name="lang">The locale to speak it in; null: the one that is set.</param>
    /// <param name="interruptible">Whether the caller may cut in; null: as the TwiML says.</param>
    /// <param name="preemptible">Whether the next answer may; null: as the TwiML says.</param>
    public static ReadOnlyMemory<byte> Text(
        string token, bool last, string? lang = null, bool? interruptible = null, bool? preemptible = null) =>
        Json(new("text", token, last, lang, interruptible, preemptible), RelayJson.Default.WireRelayText);

    /// <summary>An audio file to be played.</summary>
    /// <param name="source">Its address.</param>
    /// <param name="loop">How often, 0 for ever; null: once.</param>
    /// <param name="preemptible">Whether the next answer may cut it off; null: as the TwiML says.</param>
    /// <param name="interruptible">Whether the caller may; null: as the TwiML says.</param>
    public static ReadOnlyMemory<byte> Play(string source, int? loop = null, bool? preemptible = null, bool? interruptible = null) =>
        Json(new("play", source, loop, preemptible, interruptible), RelayJson.Default.WireRelayPlay);

    /// <summary>Keys to be sounded.</summary>
    public static ReadOnlyMemory<byte> SendDigits(string digits) => Json(new("sendDigits", digits), RelayJson.Default.WireRelayDigits);

    /// <summary>From now on the caller is spoken to, and listened to, in these locales; null leaves one as it is.</summary>
    public static ReadOnlyMemory<byte> Language(string? ttsLanguage, string? transcriptionLanguage) =>
        Json(new("language", ttsLanguage, transcriptionLanguage), RelayJson.Default.WireRelayLanguage);

    /// <summary>Ends the session at once, whatever is being spoken.</summary>
    /// <param name="handoffData">Comes back as <c>HandoffData</c> at the action's address.</param>
    public static ReadOnlyMemory<byte> End(string? handoffData = null) => Json(new("end", handoffData), RelayJson.Default.WireRelayEnd);

    private static ReadOnlyMemory<byte> Json<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(message, type);
}
