namespace VoiceHunte.Edge.Tests.Calls;

public sealed class GreetingTests
{
    [Theory]
    [InlineData("+421900123456", "sk-SK", "deepgram_nova-2", "Polly.Maja", "Pod Lipou")]
    [InlineData("+380671234567", "uk-UA", "deepgram_nova-3", "Polly.Tatyana", "Під липою")]
    [InlineData("+79161234567", "ru-RU", "deepgram_nova-3", "Polly.Tatyana", "Под липой")]
    [InlineData("+14155550123", "en-US", "deepgram_nova-3", "Polly.Joanna", "Pod Lipou")]
    [InlineData("+33612345678", "en-US", "deepgram_nova-3", "Polly.Joanna", "Pod Lipou")]
    [InlineData("anonymous", "en-US", "deepgram_nova-3", "Polly.Joanna", "Pod Lipou")]
    public async Task A_caller_is_greeted_and_listened_to_in_the_language_of_their_country_else_the_restaurants_first(
        string from, string locale, string speechModel, string voice, string name)
    {
        await using var house = await House.OpenAsync();

        var heard = await house.Ring(from).StartAsync();

        Assert.Equal(locale, heard.Listening!.Language);
        Assert.Equal(speechModel, heard.Listening.SpeechModel);
        Assert.Equal("speech dtmf", heard.Listening.Input);
        Assert.Equal(voice, heard.Voice);
        Assert.Contains(name, heard.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_who_asked_for_English_is_greeted_in_English_the_next_time()
    {
        await using var house = await House.OpenAsync();
        var first = house.Ring("+421900123456");
        await first.StartAsync();

        var heard = await first.SayAsync("English please");
        await first.HangUpAsync();
        var next = await house.Ring("+421900123456").StartAsync();

        Assert.Equal("en-US", heard.Listening!.Language);
        Assert.Equal("en-US", next.Listening!.Language);
        Assert.Equal(["+421900123456|en"], house.Sql("SELECT phone, language FROM customers"));
    }

    [Fact]
    public async Task A_hidden_number_is_nobodys_customer()
    {
        await using var house = await House.OpenAsync();

        await house.Ring("anonymous").StartAsync();
        await house.Ring("+266696687").StartAsync();

        Assert.Empty(house.Sql("SELECT phone FROM customers"));
        Assert.Equal(["2"], house.Sql("SELECT CAST(count(*) AS TEXT) FROM calls"));
    }

    [Fact]
    public async Task The_call_is_on_disk_before_the_greeting_is_heard()
    {
        await using var house = await House.OpenAsync();
        var call = house.Ring();

        await call.StartAsync();

        Assert.Equal([$"{call.CallSid}|sk|+421900123456|+421212345678|in-progress|gather"],
            house.Sql("SELECT call_id, language, from_number, to_number, status, mode FROM calls"));
    }

    [Fact]
    public async Task A_voice_borrowed_from_another_language_is_not_paired_with_the_callers()
    {
        await using var house = await House.OpenAsync(new() { ["SAY_VOICE_SK"] = "Google.sk-SK-Wavenet-A" });

        var slovak = await house.Ring("+421900123456").StartAsync();
        var ukrainian = await house.Ring("+380671234567").StartAsync();
        var russian = await house.Ring("+79161234567").StartAsync();

        Assert.Equal(("Google.sk-SK-Wavenet-A", "sk-SK"), (slovak.Voice, slovak.Language));
        Assert.Equal(("Polly.Tatyana", (string?)null), (ukrainian.Voice, ukrainian.Language));
        Assert.Equal(("Polly.Tatyana", "ru-RU"), (russian.Voice, russian.Language));
    }
}
