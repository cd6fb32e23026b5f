namespace VoiceHunte.Edge.Calls;

/// <summary>Why a call goes to a human, in the words of the database.</summary>
internal static class TransferReasons
{
    public const string Asked = "asked";
    public const string Key = "key";
    public const string Stuck = "stuck";
    public const string TooManyTurns = "too_many_turns";

    /// <summary>The model's own decision; the caller had not asked in so many words.</summary>
    public const string Model = "model";
}
