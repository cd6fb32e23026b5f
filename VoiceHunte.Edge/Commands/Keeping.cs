using System.CommandLine;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;

namespace VoiceHunte.Edge.Commands;

/// <summary>What the appliance keeps, as a command uses it: beside the running service or without it.</summary>
internal static class Keeping
{
    /// <param name="use">Is given the parts and the database.</param>
    public static async Task<int> UseAsync(ParseResult parsed, EdgeSettings settings, TimeProvider time, Func<IServiceProvider, CallStore, Task<int>> use)
    {
        RestaurantProfile restaurant;
        try
        {
            restaurant = RestaurantProfile.Load(settings.RestaurantFile);
        }
        catch (RestaurantFileException broken)
        {
            return Database.Fail(parsed, $"RESTAURANT_FILE: {broken.Problems[0]}", ExitCode.Configuration);
        }

        return await Database.UseAsync(parsed, settings.DataDir, async path =>
        {
            if (!File.Exists(path)) throw new StoreUnavailableException($"there is no database {path} yet", null);
            using var logs = new LoggerFactory();
            await using var store = CallStore.Open(path, settings.FullSync, time, logs.CreateLogger<CallStore>());
            await using var parts = Appliance.BuildKeeping(settings, restaurant, store, logs, time);
            return await use(parts, store);
        });
    }
}
