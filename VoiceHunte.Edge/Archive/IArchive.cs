namespace VoiceHunte.Edge.Archive;

/// <summary>Where whole files are kept for long. Keys are paths such as <c>recordings/2026/11/26/CA…-RE….wav</c>.</summary>
internal interface IArchive
{
    /// <summary>The key as the database has it, which names the place too: <c>data:…</c> or <c>s3://bucket/…</c>.</summary>
    string StorageKey(string key);

    /// <summary>Puts a whole file there; the same once more replaces it. The file stays where it is.</summary>
    /// <param name="progress">What is remembered of an upload in parts, for the next try after a restart.</param>
    /// <exception cref="ArchiveException">It is not there, or not whole.</exception>
    Task PutAsync(string key, LocalFile file, IUploadProgress progress, CancellationToken cancel);

    /// <summary>Opens it, or a piece of it; null where there is no such file.</summary>
    /// <param name="to">The last byte, included; null: to the end.</param>
    /// <exception cref="ArchiveException">The place does not answer.</exception>
    Task<ArchivedFile?> OpenAsync(string key, long from, long? to, CancellationToken cancel);

    /// <summary>Takes it away; well where it is not there.</summary>
    /// <exception cref="ArchiveException">It may still be there.</exception>
    Task DeleteAsync(string key, CancellationToken cancel);

    /// <summary>All files under a beginning of keys, in the order of their keys.</summary>
    /// <exception cref="ArchiveException">The place does not answer.</exception>
    Task<IReadOnlyList<ArchivedName>> ListAsync(string prefix, CancellationToken cancel);

    /// <summary>Takes away what was begun before then and never became whole; returns how many.</summary>
    /// <exception cref="ArchiveException">The place does not answer.</exception>
    Task<int> TidyAsync(string prefix, DateTimeOffset before, CancellationToken cancel);

    /// <summary>An address that plays it for a while without any password; null where the place has none.</summary>
    Uri? Link(string key, TimeSpan validFor);
}

/// <param name="Path">Where it lies on this machine.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its content, in lower-case hexadecimal digits.</param>
internal sealed record LocalFile(string Path, long Bytes, string Sha256, string ContentType);

internal sealed record ArchivedName(string Key, long Bytes, DateTimeOffset LastModified);

/// <summary>What is read from an archive.</summary>
/// <param name="Content">Just the piece asked for.</param>
/// <param name="WholeLength">Of the whole file.</param>
internal sealed record ArchivedFile(Stream Content, long From, long To, long WholeLength) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Where the id of an upload in parts is written down, so that a restart goes on instead of beginning again.</summary>
internal interface IUploadProgress
{
    string? UploadId { get; }

    /// <param name="uploadId">Null: it is over.</param>
    Task KeepAsync(string? uploadId);
}

/// <summary>For what is sent anew after a restart, from its beginning.</summary>
internal sealed class ForgottenProgress : IUploadProgress
{
    public string? UploadId { get; private set; }

    public Task KeepAsync(string? uploadId)
    {
        UploadId = uploadId;
        return Task.CompletedTask;
    }
}

/// <summary>An archive that does not do what it should.</summary>
/// <param name="reason">For the operator, with what to do where that is known; carries no secret.</param>
/// <param name="isLasting">Trying again will not help before somebody has changed something.</param>
internal sealed class ArchiveException(string reason, bool isLasting, Exception? cause) : Exception(reason, cause)
{
    public bool IsLasting { get; } = isLasting;
}
