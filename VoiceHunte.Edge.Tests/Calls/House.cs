using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Calls;

/// <summary>A restaurant with its telephone, for one story: the appliance, Twilio before it, the database behind it.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> settings;
    private readonly TimeProvider? time;
    private readonly string? restaurantFile;

    private House(Dictionary<string, string> settings, string? transferNumber, TimeProvider? time)
    {
        (this.settings, this.time) = (settings, time);
        // Whoever turns the clock by hours would have one made, which goes on beside the test's end.
        this.settings.TryAdd("BACKUP_PLACE", "off");
        if (transferNumber is not null) restaurantFile = WriteRestaurant(transferNumber);
    }

    public TwilioStandIn Twilio { get; } = new(RunningAppliance.AuthToken);

    public RunningAppliance Appliance { get; private set; } = null!;

    public string DataDir => folder.Path;

    public static async Task<House> OpenAsync(Dictionary<string, string>? settings = null, string? transferNumber = null, TimeProvider? time = null)
    {
        var house = new House(settings ?? [], transferNumber, time);
        await house.StartAsync();
        return house;
    }

    public TwilioCall Ring(string from = "+421900123456") => Twilio.Ring(Appliance.Url, from);

    /// <summary>The appliance is stopped and started again; it keeps its port, as Twilio keeps its URL.</summary>
    public async Task RestartAsync()
    {
        var url = Appliance.Url;
        await Appliance.DisposeAsync();
        await StartAsync(url);
    }

    /// <summary>Waits until the database says so.</summary>
    public Task UntilAsync(string query, params string[] rows) => UntilAsync(query, rows, () => { });

    /// <param name="meanwhile">What goes on between two looks: a clock, perhaps.</param>
    public async Task UntilAsync(string query, string[] rows, Action meanwhile)
    {
        using var http = new HttpClient();
        var began = TimeProvider.System.GetTimestamp();
        // Each look takes as long as a request, for whoever is at work on it.
        while (!Sql(query).SequenceEqual(rows))
        {
            if (TimeProvider.System.GetElapsedTime(began) > Gate.Patience) Assert.Equal(rows, Sql(query));
            await http.GetAsync(new Uri(Appliance.Url, "/health"), TestContext.Current.CancellationToken);
            meanwhile();
        }
    }

    public List<string> Sql(string query) => Database.Sql(DataDir, query);

    public async ValueTask DisposeAsync()
    {
        await Appliance.DisposeAsync();
        Twilio.Dispose();
        folder.Dispose();
    }

    private async Task StartAsync(Uri? url = null) =>
        Appliance = await RunningAppliance.StartAsync(folder.Path, settings, restaurantFile, time, url);

    private string WriteRestaurant(string transferNumber)
    {
        var path = folder.File("restaurant.json");
        var demo = File.ReadAllText(Path.Combine(Repository.Root, "VoiceHunte.Edge", "Restaurant", "demo.json"));
        var start = demo.IndexOf('{', StringComparison.Ordinal) + 1;
        File.WriteAllText(path, demo.Insert(start, $"\"transfer_number\": \"{transferNumber}\","));
        return path;
    }
}
