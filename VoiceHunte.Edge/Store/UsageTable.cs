using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>One use of something that is paid for.</summary>
/// <param name="CallId">Null where it was for no call.</param>
/// <param name="Kind"><c>chat</c>, <c>speech</c>, <c>transcription</c>, <c>realtime</c>, <c>telephony</c> or <c>recording</c>.</param>
/// <param name="Quantities">A JSON object, such as <c>{"prompt_tokens":310}</c>.</param>
/// <param name="CostMicroUsd">Millionths of a dollar; null where no price is known.</param>
internal sealed record StoredUsage(
    string? CallId, int? TurnId, string Kind, string Model, string Quantities, long? CostMicroUsd, DateTimeOffset CreatedAt);

/// <summary>A caller who was over one of the limits.</summary>
/// <param name="Limit">The setting's name.</param>
internal sealed record LimitHit(string Phone, string Limit, string? CallId, DateTimeOffset CreatedAt);

/// <summary>Writes <c>usage</c> and <c>limit_hits</c>.</summary>
internal sealed class UsageTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement keep = new(connection, """
        INSERT INTO usage (call_id, turn_id, kind, model, quantities, cost_micro_usd, created_at)
        VALUES ($call_id, $turn_id, $kind, $model, $quantities, $cost, $created_at)
        """);

    // Twilio repeats its callbacks: the minutes of a call are paid once.
    private readonly Statement keepOnce = new(connection, """
        INSERT INTO usage (call_id, kind, model, quantities, cost_micro_usd, created_at)
        SELECT $call_id, $kind, $model, $quantities, $cost, $created_at
        WHERE NOT EXISTS (SELECT 1 FROM usage WHERE call_id = $call_id AND kind = $kind AND model = $model)
        """);

    private readonly Statement hit = new(connection, """
        INSERT INTO limit_hits (phone, limit_name, call_id, created_at) VALUES ($phone, $limit, $call_id, $created_at)
        """);

    public void Keep(StoredUsage use) =>
        keep.Run(use.CallId, use.TurnId, use.Kind, use.Model, use.Quantities, use.CostMicroUsd, UtcText.Of(use.CreatedAt));

    /// <returns>False where the call has a use of this kind and model already.</returns>
    public bool KeepOnce(StoredUsage use) =>
        keepOnce.Run(use.CallId, use.Kind, use.Model, use.Quantities, use.CostMicroUsd, UtcText.Of(use.CreatedAt)) > 0;

    public void Keep(LimitHit one) => hit.Run(one.Phone, one.Limit, one.CallId, UtcText.Of(one.CreatedAt));

    public void Dispose()
    {
        keep.Dispose();
        keepOnce.Dispose();
        hit.Dispose();
    }
}
