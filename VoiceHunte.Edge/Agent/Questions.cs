namespace VoiceHunte.Edge.Agent;

/// <summary>What the agent has asked, so that a bare answer is understood; the words of the database.</summary>
internal static class Questions
{
    public const string DateAndTime = "date_time";
    public const string Date = "date";
    public const string Time = "time";
    public const string People = "people";
    public const string Name = "name";

    /// <summary>"Is that right?" after all was read back.</summary>
    public const string Confirm = "confirm";

    /// <summary>What of it shall be corrected or changed.</summary>
    public const string Change = "change";

    /// <summary>Which of the times that are free.</summary>
    public const string Alternative = "alternative";

    /// <summary>Which of the caller's reservations.</summary>
    public const string Which = "which";

    /// <summary>The number of a reservation, and the name it is under.</summary>
    public const string NumberAndName = "number_name";

    /// <summary>Whether a colleague shall take the call.</summary>
    public const string Person = "person";

    /// <summary>What the staff shall be told.</summary>
    public const string Message = "message";

    public const string AnythingElse = "anything_else";
}
