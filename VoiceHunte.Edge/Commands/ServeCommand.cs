using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VoiceHunte.Edge.Money;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Service;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary><c>serve</c>: answers calls until it is told to stop.</summary>
internal static partial class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; several separated by semicolons",
        HelpName = "URLS",
        DefaultValueFactory = _ => "http://127.0.0.1:8000",
        Validators = { RefuseWhatCannotBeListenedOn },
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Only check settings, restaurant file and prices, and say what is wrong with them",
    };

    public static Command Create()
    {
        var command = new Command("serve", "Answer calls (the default)") { Urls, Check };
        command.SetAction(RunAsync);
        return command;
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void RefuseWhatCannotBeListenedOn(OptionResult result)
    {
        var urls = Split(result.GetValueOrDefault<string>());
        if (urls.Length == 0) result.AddError("--urls is empty; for example http://127.0.0.1:8000");
        foreach (var url in urls)
        {
            try
            {
                if (BindingAddress.Parse(url) is { Scheme: "http", PathBase: "", Port: >= 0 and <= ushort.MaxValue }) continue;
            }
            catch (FormatException)
            {
                // Said below, with what would be right.
            }

            result.AddError($"--urls: '{url}' is no address to listen on; for example http://127.0.0.1:8000 (TLS is the proxy's)");
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (CommonOptions.ReadSettings(parsed) is not { } settings || ReadRestaurant(settings) is not { } restaurant) return ExitCode.Configuration;
        try
        {
            if (!parsed.GetValue(Check)) return await ServeAsync(settings, restaurant, Split(parsed.GetValue(Urls)!), cancellationToken);
            PriceTable.Load(settings.Money.PricesFile);
            Console.WriteLine("Settings, restaurant and prices are as they should be.");
            return ExitCode.Done;
        }
        catch (NewerSchemaException e)
        {
            CommonOptions.Report([e.Message]);
            return ExitCode.Configuration;
        }
        catch (PricesFileException e)
        {
            CommonOptions.Report([.. e.Problems.Select(problem => $"PRICES_FILE={settings.Money.PricesFile}: {problem}")]);
            return ExitCode.Configuration;
        }
    }

    private static RestaurantProfile? ReadRestaurant(EdgeSettings settings)
    {
        try
        {
            return RestaurantProfile.Load(settings.RestaurantFile);
        }
        catch (RestaurantFileException e)
        {
            CommonOptions.Report([.. e.Problems.Select(problem => $"RESTAURANT_FILE{(settings.RestaurantFile is null ? "" : $"={settings.RestaurantFile}")}: {problem}")]);
            return null;
        }
    }

    private static async Task<int> ServeAsync(EdgeSettings settings, RestaurantProfile restaurant, string[] urls, CancellationToken cancellationToken)
    {
        using var logs = Logs.Create(TimeProvider.System);
        var logger = logs.CreateLogger(nameof(ServeCommand));
        var store = CallStore.Open(settings.DatabasePath, settings.FullSync, TimeProvider.System, logs.CreateLogger<CallStore>());
        int exitCode;
        await using (store) exitCode = await ServeAsync(settings, restaurant, store, urls, logs, logger, cancellationToken);
        if (store.Health is { WaitingWrites: > 0 } health) Log.StoppedWithLoss(logger, health.WaitingWrites);
        else Log.Stopped(logger);
        return exitCode;
    }

    private static async Task<int> ServeAsync(
        EdgeSettings settings, RestaurantProfile restaurant, CallStore store, string[] urls, ILoggerFactory logs, ILogger logger, CancellationToken cancellationToken)
    {
        await using var app = Appliance.Build(settings, restaurant, store, logs, TimeProvider.System, urls);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            CommonOptions.Report([$"--urls: {e.Message}"]);
            return ExitCode.Unavailable;
        }

        var addresses = string.Join(", ", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var name = restaurant.Name(restaurant.Languages[0]);
        var mode = settings.Call.Mode.ToString().ToLowerInvariant();
        Log.Listening(logger, BuildVersion.WithCommit, addresses, name, mode);
        if (settings.Twilio.AuthToken is null) Log.NoToken(logger);
        // Under systemd alone: whoever closes a terminal wants an end, not a new beginning.
        using var reload = ServiceManager.IsThere ? PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => BeginAnew(signal, app.Lifetime, logger)) : null;
        app.Services.GetRequiredService<ServiceManager>().IsReady(app.Services.GetRequiredService<Heartbeat>().Status);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }

    // Everything that could be read anew is read by a new process, and none of the calls is lost on the way to it.
    private static void BeginAnew(PosixSignalContext signal, IHostApplicationLifetime lifetime, ILogger logger)
    {
        signal.Cancel = true;
        Log.BeginsAnew(logger);
        lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1701, Level = LogLevel.Information, Message = "voicehunte {Version} listens on {Urls} for {Restaurant}, mode {Mode}")]
        public static partial void Listening(ILogger logger, string version, string urls, string restaurant, string mode);

        [LoggerMessage(EventId = 1702, Level = LogLevel.Warning, Message = "TWILIO_AUTH_TOKEN is not set: every call is refused until it is")]
        public static partial void NoToken(ILogger logger);

        [LoggerMessage(EventId = 1705, Level = LogLevel.Information, Message = "Told to reload: a new process reads everything anew")]
        public static partial void BeginsAnew(ILogger logger);

        [LoggerMessage(EventId = 1703, Level = LogLevel.Information, Message = "Stopped: turns in hand are answered, the database is closed")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(EventId = 1704, Level = LogLevel.Error, Message = "Stopped, and the disk did not take the last {Writes} writes: they are lost")]
        public static partial void StoppedWithLoss(ILogger logger, int writes);
    }
}
