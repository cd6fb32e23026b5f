using System.Globalization;
using System.Text.Json;
using CsCheck;
using VoiceHunte.Edge.Agent;
using VoiceHunte.Edge.Tests.Calls;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Agent;

/// <summary>Numbers of cards and persons are gone before anybody keeps them; all other numbers stay.</summary>
public sealed class HiddenNumbersTests
{
    private static readonly Dictionary<string, string[]> Digits = new()
    {
        ["en"] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        ["ru"] = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
        ["uk"] = ["нуль", "один", "два", "три", "чотири", "п'ять", "шість", "сім", "вісім", "дев'ять"],
        ["sk"] = ["nula", "jeden", "dva", "tri", "štyri", "päť", "šesť", "sedem", "osem", "deväť"],
    };

    private static readonly string[] Between = [" ", "-", ", ", ""];

    private static readonly Gen<string> Cards = Gen.Select(Gen.Int[13, 19], Gen.Int[3, 6], Gen.Int[0, 9].Array[20], (length, first, rest) => Completed($"{first}{string.Concat(rest)}"[..(length - 1)]));

    [Fact]
    public void A_card_is_hidden_however_its_digits_are_grouped() => Gen.Select(Cards, Gen.Int[0, 3], Gen.Int[2, 5]).Sample((card, between, size) =>
    {
        var told = string.Join(Between[between], card.Chunk(size).Select(group => new string(group)));
        Assert.Equal("my card is [card], thanks", HiddenNumbers.In($"my card is {told}, thanks"));
    });

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("sk")]
    public void A_card_told_digit_by_digit_is_hidden(string language) => Cards.Sample(card =>
        Assert.Equal("ok [card] ok", HiddenNumbers.In($"ok {string.Join(' ', card.Select(digit => Digits[language][digit - '0']))} ok")));

    [Theory]
    [InlineData("it's forty five thirty nine one four eight eight zero three four three six four six seven", "it's [card]")]
    [InlineData("4539 1488 0343 6468 a misheard digit", "[card] a misheard digit")]
    [InlineData("my birth number is 855101/1238", "my birth number is [id]")]
    [InlineData("moje rodné číslo je 8551011238", "moje rodné číslo je [id]")]
    [InlineData("мій ІПН 3184710691", "мій ІПН [id]")]
    [InlineData("паспорт 45 08 123456", "паспорт [id]")]
    [InlineData("social security 123-45-6789", "social security [id]")]
    [InlineData("IBAN SK31 1200 0000 1987 4263 7541 prosím", "IBAN [id] prosím")]
    public void What_is_a_persons_or_an_accounts_is_hidden(string said, string kept) => Assert.Equal(kept, HiddenNumbers.In(said));

    [Theory]
    [InlineData("call me back on +421 900 123 456")]
    [InlineData("my number is 0900 123 456")]
    [InlineData("00421 900 123 456")]
    [InlineData("+44 7700 900 123 or +44 7700 900 124")]
    [InlineData("four people tomorrow at seven thirty under the name of Nine")]
    [InlineData("28.11.2026 at 19:30 for 4, reservation 4711")]
    [InlineData("zero nine zero zero one two three four five six")]
    [InlineData("on the 850101/12 street")]
    public void Other_numbers_stay_as_they_were_said(string said) => Assert.Same(said, HiddenNumbers.In(said));

    [Fact]
    public void No_labelled_utterance_loses_anything()
    {
        var texts = Directory.GetFiles(Path.Combine(Repository.Root, "VoiceHunte.Edge.Tests", "Fixtures", "understanding"), "*.jsonl")
            .SelectMany(File.ReadLines).Select(line => JsonElement.Parse(line).GetProperty("text").GetString()!).ToList();

        Assert.True(texts.Count >= 600);
        Assert.All(texts, text => Assert.Same(text, HiddenNumbers.In(text)));
    }

    [Fact]
    public async Task A_card_that_was_told_is_neither_in_the_database_nor_with_the_model_nor_in_the_log()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Chat.Always(PlayedModel.Answer);
        await using var house = await House.OpenAsync(new() { ["OPENAI_API_KEY"] = OpenAIStandIn.Key, ["OPENAI_BASE_URL"] = openAI.BaseUrl.ToString() });
        var call = house.Ring("+447700900123");
        await call.StartAsync();

        await call.SayAsync("Can I pay with 4539 1488 0343 6467 in advance?");
        await call.SayAsync("It is 4539 1488 0343 6467.", confidence: 0.1);
        await call.PressAsync("4");

        Assert.Equal(["Can I pay with [card] in advance?", "It is [card].", "keys ·"], house.Sql("SELECT user_text FROM turns ORDER BY turn_id"));
        Assert.DoesNotContain(openAI.Chat.Requests, request => request.Json.GetRawText().Contains("0343", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Appliance.Lines.All, line => line.Contains("0343", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(house.DataDir, "voicehunte.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var read = new StreamReader(open, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("0343", await read.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    /// <summary>With the check digit behind it.</summary>
    private static string Completed(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 1 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
