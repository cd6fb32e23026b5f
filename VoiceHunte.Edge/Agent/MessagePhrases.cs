namespace VoiceHunte.Edge.Agent;

/// <summary>Sentences about a message for the staff. The first four ask for one: what is said next is the message.</summary>
internal sealed class MessagePhrases(PhraseBook book)
{
    public string Ask => book.Say("message_ask");

    /// <summary>There is no number to put the caller through to.</summary>
    public string AskAsNobodyIsThere => book.Say("message_ask_nobody");

    /// <summary>The person called did not answer.</summary>
    public string AskAsNobodyAnswered => book.Say("transfer_failed");

    /// <summary>Nothing was understood, twice in a row, and there is nobody to put the caller through to.</summary>
    public string AskAsNothingIsUnderstood => book.Say("message_ask_stuck");

    public string Taken => book.Say("message_taken");

    public string Declined => book.Say("message_declined");
}
