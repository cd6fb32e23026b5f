using System.Text.Json;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Calls;

/// <summary>One turn of <c>/agent/text</c>.</summary>
/// <param name="Text">Empty: the caller says nothing.</param>
/// <param name="Language">What the caller is taken to speak; null leaves the call its own.</param>
/// <param name="CallId">Null begins a call.</param>
/// <param name="From">The caller's number, as if calling; null when it is hidden. It counts where the call begins.</param>
internal sealed record TextRequest(string Text, Language? Language, string? CallId, string? From)
{
    // As much as is believed of a webhook's SpeechResult.
    private const int LongestText = 4000;
    private const int LongestCallId = 64;
    private const int LongestNumber = 16;

    /// <summary>The request, or null and what is wrong with each field.</summary>
    /// <param name="withText">False where the words come from audio.</param>
    public static TextRequest? Read(JsonElement body, bool withText, RestaurantProfile restaurant, out IReadOnlyDictionary<string, string[]> errors)
    {
        var fields = new ProblemFields(body);
        var text = withText ? fields.RequiredText("text", OfText) : null;
        var language = fields.Text("language", code => OfLanguage(code, restaurant));
        var request = new TextRequest(text ?? "", Language.Find(language), fields.Text("call_id", OfCallId), fields.Text("from", OfNumber));
        errors = fields.Errors;
        return errors.Count == 0 ? request : null;
    }

    /// <summary>As much of a transcript as is taken for one turn.</summary>
    public TextRequest WithTranscript(string text) =>
        this with { Text = text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] };

    private static string? OfText(string text) => text.Length <= LongestText ? null : $"must be at most {LongestText} characters";

    private static string? OfLanguage(string code, RestaurantProfile restaurant) =>
        Language.Find(code) is { } language && restaurant.Speaks(language) ? null : $"must be one of {string.Join(", ", restaurant.Languages)}";

    private static string? OfCallId(string id) =>
        id.Length is > 0 and <= LongestCallId && id.All(char.IsAsciiLetterOrDigit) ? null : "must be the call_id of an earlier answer";

    private static string? OfNumber(string number) =>
        AnonymousCaller.Is(number) || (number.StartsWith('+') && number.Length <= LongestNumber && number.Skip(1).All(char.IsAsciiDigit))
            ? null
            : "must be a number in the international form, or anonymous";
}
