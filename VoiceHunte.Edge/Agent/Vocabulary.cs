using System.Collections.Frozen;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Agent;

/// <summary>The words of one language file, made ready for matching.</summary>
internal sealed class Vocabulary
{
    private const string NotCancelName = "not_cancel";
    private const string IdNumberName = "id_number";
    private const string NoRecordingName = "no_recording";
    private const string ForgetVoiceName = "forget_voice";
    private const string NotForgetVoiceName = "not_forget_voice";
    private const string RememberVoiceName = "remember_voice";
    private const string RememberVoiceBesideName = "remember_voice_beside";

    private static readonly Dictionary<Language, Lazy<Vocabulary>> ByLanguage =
        Language.All.ToDictionary(language => language, language => new Lazy<Vocabulary>(() => new Vocabulary(LanguageFile.Of(language))));

    private readonly KnownWords words;
    private readonly FrozenSet<string> common;

    private Vocabulary(LanguageFile file)
    {
        words = file.Words;
        common = words.Common.SelectMany(word => HeardWords.Of(word).Plain).ToFrozenSet();
        Negations = words.Negations.SelectMany(word => HeardWords.Of(word).Plain).ToFrozenSet();
        Transfer = new PatternList(words.Intents[Intents.Transfer]);
        NotCancel = new PatternList(words.Intents[NotCancelName]);
        IdNumber = new PatternList(words.Intents[IdNumberName]);
        NoRecording = new PatternList(words.Intents[NoRecordingName]);
        ForgetVoice = new PatternList(words.Intents[ForgetVoiceName]);
        NotForgetVoice = new PatternList(words.Intents[NotForgetVoiceName]);
        RememberVoice = new PatternList(words.Intents[RememberVoiceName]);
        RememberVoiceBeside = new PatternList(words.Intents[RememberVoiceBesideName]);
        Cancel = new PatternList(words.Intents[Intents.CancelReservation]);
        Update = new PatternList(words.Intents[Intents.UpdateReservation]);
        Create = new PatternList(words.Intents[Intents.CreateReservation]);
        Hours = new PatternList(words.Intents[Intents.HoursInfo]);
        Menu = new PatternList(words.Intents[Intents.MenuQuestion]);
        Farewells = new PatternList(words.Farewells);
        Courtesies = new PatternList(words.Courtesies);
        Fillers = new PatternList(words.Fillers);
        Yes = new PatternList(words.Yes);
        No = new PatternList(words.No);
        Choices = [.. Enum.GetValues<Choice>().Select(choice => (choice, new PatternList(words.Choices[choice.ToString().ToLowerInvariant()])))];
        AskedFor = [.. words.Languages.Select(asked => (Language.Find(asked.Key)!, new PatternList(asked.Value)))];
    }

    public FrozenSet<string> Negations { get; }
    public PatternList Transfer { get; }
    public PatternList NotCancel { get; }

    /// <summary>The number that follows is a person's.</summary>
    public PatternList IdNumber { get; }
    public PatternList NoRecording { get; }
    public PatternList ForgetVoice { get; }

    /// <summary>What sounds like it and is something else.</summary>
    public PatternList NotForgetVoice { get; }

    /// <summary>Ways to agree to its being remembered.</summary>
    public PatternList RememberVoice { get; }

    /// <summary>What may stand beside that and changes nothing of it.</summary>
    public PatternList RememberVoiceBeside { get; }
    public PatternList Cancel { get; }
    public PatternList Update { get; }
    public PatternList Create { get; }
    public PatternList Hours { get; }
    public PatternList Menu { get; }
    public PatternList Farewells { get; }
    public PatternList Courtesies { get; }
    public PatternList Fillers { get; }
    public PatternList Yes { get; }
    public PatternList No { get; }
    public IReadOnlyList<(Choice Choice, PatternList Words)> Choices { get; }
    public IReadOnlyList<(Language Language, PatternList Words)> AskedFor { get; }

    public static Vocabulary For(Language language) => ByLanguage[language].Value;

    /// <summary>How many words say no more than yes, no, thanks or well from there on.</summary>
    public int CourtesyAt(ReadOnlySpan<string> words, int at) =>
        Math.Max(Math.Max(Fillers.LongestAt(words, at), Courtesies.LongestAt(words, at)), Math.Max(Yes.LongestAt(words, at), No.LongestAt(words, at)));

    public bool IsCommon(string plain) => common.Contains(plain);

    public bool HasOwnLetter(string spelled) => spelled.AsSpan().IndexOfAny(words.Letters) >= 0;
}
