using System.Globalization;
using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Takes away what hangs on a call, and the person behind a reservation; what it cost and the seats stay.</summary>
internal sealed class CallRows(SqliteConnection connection)
{
    private readonly RareStatements rare = new(connection);

    /// <summary>All but its messages and its reservations.</summary>
    /// <returns>How many rows went, by kind.</returns>
    public IReadOnlyList<(string Kind, int Count)> Delete(string callId)
    {
        rare.Run("DELETE FROM holds WHERE call_id = $call_id", callId);
        rare.Run("UPDATE usage SET call_id = NULL WHERE call_id = $call_id", callId);
        rare.Run("UPDATE reservations SET call_id = NULL WHERE call_id = $call_id", callId);
        rare.Run("UPDATE reservation_history SET call_id = NULL WHERE call_id = $call_id", callId);
        // Keys are CALL/TURN, and 0 is the letter behind the slash; they only know a wish that comes twice within seconds.
        rare.Run("DELETE FROM reservation_changes WHERE change_key >= $call_id || '/' AND change_key < $call_id || '0'", callId);
        rare.Run("""
            UPDATE reservations SET booking_key = 'erased ' || hex(randomblob(16)) WHERE booking_key >= $call_id || '/' AND booking_key < $call_id || '0'
            """, callId);
        rare.Run("""
            UPDATE audit SET subject = 'erased', before = NULL, after = NULL
            WHERE subject = $call_id OR instr(before, $call_id) > 0 OR instr(after, $call_id) > 0
            """, callId);
        return
        [
            ("turns", rare.Run("DELETE FROM turns WHERE call_id = $call_id", callId)),
            ("replies", rare.Run("DELETE FROM replies WHERE call_id = $call_id", callId)),
            ("spoken_lines", rare.Run("DELETE FROM spoken_lines WHERE call_id = $call_id", callId)),
            ("audio_files", rare.Run("DELETE FROM audio_files WHERE call_id = $call_id", callId)),
            ("limit_hits", rare.Run("DELETE FROM limit_hits WHERE call_id = $call_id", callId)),
            ("calls", rare.Run("DELETE FROM calls WHERE call_id = $call_id", callId)),
        ];
    }

    /// <summary>A reservation becomes seats taken at a time, by nobody.</summary>
    public void MakeAnonymous(long reservation)
    {
        rare.Run("DELETE FROM reservation_history WHERE reservation_id = $id", reservation);
        rare.Run("DELETE FROM reservation_changes WHERE reservation_id = $id", reservation);
        rare.Run(
            "UPDATE audit SET before = NULL, after = NULL WHERE subject = $id AND action LIKE 'reservation %'", reservation.ToString(CultureInfo.InvariantCulture));
        rare.Run("""
            UPDATE reservations SET name = 'erased', phone = NULL, notes = NULL, call_id = NULL, language = NULL,
                booking_key = 'erased ' || hex(randomblob(16))
            WHERE id = $id
            """, reservation);
    }
}
