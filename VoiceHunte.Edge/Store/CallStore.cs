using Microsoft.Data.Sqlite;

namespace VoiceHunte.Edge.Store;

/// <summary>
/// The call log: what callers said and were told, on disk before they hear it. When the disk refuses, calls go on from
/// memory and are written as soon as it takes them again.
/// </summary>
internal sealed partial class CallStore : IAsyncDisposable
{
    /// <summary>How long a caller's answer, a monitor, or a reader of the log waits for the disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long each of the two threads may take to stop, of the 10 s that the whole appliance has.</summary>
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    /// <summary>Twilio repeats a webhook within seconds, and holds a call for four hours at most.</summary>
    private static readonly TimeSpan RepeatsComeWithin = TimeSpan.FromDays(1);

    /// <summary>Twilio holds no call for longer.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(4);

    private readonly string path;
    private readonly StoreWriter writer;
    private readonly StoreReader reader;

    // The office's own: a long question of the dashboard never keeps a caller waiting.
    private readonly StoreReader office;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lock closingOnce = new();
    private Task? closing;

    private CallStore(string path, StoreWriter writer, StoreReader reader, StoreReader office, TimeProvider time, ILogger log)
    {
        (this.path, this.writer, this.reader, this.office) = (path, writer, reader, office);
        (this.time, this.log) = (time, log);
        Reservations = new ReservationStore(writer, reader);
    }

    public ReservationStore Reservations { get; }

    /// <summary>The version of the SQLite that is linked in.</summary>
    public static string SqliteVersion => new SqliteConnection().ServerVersion;

    public StoreHealth Health => writer.Health;

    /// <summary>Told of each commit: how many writes, and how long it took.</summary>
    public Action<int, TimeSpan>? Committed
    {
        set => writer.Committed = value;
    }

    /// <summary>Opens or makes the database. One that cannot be used now is tried again until it can.</summary>
    /// <param name="fullSync">Every commit is on the platter (<c>synchronous=FULL</c>); false leaves the last moments
    /// before a power cut to luck, but not those before a crash.</param>
    /// <exception cref="NewerSchemaException">The file knows more than this program.</exception>
    public static CallStore Open(string path, bool fullSync, TimeProvider time, ILogger log) =>
        Open(path, fullSync, StoreWriter.DefaultLimit, time, log);

    /// <param name="limit">How many writes may wait for the disk.</param>
    public static CallStore Open(string path, bool fullSync, int limit, TimeProvider time, ILogger log)
    {
        var reader = new StoreReader(path);
        var office = new StoreReader(path);
        var writer = new StoreWriter(path, fullSync, limit, ReopenReaders, time, log);
        writer.Start();
        reader.Start();
        office.Start();
        return new CallStore(path, writer, reader, office, time, log);

        void ReopenReaders()
        {
            reader.Reopen();
            office.Reopen();
        }
    }

    /// <summary>Keeps a new call, the guest behind it, its greeting for Twilio's repeats, and what will be spoken.</summary>
    public Task<Kept> KeepCallAsync(CallStarted call, StoredReply? reply, SpokenLine? line) => KeepAsync(database =>
    {
        database.Calls.Start(call);
        database.Customers.Greet(call);
        KeepAnswer(database, reply, line);
    });

    /// <summary>Keeps a turn, how the call stands after it, the answer for Twilio's repeats, and what will be spoken.</summary>
    /// <param name="message">The message for the staff that this turn was.</param>
    /// <param name="voice">What it changed of the voices of the caller's number.</param>
    public Task<Kept> KeepTurnAsync(StoredTurn turn, CallState state, StoredReply? reply, SpokenLine? line, NewMessage? message = null, ConsentChange? voice = null) =>
        KeepAsync(database =>
        {
            database.Customers.FollowSwitch(state);
            database.Calls.GoOn(state, turn.CreatedAt);
            database.Turns.Keep(turn);
            if (message is not null) database.Messages.Keep(message);
            if (voice is not null) database.Voices.Change(voice);
            KeepAnswer(database, reply, line);
        });

    /// <summary>Moves a call's status forward; a call that nobody knew gets its row.</summary>
    public Task<Kept> KeepEndAsync(CallEnded call) => KeepAsync(database =>
    {
        database.Calls.SetStatus(call);
        if (call.ForgetsWords && CallStatus.IsFinal(call.Status)) ForgetWords(database, call);
        database.Calls.CloseBooksOn(call.EndedAt - LongestCall);
        database.Turns.ForgetReplies(before: call.EndedAt - RepeatsComeWithin);
    });

    // Also of calls whose end nobody told: Twilio holds none for so long.
    private static void ForgetWords(WritingConnection database, CallEnded call)
    {
        var stale = call.EndedAt - LongestCall;
        database.Calls.ForgetMemory(call.CallId, stale);
        database.Turns.ForgetReplies(call.CallId, stale);
        database.Audio.ForgetLines(call.CallId);
        if (call.ForgetsNumber) database.Calls.ForgetNumber(call.CallId, stale);
    }

    public Task<Kept> KeepAudioFileAsync(AudioFile file) => KeepAsync(database => database.Audio.Keep(file));

    /// <summary>Forgets a file that left the disk, for every turn that played it.</summary>
    public Task<Kept> ForgetAudioFileAsync(string path) => KeepAsync(database => database.Audio.ForgetFile(path));

    /// <summary>A call as the disk knows it; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say: the call may be there.</exception>
    public Task<StoredCall?> FindCallAsync(string callId, CancellationToken cancel) =>
        reader.AskAsync(history => history.Find(callId), cancel);

    /// <summary>The language this guest spoke last, as a code; null where that is not known.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<string?> FindCustomerLanguageAsync(string phone, CancellationToken cancel) =>
        reader.AskAsync(history => history.CustomerLanguage(phone), cancel);

    /// <summary>The name this guest booked under last; null where that is not known.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<string?> FindCustomerNameAsync(string phone, CancellationToken cancel) =>
        reader.AskAsync(history => history.CustomerName(phone), cancel);

    /// <summary>Whose voices are known of this number.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<VoicesOfNumber> FindVoicesAsync(string phone, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return reader.AskAsync(history => history.Voices.Of(phone, now), cancel);
    }

    /// <summary>A line that has not expired; null where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The disk cannot say.</exception>
    public Task<SpokenLine?> FindSpokenLineAsync(string id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return reader.AskAsync(history => history.FindSpokenLine(id, now), cancel);
    }

    /// <summary>Writes something, to see whether it can be done.</summary>
    public async Task<StoreHealth> ProbeAsync()
    {
        if (!Health.Writable) return Health;

        var now = time.GetUtcNow();
        var kept = await KeepAsync(database => database.Beat(now));
        var health = Health;
        return kept == Kept.OnDisk || !health.Writable
            ? health
            : health with { Writable = false, Problem = $"the disk takes longer than {Patience.TotalSeconds:0} s to write" };
    }

    /// <summary>Ends once the threads that calls wait for have come round, whatever the disk says; nothing is written for it.</summary>
    /// <exception cref="TimeoutException">The writer has been with one batch for longer than this.</exception>
    public async Task ComesRoundAsync(TimeSpan patience, CancellationToken cancel)
    {
        if (writer.BusyFor > patience) throw new TimeoutException("the store's writer hangs");
        try
        {
            await reader.AskAsync(_ => true, cancel);
        }
        catch (StoreUnavailableException)
        {
            // It says so, and turns.
        }
    }

    /// <summary>
    /// Writes what waits, as far as the disk lets it within a few seconds, and leaves one file behind. Whoever comes second
    /// waits for the same.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (closingOnce) return new ValueTask(closing ??= CloseAsync());
    }

    private async Task CloseAsync()
    {
        // The reader first: the last connection to close removes the WAL, and that should be the writer's.
        if (await InTimeAsync(Task.WhenAll(reader.CloseAsync(), office.CloseAsync())))
        {
            reader.Dispose();
            office.Dispose();
        }

        if (await InTimeAsync(writer.CloseAsync())) writer.Dispose();
        else Log.LeftOpen(log, writer.Health.WaitingWrites);
    }

    private Task<Kept> KeepAsync(Action<WritingConnection> change) => writer.KeepAsync(change, Patience);

    private void KeepAnswer(WritingConnection database, StoredReply? reply, SpokenLine? line)
    {
        if (reply is not null) database.Turns.Keep(reply);
        if (line is not null) database.Audio.Keep(line, time.GetUtcNow());
    }

    private async Task<bool> InTimeAsync(Task closing)
    {
        try
        {
            await closing.WaitAsync(ClosePatience, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1510, LogLevel.Error, "The disk did not let the database be closed in time; {Waiting} writes wait")]
        public static partial void LeftOpen(ILogger logger, int waiting);
    }
}
