namespace VoiceHunte.Edge.Store;

/// <summary>Closes a message, beside the running service or without it: the one write that is not the service's.</summary>
internal static class ClosedMessage
{
    /// <returns>False when there is no such open message.</returns>
    /// <exception cref="StoreUnavailableException">There is no database, or it cannot be written.</exception>
    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public static bool Close(string path, long id, DateTimeOffset now)
    {
        if (!File.Exists(path)) throw new StoreUnavailableException($"there is no database {path} yet", null);

        using var connection = DatabaseFile.OpenForChanging(path);
        Migrations.RefuseNewer(connection);
        using var close = new Statement(connection, "UPDATE messages SET status = 'done', closed_at = $now WHERE id = $id AND status = 'open'");
        return close.Run(UtcText.Of(now), id) > 0;
    }
}
