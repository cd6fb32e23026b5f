using VoiceHunte.Edge.Restaurant;

namespace VoiceHunte.Edge.Agent;

/// <summary>Reads the language files before anybody rings: the first caller must not wait for the grammar.</summary>
internal static class WarmUp
{
    /// <summary>Some hundred milliseconds on one thread, beside whatever else the appliance does.</summary>
    public static void Begin(RestaurantProfile restaurant) => ThreadPool.UnsafeQueueUserWorkItem(Run, restaurant, preferLocal: false);

    private static void Run(RestaurantProfile restaurant)
    {
        foreach (var language in restaurant.Languages)
        {
            var around = new Surroundings(new DateOnly(2026, 1, 1), Phrases.Greeting(restaurant, language), restaurant.Hours);
            Understanding.Read(Phrases.For(language).Goodbye, language, around);
            MenuVocabulary.For(language);
        }

        // What was made on the way would stay in the heap for days: so early, nobody waits while it is given back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
