using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VoiceHunte.Edge.Tests.Binary;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Browser;

/// <summary>A restaurant's appliance, the published binary, with the operator's token and a telephone line to ring it.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Token = "the operator's token";

    private readonly TemporaryFolder folder = new();
    private readonly TwilioStandIn twilio = new(Published.Token);
    private readonly HttpClient program = new();
    private readonly SemaphoreSlim door = new(1, 1);
    private EdgeProcess edge = null!;
    private string? signedIn;

    private readonly Dictionary<string, string> settings =
        Published.With(("ADMIN_TOKEN", Token), ("ADMIN_RATE_LIMIT", "1000000/minute"), ("DAILY_BUDGET_USD", "5"));

    private Office() => program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);

    public Uri Url => edge.Url;

    public string DataDir => folder.Path;

    /// <param name="restaurantFile">Null: the demo restaurant, where it stands.</param>
    /// <param name="more">Settings besides the usual.</param>
    public static async Task<Office> OpenAsync(string? restaurantFile = null, params (string Name, string Value)[] more)
    {
        EdgeProcess.RequireBinary();
        var office = new Office();
        foreach (var (name, value) in more) office.settings[name] = value;
        if (restaurantFile is not null) office.settings["RESTAURANT_FILE"] = restaurantFile;
        office.edge = await EdgeProcess.ServeAsync(office.folder.Path, office.settings);
        return office;
    }

    public TwilioCall Ring(string from = "+421900123456") => twilio.Ring(Url, from);

    /// <summary>A whole call: who rings, and what they say until they hang up.</summary>
    public async Task<string> HoldAsync(string from, params string[] says)
    {
        var call = Ring(from);
        var heard = await call.StartAsync();
        foreach (var words in says.TakeWhile(_ => !heard.HungUp)) heard = await call.SayAsync(words);
        await call.HangUpAsync();
        return call.CallSid;
    }

    /// <summary>Asks as a program does, with the token; the answer must be good.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text.Length == 0 ? "null" : text);
    }

    /// <summary>Writes into the book by hand.</summary>
    public Task<JsonElement> BookAsync(string name, int people, string day, string time, string notes = "") => AskAsync(
        HttpMethod.Post, "/admin/reservations", new JsonObject { ["name"] = name, ["people"] = people, ["date"] = day, ["time"] = time, ["notes"] = notes });

    /// <summary>A guest has agreed, in a call on a media stream, that their voice is remembered, and has spoken since for so long.</summary>
    public void Agree(string name, string phone, string language, string question, int seconds) => Database.Write(DataDir, $"""
        INSERT INTO voice_profiles (id, phone, name, consent_text, consent_language, consented_at, expires_at, version, speech_ms, updated_at)
        VALUES ('{Guid.NewGuid():N}', '{phone}', '{Quoted(name)}', '{Quoted(question)}', '{language}',
            '2026-11-20T18:00:00.000Z', '2027-11-20T18:00:00.000Z', '{VoiceModel.Default.Version}', {seconds * 1000}, '2026-11-20T18:00:00.000Z')
        """);

    public async Task<string> TodayAsync() => (await AskAsync(HttpMethod.Get, "/admin/today")).GetProperty("day").GetString()!;

    public async Task<string> DayAsync(int ahead) => DateOnly.ParseExact(await TodayAsync(), "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The storage of a browser that logged in: tokens may be tried five times a minute, so it is done once.</summary>
    public async Task<string> SignedInAsync()
    {
        await door.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return signedIn ??= await LogInAsync();
        }
        finally
        {
            door.Release();
        }
    }

    /// <summary>Stopped as systemd stops it.</summary>
    public async Task CloseAsync() => await edge.StopAsync();

    /// <summary>Started again where it stood, on what it had kept.</summary>
    public async Task ReopenAsync()
    {
        var url = edge.Url;
        await edge.DisposeAsync();
        edge = await EdgeProcess.ServeAsync(folder.Path, settings, url);
    }

    public async ValueTask DisposeAsync()
    {
        await edge.DisposeAsync();
        twilio.Dispose();
        program.Dispose();
        door.Dispose();
        folder.Dispose();
    }

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private async Task<string> LogInAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var token = new StringContent(new JsonObject { ["token"] = Token }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Url, "/admin/session"), token, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"login: {(int)answer.StatusCode}");
        var parts = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        return new JsonObject
        {
            ["cookies"] = new JsonArray(new JsonObject
            {
                ["name"] = parts[0], ["value"] = parts[1], ["domain"] = Url.Host, ["path"] = "/", ["expires"] = -1, ["httpOnly"] = true, ["secure"] = false, ["sameSite"] = "Strict",
            }),
            ["origins"] = new JsonArray(),
        }.ToJsonString();
    }
}
