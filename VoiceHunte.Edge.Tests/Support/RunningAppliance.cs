using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Tests.Support;

/// <summary>The whole appliance in this process, on a port of its own and a database in a temporary folder.</summary>
internal sealed class RunningAppliance : IAsyncDisposable
{
    public const string AuthToken = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication app;
    private readonly CallStore store;
    private readonly ILoggerFactory logs;

    private RunningAppliance(WebApplication app, CallStore store, ILoggerFactory logs, LogLines lines, EdgeSettings settings)
    {
        (this.app, this.store, this.logs, Lines, Settings) = (app, store, logs, lines, settings);
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Url { get; }

    public EdgeSettings Settings { get; }

    /// <summary>What the operator would read in the log.</summary>
    public LogLines Lines { get; }

    /// <summary>A part of it, where a test must make happen what takes a week.</summary>
    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<RunningAppliance> StartAsync(
        string dataDir, IReadOnlyDictionary<string, string>? environment = null, string? restaurantFile = null, TimeProvider? time = null, Uri? url = null)
    {
        var variables = new Dictionary<string, string>(environment ?? new Dictionary<string, string>());
        variables.TryAdd("TWILIO_AUTH_TOKEN", AuthToken);
        variables.TryAdd("TWILIO_RATE_LIMIT", "1000/minute");
        variables.TryAdd("ADMIN_RATE_LIMIT", "1000/minute");
        var loaded = SettingsLoader.Load(new SettingsSource(variables, new Dictionary<string, string>()), dataDir, []);
        Assert.Empty(loaded.Problems);

        var lines = new LogLines();
        var logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var store = CallStore.Open(loaded.Settings.DatabasePath, loaded.Settings.FullSync, time ?? TimeProvider.System, logs.CreateLogger<CallStore>());
        var app = Appliance.Build(loaded.Settings, RestaurantProfile.Load(restaurantFile), store, logs, time ?? TimeProvider.System, [url?.ToString() ?? "http://127.0.0.1:0"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningAppliance(app, store, logs, lines, loaded.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await store.DisposeAsync();
        logs.Dispose();
    }
}
