using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Store;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Restaurant;

/// <summary>A restaurant that takes reservations, on a real file. It is Tuesday, 24 November 2026, 12:00 there.</summary>
internal sealed class BookingHouse : IAsyncDisposable
{
    public static readonly DateOnly Tuesday = new(2026, 11, 24);
    public static readonly TimeOnly Seven = new(19, 0);

    private readonly TemporaryFolder folder = new();
    private int keys;

    public BookingHouse(Action<JsonObject>? change = null)
    {
        Profile = House.With(change);
        Store = Open();
        Book = new ReservationBook(Profile, Store, Time);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 11, 0, 0, TimeSpan.Zero));

    public RestaurantProfile Profile { get; }

    public CallStore Store { get; private set; }

    public ReservationBook Book { get; private set; }

    public string Database => folder.File("voicehunte.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A table of two and one of six; together eight.</summary>
    public static BookingHouse WithGroup() => new(file => file["table_groups"] = new JsonArray(new JsonArray("1", "2")));

    public NewReservation Wish(int people, TimeOnly? at = null, string? key = null, DateOnly? on = null, string? call = null) => new()
    {
        Key = key ?? $"CA/{Interlocked.Increment(ref keys)}",
        CallId = call,
        Name = "Kováč",
        Phone = "+421900123456",
        People = people,
        Date = on ?? Tuesday,
        Time = at ?? Seven,
        Language = "sk",
    };

    public Task<Booking> BookAsync(int people, TimeOnly? at = null, string? key = null, DateOnly? on = null, string? call = null) =>
        Book.BookAsync(Wish(people, at, key, on, call), Cancel);

    public Task<Availability> FindAsync(int people, TimeOnly at, DateOnly? on = null, string? call = null) =>
        Book.FindAsync(on ?? Tuesday, at, people, null, call, Cancel);

    public Task<Availability> HoldAsync(string call, int people, TimeOnly? at = null) =>
        Book.HoldAsync(call, Tuesday, at ?? Seven, people, null, Cancel);

    public Task<Booking> ChangeAsync(long id, int? people = null, TimeOnly? at = null, string? key = null, string? name = null) =>
        Book.ChangeAsync(new ReservationChange { Id = id, Key = key ?? $"CA/{Interlocked.Increment(ref keys)}", CallId = null, People = people, Time = at, Name = name }, Cancel);

    public Task<Booking> CancelAsync(long id) => Book.CancelAsync(new ReservationCancelling { Id = id, CallId = null }, Cancel);

    /// <summary>As after a crash or an update: nothing is known but what is on the disk.</summary>
    public async Task RestartAsync()
    {
        await Store.DisposeAsync();
        Store = Open();
        Book = new ReservationBook(Profile, Store, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }

    private CallStore Open() => CallStore.Open(Database, fullSync: true, Time, new AwaitedLog());
}
