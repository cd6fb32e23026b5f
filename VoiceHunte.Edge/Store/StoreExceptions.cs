namespace VoiceHunte.Edge.Store;

/// <summary>The database was written by a newer version: writing to it could spoil what this one does not know.</summary>
internal sealed class NewerSchemaException(string path, long found, long known) : Exception(
    $"{path} has schema {found}, this program knows {known}: install the newer version again, or point DATA_DIR elsewhere");

/// <summary>The database cannot be read now. That a call is not found there means nothing yet.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner) : Exception(message, inner);

/// <summary>Another program has the database open: it cannot be replaced now.</summary>
internal sealed class DatabaseInUseException(string path, Exception? inner) : Exception($"{path} is in use", inner);
