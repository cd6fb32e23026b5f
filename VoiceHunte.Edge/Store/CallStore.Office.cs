namespace VoiceHunte.Edge.Store;

internal sealed partial class CallStore
{
    /// <summary>Asks for what the dashboard shows, on a thread of its own: no caller waits behind it.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<T> ReadForOfficeAsync<T>(Func<CallHistory, T> question, CancellationToken cancel) => office.AskAsync(question, cancel);

    /// <summary>Writes what an operator did.</summary>
    public Task<Kept> KeepAuditAsync(AuditEntry entry) => KeepAsync(database => database.Operators.Note(entry));

    /// <summary>Opens or closes a message for the staff, with the audit's line in the same transaction.</summary>
    public Task<Kept> SetMessageAsync(long id, string status, AuditEntry entry) => KeepAsync(database =>
    {
        if (database.Operators.SetMessage(id, status, entry.CreatedAt)) database.Operators.Note(entry);
    });

    public Task<Kept> KeepSessionAsync(StoredSession session) => KeepAsync(database => database.Operators.Keep(session));

    public Task<Kept> EndSessionAsync(string idHash) => KeepAsync(database => database.Operators.End(idHash));

    public Task<Kept> EndAllSessionsAsync() => KeepAsync(database => database.Operators.EndAll());
}
