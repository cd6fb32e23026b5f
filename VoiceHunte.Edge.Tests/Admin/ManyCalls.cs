using System.Globalization;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Admin;

/// <summary>The history of years, put into a database in seconds: four turns a call, and what they cost.</summary>
internal static class ManyCalls
{
    public const int TurnsEach = 4;

    /// <summary>Said in every thousandth call.</summary>
    public const string RareWord = "umbrella";

    /// <summary>Said in every call.</summary>
    public const string CommonWord = "table";

    /// <param name="dataDir">Of an appliance that has been there.</param>
    /// <param name="count">How many; the last of them begins at <paramref name="last"/>.</param>
    /// <param name="last">In UTC.</param>
    /// <param name="secondsApart">From one call to the next.</param>
    public static void Put(string dataDir, int count, DateTimeOffset last, int secondsApart = 300)
    {
        var at = last.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Database.Write(dataDir, string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TEMP TABLE many AS
                WITH RECURSIVE numbered (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbered WHERE i < {count})
                SELECT i, printf('CA%032x', i) AS call_id, strftime('%Y-%m-%dT%H:%M:%fZ', '{at}', printf('-%d seconds', ({count} - i) * {secondsApart})) AS at,
                    CASE i % 4 WHEN 0 THEN 'en' WHEN 1 THEN 'sk' WHEN 2 THEN 'uk' ELSE 'ru' END AS language
                FROM numbered;
            INSERT INTO calls (call_id, started_at, ended_at, language, from_number, status, mode, duration_seconds, outcome)
                SELECT call_id, at, strftime('%Y-%m-%dT%H:%M:%fZ', at, '+60 seconds'), language, printf('+4219%08d', i * 7919 % 100000000), 'completed', 'gather', 30 + i % 90,
                    CASE i % 5 WHEN 0 THEN 'booked' WHEN 1 THEN 'missed' WHEN 2 THEN 'transferred' ELSE 'answered' END
                FROM many ORDER BY i;
            INSERT INTO turns (call_id, turn_id, user_text, confidence, language, intent, assistant_text, source, latency_ms, created_at, stages)
                SELECT call_id, turn, CASE turn WHEN 1 THEN 'a table for two tomorrow' WHEN 2 THEN printf('at half past %d please', i % 12)
                        WHEN 3 THEN CASE i % 1000 WHEN 0 THEN 'I left my umbrella' ELSE 'my name is Anna' END ELSE 'yes thank you' END,
                    0.5 + (i * 31 + turn) % 50 / 100.0, language, CASE turn WHEN 1 THEN 'create_booking' ELSE 'confirm' END, 'For how many people shall it be',
                    CASE i % 3 WHEN 0 THEN 'rules' ELSE 'model' END, 20 + (i * 7919 + turn * 104729) % 1500, strftime('%Y-%m-%dT%H:%M:%fZ', at, printf('+%d seconds', turn * 10)),
                    json_object('understand', 1 + i % 7, 'model', (i * 7919) % 1400)
                FROM many, (SELECT value AS turn FROM json_each('[1,2,3,4]')) ORDER BY i, turn;
            INSERT INTO usage (call_id, turn_id, kind, model, quantities, cost_micro_usd, created_at)
                SELECT call_id, turn, 'chat', 'gpt-5-mini', json_object('input', 900 + i % 100, 'output', 40), 300 + i % 50, at
                FROM many, (SELECT value AS turn FROM json_each('[1,2]')) ORDER BY i, turn;
            DROP TABLE many
            """));
    }
}
