using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>A restaurant with a real book of reservations in a temporary folder, on the clock of <see cref="Turns.Noon"/>.</summary>
internal sealed class OpenHouse : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private bool isClosed;

    public OpenHouse(RestaurantProfile? restaurant = null, string at = Turns.Noon)
    {
        Restaurant = restaurant ?? RestaurantProfile.Load(path: null);
        Clock = new FakeTimeProvider(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        Store = CallStore.Open(folder.File("voicehunte.db"), fullSync: false, Clock, NullLogger.Instance);
        Book = new ReservationBook(Restaurant, Store, Clock);
        (Menu, Hours) = (new MenuTalk(Restaurant), new HoursTalk(Restaurant));
        Rules = new RulesMind(Restaurant, Book, Menu, Hours);
    }

    public RestaurantProfile Restaurant { get; }

    public FakeTimeProvider Clock { get; }

    public CallStore Store { get; }

    public ReservationBook Book { get; }

    public MenuTalk Menu { get; }

    public HoursTalk Hours { get; }

    public RulesMind Rules { get; }

    /// <summary>From now on nobody can read or write it.</summary>
    public async Task CloseBookAsync()
    {
        if (!isClosed) await Store.DisposeAsync();
        isClosed = true;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseBookAsync();
        folder.Dispose();
    }
}
