namespace VoiceHunte.Edge.Store;

/// <summary>That a number is to be erased, or was.</summary>
/// <param name="Phone">Null once its rows are gone.</param>
/// <param name="PhoneHash">Slow and salted: knows the number again where an older backup brings it back.</param>
/// <param name="RequestedBy">As the audit names them.</param>
/// <param name="Certificate">JSON; null before the rows are gone.</param>
internal sealed record StoredErasure(
    string Id, string? Phone, string PhoneSalt, string PhoneHash, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string? Certificate);

/// <summary>What came of the wish to erase a number.</summary>
/// <param name="Id">Null where nothing is kept on it, or its caller is on the telephone.</param>
internal readonly record struct ErasureBegun(string? Id, bool IsOnTheTelephone);

/// <summary>A file that was spoken to a caller.</summary>
/// <param name="IsShared">Other calls have it too.</param>
internal readonly record struct CallersFile(string Path, bool IsShared);
