using System.CommandLine;
using VoiceHunte.Edge.Commands;
using VoiceHunte.Edge.Tests.Support;

namespace VoiceHunte.Edge.Tests.Commands;

public sealed class TtsCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_text_becomes_a_file()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();

        Assert.Equal(0, await RunAsync(openAI, "Dobrý večer", "-o", folder.File("hello.mp3")));

        Assert.Equal(SpeechReply.Of("Dobrý večer"), await File.ReadAllTextAsync(folder.File("hello.mp3"), Cancel));
        Assert.Empty(openAI.Rejected);
    }

    [Fact]
    public async Task Every_option_reaches_OpenAI_and_the_extension_names_the_format()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();

        Assert.Equal(0, await RunAsync(
            openAI, "Hello", "-o", folder.File("hello.wav"), "--voice", "nova", "--model", "gpt-4o-mini-tts", "--speed", "1.5", "--instructions", "Warmly."));

        Assert.Equal(
            """{"model":"gpt-4o-mini-tts","input":"Hello","voice":"nova","instructions":"Warmly.","response_format":"wav","speed":1.5}""",
            Assert.Single(openAI.Speech.Requests).Body);
    }

    [Theory]
    [InlineData("", "--speed", "1")]
    [InlineData("Hello", "--speed", "9")]
    [InlineData("Hello", "--format", "ogg")]
    [InlineData("Hello", "--voice", "")]
    public async Task A_wrong_option_is_a_matter_of_usage(string text, string option, string value)
    {
        await using var openAI = await OpenAIStandIn.StartAsync();

        Assert.Equal(64, await RunAsync(openAI, text, "-o", folder.File("hello.mp3"), option, value));

        Assert.Empty(openAI.Speech.Requests);
    }

    [Fact]
    public async Task When_OpenAI_breaks_off_the_old_file_stays_as_it_was()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();
        openAI.Speech.Always(SpeechReply.Spoken().BreakingOffAfter(2));
        await File.WriteAllTextAsync(folder.File("hello.mp3"), "old", Cancel);

        Assert.Equal(69, await RunAsync(openAI, "Hello", "-o", folder.File("hello.mp3")));

        Assert.Equal("old", await File.ReadAllTextAsync(folder.File("hello.mp3"), Cancel));
        Assert.Equal(["hello.mp3", "voicehunte.env"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_trouble_of_its_own()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();

        Assert.Equal(74, await RunAsync(openAI, "Hello", "-o", folder.File("missing/hello.mp3")));
        Assert.Equal(74, await RunAsync(openAI, "Hello", "-o", folder.Path));
    }

    [Fact]
    public async Task Without_a_key_the_configuration_is_at_fault()
    {
        await using var openAI = await OpenAIStandIn.StartAsync();

        Assert.Equal(78, await RunAsync(openAI, "Hello", ["-o", folder.File("hello.mp3")], "OPENAI_API_KEY="));
    }

    private Task<int> RunAsync(OpenAIStandIn openAI, string text, params string[] options) =>
        RunAsync(openAI, text, options, "OPENAI_API_KEY=" + OpenAIStandIn.Key);

    private async Task<int> RunAsync(OpenAIStandIn openAI, string text, string[] options, string key)
    {
        var envFile = folder.File("voicehunte.env");
        await File.WriteAllLinesAsync(envFile, ["OPENAI_BASE_URL=" + openAI.BaseUrl, key], Cancel);
        var root = new RootCommand { CommonOptions.EnvFile, CommonOptions.DataDir, TtsCommand.Create() };
        string[] arguments = ["tts", text, .. options, "--env-file", envFile, "--data-dir", folder.Path];
        return await root.Parse(arguments).InvokeAsync(cancellationToken: Cancel);
    }
}
