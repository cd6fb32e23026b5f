using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>Every sentence that the appliance itself says, in one language.</summary>
internal sealed class Phrases
{
    private static readonly Dictionary<Language, Lazy<Phrases>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<Phrases>(() => new Phrases(language)));

    private readonly PhraseBook book;

    private Phrases(Language language)
    {
        var file = LanguageFile.Of(language);
        book = new PhraseBook(language, file.Phrases);
        Spoken = new SpokenForms(file.Speech, book);
        Hours = new HoursPhrases(book, Spoken);
        Reservations = new ReservationPhrases(book, Spoken);
        Menu = new MenuPhrases(book, Spoken, file.Menu);
        Message = new MessagePhrases(book);
    }

    public SpokenForms Spoken { get; }

    public HoursPhrases Hours { get; }

    public MenuPhrases Menu { get; }

    public ReservationPhrases Reservations { get; }

    public MessagePhrases Message { get; }

    public string Goodbye => book.Say("goodbye");

    public string GoodbyeAfterSilence => book.Say("goodbye_silence");

    public string GoodbyeAfterLongCall => book.Say("goodbye_long_call");

    public string UnknownKey => book.Say("key_unknown");

    /// <summary>After a "no" to <see cref="ConfirmHeard"/>.</summary>
    public string PleaseRepeat => book.Say("please_repeat");

    public string AnythingElse => book.Say("anything_else");

    /// <summary>A webhook after a restart, whose turn is still being worked on.</summary>
    public string PleaseWait => book.Say("please_wait");

    /// <summary>A fault on our side; the line stays open.</summary>
    public string Apology => book.Say("apology");

    public string ApologyAndGoodbye => book.Say("apology_goodbye");

    public string Transfer => book.Say("transfer");

    public string TransferOfMisunderstood => book.Say("transfer_stuck");

    /// <summary>Before the first word of a call that is recorded.</summary>
    /// <param name="mayRefuse">How to refuse is told too.</param>
    public string Recorded(bool mayRefuse) => book.Say(mayRefuse ? "recorded_may_refuse" : "recorded");

    public string RecordingRefused => book.Say("recording_refused");

    /// <summary>May the voice be remembered? A yes to exactly this is the consent that is kept.</summary>
    public string AskForVoice => book.Say("voice_ask");

    public string VoiceAgreed => book.Say("voice_agreed");

    public string VoiceDeclined => book.Say("voice_declined");

    public string VoiceForgotten => book.Say("voice_forgotten");

    /// <summary>Before a reservation is read back to whoever the voice suggests.</summary>
    public string IsThis(string name) => book.Say("voice_is_it", ("name", name));

    public string RateLimited => book.Say("rate_limited");

    public static Phrases For(Language language) => ByLanguage[language].Value;

    /// <summary>The restaurant's own greeting, else ours.</summary>
    public static string Greeting(RestaurantProfile restaurant, Language language) =>
        restaurant.Greeting(language) ?? For(language).book.Say("greeting", ("restaurant", restaurant.Name(language)));

    /// <param name="silences">How many times in a row nothing was heard, this one included.</param>
    /// <summary>To a caller on an open line who has said nothing for a while.</summary>
    public string StillThere => book.Say("still_there");

    public string AskAgain(int silences) => book.Say(silences <= 1 ? "ask_again_1" : "ask_again_2");

    /// <param name="person">There is a number to transfer to, so the key 0 is offered too.</param>
    public string OfferKeys(bool person) => book.Say(person ? "keys_person" : "keys");

    public string ConfirmHeard(string heard) => book.Say("confirm_heard", ("heard", heard));

    /// <summary>While the answer is still being thought of; another sentence each time in a row.</summary>
    /// <param name="times">How many were already said for this answer.</param>
    public string Holding(int times) => book.Say((times % 3) switch { 0 => "holding_1", 1 => "holding_2", _ => "holding_3" });

    public string WhatICanDo(bool person) => book.Say(person ? "help_person" : "help");
}
