using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using VoiceHunte.Edge.Telemetry;

namespace VoiceHunte.Edge.Store;

/// <summary>Who changes a reservation.</summary>
/// <param name="CallId">The call in which it was asked for; null for an operator.</param>
/// <param name="Operator">As the audit names them; null for a caller.</param>
internal sealed record ChangedBy(string? CallId, string? Operator);

/// <summary>Writes <c>reservation_history</c>: what was done to a reservation, by whom, in the transaction that does it.</summary>
internal sealed class ReservationHistoryTable(SqliteConnection connection, OperatorTables operators) : IDisposable
{
    private readonly Statement note = new(connection, """
        INSERT INTO reservation_history (reservation_id, action, changed_by, call_id, before, after, created_at)
        VALUES ($reservation_id, $action, $changed_by, $call_id, $before, $after, $created_at)
        """);

    /// <param name="before">Null for a new one.</param>
    public void Note(string action, ChangedBy by, StoredReservation? before, StoredReservation after)
    {
        var (was, isNow) = (before is null ? null : Json(before), Json(after));
        note.Run(after.Id, action, by.Operator is null ? "caller" : "operator", by.CallId, was, isNow, UtcText.Of(after.UpdatedAt));
        if (by.Operator is { } name)
            operators.Note(new AuditEntry(name, $"reservation {action}", after.Id.ToString(CultureInfo.InvariantCulture), was, isNow, after.UpdatedAt));
    }

    public void Dispose() => note.Dispose();

    /// <summary>What a person would compare, in letters that they read; the number masked.</summary>
    public static string Json(StoredReservation one) => JsonText.Of(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteString("starts_at", UtcText.Of(one.StartsAt));
            json.WriteNumber("people", one.People);
            json.WriteString("phone", MaskedNumber.OnScreen(one.Phone));
            json.WriteString("notes", one.Notes);
            json.WriteString("status", one.Status);
            json.WriteString("tables", TableNames.Of(one.Tables));
            json.WriteEndObject();
        },
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
