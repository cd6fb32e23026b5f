using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
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

    public static Command Create()
    {
        var command = new Command("serve", "Answer calls (the default)") { Urls };
        command.SetAction(RunAsync);
        return command;
    }

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static void RefuseWhatCannotBeListenedOn(OptionResult result)
    {
        foreach (var url in Split(result.GetValueOrDefault<string>()))
        {
            try
            {
                if (BindingAddress.Parse(url) is { Scheme: "http", PathBase: "" }) continue;
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
            return await ServeAsync(settings, restaurant, Split(parsed.GetValue(Urls)!), cancellationToken);
        }
        catch (NewerSchemaException e)
        {
            CommonOptions.Report([e.Message]);
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
            CommonOptions.Report(e.Problems);
            return null;
        }
    }

    private static async Task<int> ServeAsync(EdgeSettings settings, RestaurantProfile restaurant, string[] urls, CancellationToken cancellationToken)
    {
        using var logs = Logs.Create(TimeProvider.System);
        var logger = logs.CreateLogger(nameof(ServeCommand));
        await using var store = CallStore.Open(settings.DatabasePath, settings.FullSync, TimeProvider.System, logs.CreateLogger<CallStore>());
        await using var app = Appliance.Build(settings, restaurant, store, logs, TimeProvider.System, urls);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            CommonOptions.Report([$"--urls: {e.Message}"]);
            return ExitCode.Unavailable;
        }

        var addresses = string.Join(", ", app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses);
        var name = restaurant.Name(restaurant.Languages[0]);
        Log.Listening(logger, VersionCommand.VersionAndCommit, addresses, name, settings.Call.Mode);
        if (settings.Twilio.AuthToken is null) Log.NoToken(logger);
        await app.WaitForShutdownAsync(cancellationToken);
        Log.Stopped(logger);
        return ExitCode.Done;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1701, Level = LogLevel.Information, Message = "voicehunte {Version} listens on {Urls} for {Restaurant}, mode {Mode}")]
        public static partial void Listening(ILogger logger, string version, string urls, string restaurant, string mode);

        [LoggerMessage(EventId = 1702, Level = LogLevel.Warning, Message = "TWILIO_AUTH_TOKEN is not set: every call is refused until it is")]
        public static partial void NoToken(ILogger logger);

        [LoggerMessage(EventId = 1703, Level = LogLevel.Information, Message = "Stopped: turns in hand are answered, the database is checkpointed")]
        public static partial void Stopped(ILogger logger);
    }
}
