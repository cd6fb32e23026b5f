using System.Globalization;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Operations;

/// <summary>How it stands with one configured model on a day.</summary>
/// <param name="End">Null while none is known.</param>
/// <param name="InUse">What is asked in its place today; itself while it lives, or where no successor is known.</param>
internal sealed record ModelStanding(string Setting, string Model, ModelEnd? End, string InUse, DateOnly Today)
{
    /// <summary>A model that ends sooner is worth a warning now: OpenAI itself gives notice of three to six months.</summary>
    public const int SoonDays = 90;

    public int? DaysLeft => End?.Ends.DayNumber - Today.DayNumber;

    public bool HasEnded => DaysLeft <= 0;

    public bool EndsSoon => DaysLeft is > 0 and <= SoonDays;

    public bool IsSucceeded => InUse != Model;

    public string Name => $"{Setting}={Model}";

    public string Day => End!.Ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What to know of it, and to do; null while there is nothing.</summary>
    public string? Finding =>
        HasEnded ? $"{Name} ended on {Day}: {(IsSucceeded ? $"{InUse} is used in its place" : "choose another")}"
        : EndsSoon ? $"{Name} ends on {Day}: {(End!.Successor is { } next ? $"{next} is used from then on" : "choose another before")}"
        : null;

    /// <summary>All configured models, in the order of the settings' table.</summary>
    public static IReadOnlyList<ModelStanding> Of(OpenAISettings chosen, ModelCalendar calendar, DateOnly today)
    {
        return
        [
            Of(SettingsTable.OpenAIChatModel, chosen.ChatModel),
            Of(SettingsTable.OpenAITtsModel, chosen.TtsModel),
            Of(SettingsTable.OpenAISttModel, chosen.SttModel),
            Of(SettingsTable.OpenAIRealtimeModel, chosen.RealtimeModel),
            new(SettingsTable.OpenAILiveSttModel.Name, chosen.LiveSttModel, calendar.EndOfLive(chosen.LiveSttModel), calendar.InUseLive(chosen.LiveSttModel), today),
        ];

        ModelStanding Of(Setting setting, string model) => new(setting.Name, model, calendar.EndOf(model), calendar.InUse(model), today);
    }
}
