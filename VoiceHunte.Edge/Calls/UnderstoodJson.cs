using System.Globalization;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Calls;

/// <summary>What was read in a turn's words, as the database keeps it: those slots that were said, all as text.</summary>
internal static class UnderstoodJson
{
    /// <summary>Null where nothing was.</summary>
    public static string? Of(Understood understood)
    {
        var slots = 0;
        var text = JsonText.Of(json =>
        {
            json.WriteStartObject();
            Write("date", understood.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Write("time", understood.Time?.ToString("HH:mm", CultureInfo.InvariantCulture));
            Write("people", understood.People?.ToString(CultureInfo.InvariantCulture));
            Write("name", understood.Name);
            Write("reservation_id", understood.ReservationId);
            Write("answer", understood.Answer switch { true => "yes", false => "no", null => null });
            Write("language", understood.Switch?.Code);
            json.WriteEndObject();

            void Write(string slot, string? value)
            {
                if (value is null) return;
                json.WriteString(slot, value);
                slots++;
            }
        });
        return slots == 0 ? null : text;
    }
}
