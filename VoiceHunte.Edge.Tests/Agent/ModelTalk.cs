using Microsoft.Extensions.Logging.Abstractions;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.OpenAI;
using VoiceHunte.Edge.Restaurant;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>A conversation with the head waiter, whose model is the stand-in on the wire; the grammar understands the caller.</summary>
internal sealed class ModelTalk : IAsyncDisposable
{
    private readonly List<Exchange> history = [];
    private readonly OpenAIClient client;
    private readonly HeadWaiter waiter;

    private ModelTalk(OpenAIStandIn openAI, OpenHouse house, bool rulesFirst)
    {
        (OpenAI, House) = (openAI, house);
        client = openAI.NewClient();
        var model = new ModelMind(
            client, new ModelChoice("gpt-6-luna", "none", TimeSpan.FromSeconds(20)), house.Restaurant, house.Book, house.Menu, house.Hours, TimeProvider.System,
            NullLogger<ModelMind>.Instance);
        waiter = new HeadWaiter(model, house.Rules, rulesFirst, () => false, TimeSpan.FromSeconds(10), TimeProvider.System, NullLogger<HeadWaiter>.Instance);
    }

    public OpenAIStandIn OpenAI { get; }

    public OpenHouse House { get; }

    public Language Language { get; init; } = Language.English;

    public string? From { get; init; } = Talk.Caller;

    public Draft Draft { get; private set; } = Draft.Empty;

    public Thought Last { get; private set; } = null!;

    public Phrases Phrases => Phrases.For(Language);

    public static async Task<ModelTalk> BeginAsync(Language? language = null, bool rulesFirst = false, RestaurantProfile? restaurant = null, string? from = Talk.Caller) =>
        new(await OpenAIStandIn.StartAsync(), new OpenHouse(restaurant), rulesFirst) { Language = language ?? Language.English, From = from };

    /// <summary>The model answers these, in this order; what it would be asked beyond them fails.</summary>
    public void Model(params OpenAIReply[] replies)
    {
        OpenAI.Chat.Always(OpenAIReply.Fails(400));
        OpenAI.Chat.Next(replies);
    }

    public async Task<string> SayAsync(string words)
    {
        var today = House.Restaurant.Hours.LocalDate(House.Clock.GetUtcNow());
        var around = new Surroundings(today, history.Count > 0 ? history[^1].Said : null, House.Restaurant.Hours) { Asked = new AskedBefore(Draft.Asked) };
        var turn = new TurnContext(
            "CA00000000000000000000000000000001", history.Count + 1, Language, words, Understanding.Read(words, Language, around), [.. history], House.Clock.GetUtcNow())
        {
            Draft = Draft,
            From = From,
        };
        Last = await waiter.AnswerAsync(turn, TestContext.Current.CancellationToken);
        Draft = Last.Draft;
        history.Add(new Exchange(words, Last.Text));
        return Last.Text;
    }

    public async Task<IReadOnlyList<Edge.Restaurant.Reservation>> BookedAsync()
    {
        var all = new List<Edge.Restaurant.Reservation>();
        for (var day = 24; day <= 30; day++) all.AddRange(await House.Book.OnDateAsync(new DateOnly(2026, 11, day), TestContext.Current.CancellationToken));
        return all;
    }

    /// <summary>The call has come so far.</summary>
    public void Before(Draft draft, string said)
    {
        Draft = draft;
        history.Add(new Exchange("…", said));
    }

    /// <summary>A reservation that stands already, Friday at seven for four.</summary>
    public async Task<long> GivenAsync(string name, string? phone)
    {
        var booking = await House.Book.BookAsync(
            new() { Key = name, CallId = null, Name = name, Phone = phone, People = 4, Date = new DateOnly(2026, 11, 27), Time = new TimeOnly(19, 0) },
            TestContext.Current.CancellationToken);
        return booking.Reservation!.Id;
    }

    /// <summary>The last answer of a tool that the model was told.</summary>
    public string LastResult() => OpenAI.Chat.Requests[^1].Json.GetProperty("messages").EnumerateArray()
        .Last(message => message.GetProperty("role").GetString() == "tool").GetProperty("content").GetString()!;

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(OpenAI.Rejected);
        client.Dispose();
        await OpenAI.DisposeAsync();
        await House.DisposeAsync();
    }
}
