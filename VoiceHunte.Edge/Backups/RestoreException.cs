namespace VoiceHunte.Edge.Backups;

/// <summary>What is to be restored is no good backup; nothing has been touched.</summary>
/// <param name="message">For the operator, with what to do.</param>
internal sealed class RestoreException(string message, Exception? cause = null) : Exception(message, cause);
