namespace VoiceHunte.Edge.Twilio;

/// <summary>Twilio's REST API refused, failed, or could not be reached.</summary>
/// <param name="status">The HTTP status; null when no answer came.</param>
/// <param name="code">Twilio's own error code (20003: wrong credentials, 20404: no such thing); null when it gave none.</param>
/// <param name="message">A sentence for the operator.</param>
/// <param name="inner">What failed underneath, where something did.</param>
internal sealed class TwilioException(int? status, int? code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public int? Status { get; } = status;

    public int? Code { get; } = code;
}
