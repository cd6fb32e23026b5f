using VoiceHunte.Edge.Commands.Setup;
using VoiceHunte.Edge.Settings;

namespace VoiceHunte.Edge.Tests.Commands;

/// <summary>One value of an env file is changed, and its owner finds everything else as they left it.</summary>
public sealed class EnvFileTextTests
{
    [Theory]
    [InlineData("", "# How Twilio reaches the appliance; signatures are checked against it. Unset: the request's own scheme and host.\nPUBLIC_URL=https://a.example\n")]
    [InlineData("# mine\nPUBLIC_URL=https://old.example\n# end", "# mine\nPUBLIC_URL=https://a.example\n# end\n")]
    [InlineData("PUBLIC_URL=https://older.example\nPUBLIC_URL = 'https://old.example'\n", "PUBLIC_URL=https://older.example\nPUBLIC_URL=https://a.example\n")]
    [InlineData("  export PUBLIC_URL=x\n", "export PUBLIC_URL=https://a.example\n")]
    [InlineData("#PUBLIC_URL=https://example\n\nCALL_MODE=relay\n", "#PUBLIC_URL=https://example\nPUBLIC_URL=https://a.example\n\nCALL_MODE=relay\n")]
    [InlineData("# PUBLIC_URL= is what Twilio asks\nMY_PUBLIC_URL=x\n", "# PUBLIC_URL= is what Twilio asks\nMY_PUBLIC_URL=x\n\n# How Twilio reaches the appliance; signatures are checked against it. Unset: the request's own scheme and host.\nPUBLIC_URL=https://a.example\n")]
    public void A_value_is_put_where_it_stood_or_under_its_example_or_at_the_end(string before, string after) =>
        Assert.Equal(after, EnvFileText.With(before, [(SettingsTable.PublicUrl, "https://a.example")]));

    [Theory]
    [InlineData("plain-TEXT_0/1+2=3:4,5.6@7%8")]
    [InlineData("two words")]
    [InlineData("$HOME `id` \"quoted\" # and; more & more ~ *")]
    [InlineData("Žltý kôň €")]
    public void What_is_written_is_what_is_read(string value)
    {
        Assert.True(EnvFileText.CanHold(value));

        var text = EnvFileText.With("", [(SettingsTable.OpenAITtsInstructions, value)]);

        Assert.Equal(value, EnvFile.Parse(text, "test", [])["OPENAI_TTS_INSTRUCTIONS"]);
        Assert.Equal(value, Sourced(text));
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("two\nlines")]
    [InlineData("back\\slash")]
    public void What_not_every_reader_reads_alike_is_not_written(string value) => Assert.False(EnvFileText.CanHold(value));

    // As a shell reads it, which systemd's EnvironmentFile= follows here.
    private static string Sourced(string text)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", text + "printf %s \"$OPENAI_TTS_INSTRUCTIONS\""]) { RedirectStandardOutput = true })!;
        var read = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return read;
    }
}
