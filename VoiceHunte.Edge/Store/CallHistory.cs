using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>Reads the call log, beside a running service or without one. For one thread at a time.</summary>
internal sealed class CallHistory : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly CallReads calls;
    private readonly GuestReads guests;
    private ReservationReads? reservations;
    private readonly MessageReads messages;
    private SpendingReads? spending;
    private OfficeReads? office;
    private FigureReads? figures;
    private RecordingReads? recordings;
    private PrivacyReads? privacy;
    private RetentionReads? retention;
    private CallerRows? caller;
    private VoiceReads? voices;

    private CallHistory(SqliteConnection connection)
    {
        this.connection = connection;
        calls = new CallReads(connection);
        guests = new GuestReads(connection);
        messages = new MessageReads(connection);
    }

    /// <exception cref="StoreUnavailableException">There is no database, or it cannot be read.</exception>
    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public static CallHistory Open(string path)
    {
        if (!File.Exists(path)) throw new StoreUnavailableException($"there is no database {path} yet", null);

        SqliteConnection? connection = null;
        try
        {
            connection = DatabaseFile.OpenForReading(path);
            Migrations.RefuseNewer(connection);
            return new CallHistory(connection);
        }
        catch (Exception trouble)
        {
            connection?.Dispose();
            if (trouble is SqliteException) throw DiskTrouble.Unavailable(trouble, path);
            throw;
        }
    }

    // Not before it is asked for: the file may be older than the book, and is not brought up to date by reading.
    public ReservationReads Reservations => reservations ??= new ReservationReads(connection);

    /// <summary>What was spent; as the book, not before it is asked for.</summary>
    public SpendingReads Spending => spending ??= new SpendingReads(connection);

    /// <summary>What the dashboard shows.</summary>
    public OfficeReads Office => office ??= new OfficeReads(connection);

    /// <summary>What the figures are made of.</summary>
    public FigureReads Figures => figures ??= new FigureReads(connection);

    public BackupsSoFar Backups => BackupsTable.Read(connection);

    public RecordingReads Recordings => recordings ??= new RecordingReads(connection);

    /// <summary>What is kept on a caller.</summary>
    public PrivacyReads Privacy => privacy ??= new PrivacyReads(connection);

    /// <summary>The same, as it stands in the tables.</summary>
    public CallerRows Caller => caller ??= new CallerRows(connection);

    /// <summary>What is over its time.</summary>
    public RetentionReads Retention => retention ??= new RetentionReads(connection);

    /// <summary>Who has agreed that their voice is remembered.</summary>
    public VoiceReads Voices => voices ??= new VoiceReads(connection);

    /// <summary>The latest calls, the newest first.</summary>
    public IReadOnlyList<LoggedCall> Recent(int limit) => calls.Recent(limit);

    public StoredCall? Find(string callId) => calls.Find(callId);

    /// <summary>Messages for the staff that nobody has closed, the oldest first.</summary>
    public IReadOnlyList<StoredMessage> OpenMessages() => messages.Open();

    public string? CustomerLanguage(string phone) => guests.Language(phone);

    public string? CustomerName(string phone) => guests.Name(phone);

    /// <summary>A line that has not expired.</summary>
    public SpokenLine? FindSpokenLine(string id, DateTimeOffset now) => guests.FindSpokenLine(id, now);

    public void Dispose()
    {
        calls.Dispose();
        guests.Dispose();
        reservations?.Dispose();
        spending?.Dispose();
        messages.Dispose();
        connection.Dispose();
    }
}
