using Microsoft.Extensions.Logging.Console;

namespace VoiceHunte.Edge.Operations;

/// <summary>One line an event: for people on a terminal, as JSON for the journal.</summary>
internal static class Logs
{
    // systemd sets JOURNAL_STREAM for what it starts (systemd.exec(5)); a shell that inherited it writes to a terminal.
    // SystemdHelpers.IsSystemdService() looks at the parent process instead, which ProtectProc=invisible hides.
    private static bool IsForTheJournal =>
        Console.IsOutputRedirected && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM"));

    public static ILoggerFactory Create(TimeProvider time) => LoggerFactory.Create(logging => logging.AddEdgeLogs(time));

    private static void AddEdgeLogs(this ILoggingBuilder logging, TimeProvider time)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // What stops the host from starting is said by the command, once.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.Services.AddSingleton<ConsoleFormatter>(new TerminalFormatter(time));
        logging.Services.AddSingleton<ConsoleFormatter>(new JournalFormatter());
        logging.AddConsole(console =>
        {
            console.FormatterName = IsForTheJournal ? JournalFormatter.FormatName : TerminalFormatter.FormatName;
            // A full pipe (journald stuck, a paused terminal) must not hold up a call: lines are dropped instead.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }

    /// <summary>The last part of a category: <c>VoiceHunte.Edge.Calls.CallDesk</c> is written as <c>CallDesk</c>.</summary>
    public static ReadOnlySpan<char> ShortName(string category) => category.AsSpan(category.LastIndexOf('.') + 1);
}
