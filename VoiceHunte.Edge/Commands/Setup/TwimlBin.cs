using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Commands.Setup;

/// <summary>What Twilio itself answers while the appliance is away: a colleague is rung, and then a sentence is said.</summary>
internal static class TwimlBin
{
    private const string SomebodysNumber = "+421900000000";

    /// <summary>The document for this restaurant, and the steps by which it becomes a fallback.</summary>
    public static string Steps(EdgeSettings settings)
    {
        var (document, isDialling) = DocumentFor(settings);
        return $"""
            While the appliance is away, Twilio can answer by itself. In Twilio's console:
              1. TwiML Bins, Create new TwiML Bin, any name, and this text{(isDialling ? "" : $" with a colleague's number in place of {SomebodysNumber}")}:

            {document}
              2. Create, and copy its address: https://handler.twilio.com/twiml/EH…
              3. voicehunte twilio setup --fallback ADDRESS, and TWILIO_FALLBACK_URL=ADDRESS among the settings.
            """;
    }

    /// <summary>With its languages alone, and the number of whoever takes a transferred call where there is one.</summary>
    private static (string Document, bool IsDialling) DocumentFor(EdgeSettings settings)
    {
        var restaurant = Load(settings.RestaurantFile);
        // A bin that dialled the number it answers for would ring itself.
        var colleague = restaurant?.TransferNumber is { } number && number != settings.Twilio.PhoneNumber ? number : null;
        var foreign = restaurant is null ? [] : Language.All.Except(restaurant.Languages).Select(language => $"language=\"{language.Locale}\"").ToList();
        var lines = EmbeddedText.Read("twiml-bin.xml").Split('\n').Where(line => !foreign.Any(other => line.Contains(other, StringComparison.Ordinal)));
        return (string.Join('\n', lines).Replace(SomebodysNumber, colleague ?? SomebodysNumber, StringComparison.Ordinal), colleague is not null);
    }

    private static RestaurantProfile? Load(string? path)
    {
        try
        {
            // The demo's number is nobody's.
            return path is null ? null : RestaurantProfile.Load(path);
        }
        catch (RestaurantFileException)
        {
            return null;
        }
    }
}
