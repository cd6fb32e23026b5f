using System.Text;
using System.Text.Json;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Operations;
using VoiceHunte.Edge.Privacy;
using VoiceHunte.Edge.Settings;
using VoiceHunte.Edge.Store;
using VoiceHunte.Edge.Tests.Admin;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Live;
using VoiceHunte.Edge.Tests.Support;
using VoiceHunte.Edge.Voice;

namespace VoiceHunte.Edge.Tests.Privacy;

/// <summary>A voice goes when its guest says so, when its time is over, and with everything else of them; then no byte of it is left.</summary>
public sealed class VoiceErasureTests
{
    private const string Phone = "+421900123456";
    private const string Other = "+421905123987";

    [Theory]
    [InlineData("en", "Please forget my voice.")]
    [InlineData("en", "Hello, could you delete my voice again?")]
    [InlineData("en", "I withdraw my consent.")]
    [InlineData("sk", "Zabudnite môj hlas, prosím.")]
    [InlineData("sk", "Nechcem, aby ste si zapamätali môj hlas.")]
    [InlineData("sk", "Odvolávam svoj súhlas.")]
    [InlineData("sk", "Chcem vymazať ten môj hlas.")]
    [InlineData("uk", "Забудьте, будь ласка, мій голос.")]
    [InlineData("uk", "Не запам'ятовуйте більше мій голос.")]
    [InlineData("uk", "Відкликаю свою згоду.")]
    [InlineData("ru", "Забудьте мой голос.")]
    [InlineData("ru", "Отзываю своё согласие.")]
    [InlineData("ru", "Удалите, пожалуйста, мой голос.")]
    public async Task A_word_in_any_call_and_any_language_is_enough(string language, string words)
    {
        // The hint is off, and the call is by webhook: what was agreed to once can always be taken back.
        await using var house = await House.OpenAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);
        await house.KnowAsync("Anna", ["annie-1", "annie-2"], phone: Phone);
        await house.KnowAsync("Eva", ["f2-1", "f2-2"], phone: Other);
        var remains = await RemainsAsync(house, Phone);
        Assert.NotEmpty(Found(house, remains));

        var call = house.Ring(Phone);
        await call.StartAsync();
        var heard = await call.SayAsync(words);

        Assert.Contains(Language.All.Select(one => Phrases.For(one).VoiceForgotten), answer => heard.Text.Contains(answer, StringComparison.Ordinal));
        Assert.Equal(["Eva"], house.Sql("SELECT name FROM voice_profiles"));
        Assert.NotNull(Language.Find(language));
        await GoneAsync(house, remains);
    }

    [Theory]
    [InlineData("Did you forget my reservation?")]
    [InlineData("My voice is a bit hoarse today, a table for two please.")]
    [InlineData("Delete my reservation, please.")]
    [InlineData("Please don't forget my voice message.")]
    [InlineData("Could you delete my voice mail?")]
    [InlineData("Please don't delete my voice.")]
    [InlineData("You don't remember my voice?")]
    [InlineData("Zabudnite na to, hlas máte slabý.")]
    [InlineData("Не забудьте мой голос.")]
    [InlineData("Вы не помните мой голос?")]
    [InlineData("Не забудьте мій голос.")]
    public async Task Other_wishes_leave_it(string words)
    {
        await using var house = await House.OpenAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);
        var call = house.Ring(Phone);
        await call.StartAsync();

        await call.SayAsync(words);

        Assert.Equal(["Martin"], house.Sql("SELECT name FROM voice_profiles"));
    }

    [Fact]
    public async Task Erasing_a_number_leaves_no_byte_of_its_voices_and_none_that_a_backup_could_be_opened_with()
    {
        await using var house = await House.OpenAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);
        await house.KnowAsync("Eva", ["f2-1", "f2-2"], phone: Other);
        var remains = await RemainsAsync(house, Phone);
        using var copy = new TemporaryFolder();
        DatabaseCopy.Make(Path.Combine(house.DataDir, "voicehunte.db"), copy.File("voicehunte.db"));

        var erased = await house.Appliance.Get<Eraser>().EraseAsync(Phone, "test", TestContext.Current.CancellationToken);

        Assert.Equal(1, erased.Certificate!.Erased["voice_profiles"]);
        await GoneAsync(house, [.. remains, Encoding.UTF8.GetBytes(Phone)]);
        Assert.Equal(["Eva"], house.Sql("SELECT name FROM voice_profiles"));
        Assert.Empty(house.Sql($"SELECT name FROM voice_questions WHERE phone = '{Phone}'"));
        // The copy has the sealed template, and no key beside it: of no voice, nor of the machine.
        Assert.Equal(["Martin"], Database.Sql(copy.Path, $"SELECT name FROM voice_profiles WHERE phone = '{Phone}' AND template IS NOT NULL"));
        var keys = Directory.EnumerateFiles(VoiceStory.KeysOf(house)).Select(File.ReadAllBytes);
        Assert.All(keys, key => Assert.Equal(-1, File.ReadAllBytes(copy.File("voicehunte.db")).AsSpan().IndexOf(key)));
    }

    [Fact]
    public async Task An_older_backup_does_not_bring_back_a_voice_that_was_forgotten_meanwhile()
    {
        await using var house = await House.OpenAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);
        var row = house.Sql("SELECT quote(id) || ',' || quote(phone) || ',' || quote(name) || ',' || quote(consent_text) || ',' || quote(consent_language) || ',' || quote(consented_at) || ',' || quote(expires_at) || ',' || quote(version) || ',' || speech_ms || ',' || quote(template) || ',' || quote(updated_at) FROM voice_profiles")[0];
        var call = house.Ring(Phone);
        await call.StartAsync();
        await call.SayAsync("Forget my voice.");
        await house.UntilAsync("SELECT count(*) || '' FROM voice_profiles", "0");

        Assert.Empty(VoiceStory.Keys(house));
        Database.Write(house.DataDir, $"INSERT INTO voice_profiles VALUES ({row}); UPDATE voice_profiles SET consented_at = '2026-01-01T00:00:00.000Z'");

        Assert.Empty((await house.Appliance.Get<VoiceBook>().FindAsync(Phone, TestContext.Current.CancellationToken)).Voices);
        await house.Appliance.Get<Nightly>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Empty(house.Sql("SELECT name FROM voice_profiles"));
    }

    [Theory]
    [InlineData("UPDATE voice_profiles SET expires_at = '2026-01-01T00:00:00.000Z' WHERE name = 'Martin'")]
    [InlineData("DELETE FROM customers WHERE phone = '" + Phone + "'")]
    public async Task In_the_night_goes_what_is_over_its_time_or_whose_guest_is_not_known_any_more(string later)
    {
        await using var house = await House.OpenAsync();
        foreach (var phone in (string[])[Phone, Other]) await house.Ring(phone).StartAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);
        await house.KnowAsync("Eva", ["f2-1", "f2-2"], phone: Other);
        var remains = await RemainsAsync(house, Phone);
        Database.Write(house.DataDir, later);

        await house.Appliance.Get<Nightly>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["Eva"], house.Sql("SELECT name FROM voice_profiles"));
        Assert.Equal(["Eva"], house.Sql("SELECT name FROM voice_questions"));
        await GoneAsync(house, remains);
    }

    [Fact]
    public async Task An_export_says_that_a_voice_is_known_and_gives_nothing_of_it_away()
    {
        await using var house = await House.OpenAsync();
        await house.KnowAsync("Martin", ["m3-1", "m3-2"], phone: Phone);

        var export = await house.Appliance.Get<CallerExport>().ReadAsync(Phone, TestContext.Current.CancellationToken);

        var voice = JsonDocument.Parse(export).RootElement.GetProperty("voice_profiles")[0];
        Assert.Equal(("Martin", "May I?", 1, 24000), (voice.Text("name"), voice.Text("consent_text"), voice.Number("voice_is_known"), voice.Number("speech_ms")));
        Assert.Equal(
            ["consent_language", "consent_text", "consented_at", "expires_at", "name", "speech_ms", "updated_at", "voice_is_known"],
            voice.EnumerateObject().Select(column => column.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>The bytes of a number's voices on the disk: its templates, and their keys as they lie there.</summary>
    private static async Task<List<byte[]>> RemainsAsync(House house, string phone)
    {
        var ids = await house.Appliance.Get<CallStore>().ReadForOfficeAsync(history => history.Voices.IdsOf(phone), TestContext.Current.CancellationToken);
        var voices = await house.Appliance.Get<CallStore>().FindVoicesAsync(phone, TestContext.Current.CancellationToken);
        // SQLite spreads a long value over pages: the beginning and the end of it are enough.
        return
        [
            .. voices.Voices.SelectMany(voice => (byte[][])[voice.Template![..64], voice.Template![^64..]]),
            .. ids.Select(id => File.ReadAllBytes(Path.Combine(VoiceStory.KeysOf(house), id + ".key"))),
        ];
    }

    private static List<string> Found(House house, List<byte[]> remains) =>
    [
        .. Directory.EnumerateFiles(house.DataDir, "*", SearchOption.AllDirectories).Where(file => remains.Exists(bytes => Traces.Read(file).AsSpan().IndexOf(bytes) >= 0)),
    ];

    /// <summary>Nothing of them is left, and no key but that of the one other voice.</summary>
    private static async Task GoneAsync(House house, List<byte[]> remains)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Found(house, remains) is var found && (found.Count > 0 || VoiceStory.Keys(house).Count > 1))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Gate.Patience, string.Join(' ', found.Concat(VoiceStory.Keys(house))));
            await Moment.PassAsync();
        }
    }
}
